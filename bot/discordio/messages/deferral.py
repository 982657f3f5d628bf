"""Discord hears within three seconds that an answer comes, whatever the interaction waits for.

The client arms this for every interaction as it arrives, so no button, form, command or completion
can forget it. Whoever answers settles it first: then it is known whether Discord was told to wait.
"""

import asyncio
import logging
from dataclasses import dataclass

import discord

from bot.discordio.requests.errors import CAUGHT

ANSWER_WITHIN = 1.5
"""Seconds after which an answer is deferred; Discord waits three."""

LOST = (*CAUGHT, RuntimeError)
"""What can come of an answer; `RuntimeError` is a session that closed, for the bot has stopped."""

log = logging.getLogger(__name__)
Interaction = discord.Interaction[discord.Client]


class Unheard:
    """The key of an interaction's extras: nobody knows whether Discord heard of the deferral."""


@dataclass(slots=True)
class Deferral:
    """What will tell Discord to wait, and what is telling it."""

    timer: asyncio.TimerHandle | None = None
    telling: asyncio.Task[None] | None = None


def arm(interaction: Interaction) -> None:
    """Tell Discord to wait as soon as the answer takes long; once for each interaction."""
    if Deferral in interaction.extras:
        return
    deferral = interaction.extras[Deferral] = Deferral()
    loop = asyncio.get_running_loop()

    def tell() -> None:
        if not interaction.response.is_done():
            deferral.telling = loop.create_task(_tell(interaction))

    deferral.timer = loop.call_later(ANSWER_WITHIN, tell)


async def settle(interaction: Interaction) -> bool:
    """Tell Discord nothing more, for the answer is there; gives whether it was told to wait."""
    deferral: Deferral = interaction.extras.setdefault(Deferral, Deferral())
    if deferral.timer is not None:
        deferral.timer.cancel()
    if deferral.telling is not None:
        await deferral.telling
    return interaction.response.is_done()


async def acknowledge(interaction: Interaction, within: float) -> None:
    """Take a press without showing anything for it."""
    try:
        async with asyncio.timeout(within):
            if not await settle(interaction):
                await interaction.response.defer()
    except CAUGHT as error:
        log.info("card.acknowledgement_lost", extra={"error": type(error).__name__})


async def _tell(interaction: Interaction) -> None:
    """A completion cannot be put off: it offers nothing."""
    try:
        if interaction.type is discord.InteractionType.autocomplete:
            await interaction.response.autocomplete([])
        else:
            await interaction.response.defer(ephemeral=True)
    except LOST as error:
        interaction.extras[Unheard] = True
        note_lost(error)


def note_lost(error: BaseException) -> None:
    """Write into the log that an answer did not arrive."""
    if isinstance(error, discord.HTTPException):
        log.warning("answer.late", extra={"code": error.code})
    else:
        log.warning("answer.lost", extra={"error": type(error).__name__})
