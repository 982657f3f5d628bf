"""Answer presses and forms though Discord or the way there fails.

What was done stands, whatever breaks on the way back: it is never told as a fault.
"""

import logging
import secrets
from collections.abc import Awaitable
from json import JSONDecodeError
from typing import TypeVar

import aiohttp
import discord

from bot.discordio.messages.deferral import LOST, Unheard, arm, note_lost, settle
from bot.discordio.requests.errors import FAILED
from bot.discordio.requests.responses import AmbiguousCreate
from bot.domain.errors import Refusal, StoreFault
from bot.domain.language.folding import cut
from bot.text.catalog import Say

GIVEN_BACK = 800
"""Characters of somebody's words in one message: escaped and with a sentence they fit a message."""
LONGEST_LINE = 2000
"""Characters of a message without layout."""
THERE_ALREADY = 40060
"""Discord's code for an answer that was given: what said so got lost."""
TOO_LATE = frozenset({10008, 10015, 10062, 50027, THERE_ALREADY})
"""Discord's codes for an answer that comes too late, or was there already."""

log = logging.getLogger(__name__)
Answer = TypeVar("Answer")
Interaction = discord.Interaction[discord.Client]


class WorkDone:
    """The key of an interaction's extras under which stands that its work was done."""


async def defer_if_slow(interaction: Interaction, work: Awaitable[Answer]) -> Answer:
    """Wait for a commit, and note that it is done: whatever breaks after it is no fault of it.

    When it is slow, Discord hears that the answer comes later; should it not hear so, that changes
    nothing about what was done.
    """
    arm(interaction)
    answer = await work
    interaction.extras[WorkDone] = True
    return answer


async def refuse(
    interaction: Interaction,
    say: Say,
    error: Exception,
    words: str = "",
    back: discord.ui.View | None = None,
) -> bool:
    """Answer what went wrong privately, in one kind sentence; a fault with its number.

    `words` are what somebody wrote in a form: they are given back, so that nothing is lost, with
    `back`, the way back into it. Gives whether the person could be told; where Discord takes no
    answer any more, nothing is said.
    """
    await settle(interaction)
    if interaction.client.is_closed():
        return False
    if _is_over(interaction, error):
        note_lost(error)
        return _is_there(error)
    was_done = WorkDone in interaction.extras and not isinstance(error, Refusal)
    text = _lost_on_the_way(say, error) if was_done else _refused(say, error)
    given, *more = _parts(words) if words and not was_done else [""]
    if given:
        text += "\n" + say("refusal.your_words", text=given)
    told = await whisper(interaction, text, back)
    for part in more:
        await _beside(interaction, say("refusal.your_words_on", text=part))
    return told


def _parts(words: str) -> list[str]:
    """Divide somebody's words so that each part fits a message: nothing of them is lost."""
    return [words[at : at + GIVEN_BACK] for at in range(0, len(words), GIVEN_BACK)]


def _is_over(interaction: Interaction, error: BaseException) -> bool:
    """Tell whether Discord takes no answer any more, unless it is one that follows a deferral."""
    late = isinstance(error, discord.HTTPException) and error.code in TOO_LATE
    return late and not (_is_there(error) and Unheard in interaction.extras)


def _is_there(error: BaseException) -> bool:
    return isinstance(error, discord.HTTPException) and error.code == THERE_ALREADY


def _refused(say: Say, error: Exception) -> str:
    if isinstance(error, Refusal):
        return say(error.key, **error.facts)
    if isinstance(error, StoreFault) and error.state:
        return say(f"not_saved.{error.state}")
    if _is_discords(error):
        note_lost(error)
        return say("refusal.answer_not_shown")
    return say("refusal.fault", id=_number_of(error))


def _lost_on_the_way(say: Say, error: Exception) -> str:
    if isinstance(error, StoreFault) and error.state:
        return say("not_saved.after")
    if not _is_wire(error):
        return say("refusal.fault_after", id=_number_of(error))
    note_lost(error)
    return say("refusal.answer_lost")


def _number_of(error: Exception) -> str:
    """Write a fault into the log, and give the number under which it stands there."""
    number = secrets.token_hex(4)
    log.error("press.fault", exc_info=error, extra={"code": number})
    return number


def _is_discords(error: BaseException) -> bool:
    """Tell whether Discord failed, or the way there: nothing but the answer goes there by then."""
    failed = isinstance(error, discord.HTTPException) and error.status >= FAILED
    return failed or isinstance(error, aiohttp.ClientError)


def _is_wire(error: BaseException) -> bool:
    """Tell whether it is Discord or the way there that failed, and nothing of ours."""
    if isinstance(error, discord.HTTPException):
        return error.status >= FAILED or error.code in TOO_LATE
    wire = (aiohttp.ClientError, OSError, TimeoutError, JSONDecodeError, AmbiguousCreate)
    return isinstance(error, (*wire, discord.RateLimited))


async def whisper(
    interaction: Interaction, text: str, below: discord.ui.View | None = None
) -> bool:
    """Send a private line; gives whether Discord took it: an answer that it did not is let go."""
    text, view = cut(text, LONGEST_LINE), below or discord.utils.MISSING
    try:
        if not await settle(interaction):
            await interaction.response.send_message(text, view=view, ephemeral=True)
            return True
    except discord.HTTPException as error:
        if error.code != THERE_ALREADY or Unheard not in interaction.extras:
            note_lost(error)
            return _is_there(error)  # then they have read what was to be said
    except LOST as error:
        note_lost(error)
        return False
    return await _beside(interaction, text, view)


async def _beside(
    interaction: Interaction, text: str, view: discord.ui.View = discord.utils.MISSING
) -> bool:
    """Say it after the answer that was given."""
    try:
        await interaction.followup.send(text, view=view, ephemeral=True)
    except LOST as error:
        note_lost(error)
        return False
    return True
