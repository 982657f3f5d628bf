"""Words of danger in what somebody writes for themselves: whom to call stands above the answer.

The writer alone is shown it. Nobody is told, and nothing of it is kept.
"""

from functools import wraps
from typing import TypeGuard

from discord import ui

from bot.domain.errors import Refusal, StoreFault
from bot.domain.support.danger.level import About, Addressed, Care, Level, nearest
from bot.services.support.hearing import heard_soon
from bot.text.catalog import Say
from cogs.ui.kit.admission import country
from cogs.ui.kit.answer import privately
from cogs.ui.kit.button import QUIET, Interaction, Item
from cogs.ui.kit.form import Given, Picked, Sent
from cogs.ui.kit.helplines import care_card, line_above, more_help
from cogs.ui.kit.ids import CustomId
from cogs.ui.kit.sheet import Block, lines, sheet

ME = Addressed.MEMBER


async def heard_in(filled: Given) -> Care | None:
    """Say what was heard in a form: the nearest of all its fields for words of one's own."""
    words = [one for one in filled.values() if isinstance(one, str) and not isinstance(one, Picked)]
    return nearest([await heard_soon(text, own=True) for text in words])


def calls_for_help(care: Care | None) -> TypeGuard[Care]:
    """Tell whether whom to call stands above the answer, with *Help lines*, and stays there."""
    return care is not None and care.level is not Level.PAST and care.about is not About.FIGURE


def with_care(
    care: Care | None, where: str | None, say: Say, *parts: str | Block | None
) -> ui.LayoutView:
    """Lay an answer out below what belongs above it: whom to call, a line of it, or nothing."""
    if not calls_for_help(care):
        return sheet(line_above(care, ME, where, say), *parts)
    for part in parts:
        _quiet(part)
    if care.level is Level.MAYBE:
        return sheet(line_above(care, ME, where, say), more_help(say), *parts)
    heading = say(f"own_danger.heading.{care.about}")
    below = lines(say("own_danger.nobody"), say("own_danger.yours_below"))
    screen = say("own_danger.screen")  # what they write themselves may well be kept
    return care_card(care, ME, where, say, heading, below, *parts, screen=screen)


def _quiet(part: str | Block | None) -> None:
    """Let no other button stand out beside *Help lines*."""
    for item in part.children if isinstance(part, ui.ActionRow) else ():
        if isinstance(item, Item) and isinstance(item.item, ui.Button):
            item.item.style = QUIET


def heard_if_refused(sends: Sent) -> Sent:
    """Show whom to call also where a form is refused, or can't be saved just now."""

    @wraps(sends)
    async def sent(interaction: Interaction, custom_id: CustomId, given: Given) -> None:
        try:
            await sends(interaction, custom_id, given)
        except (Refusal, StoreFault):
            care = await heard_in(given)
            if calls_for_help(care):
                say = interaction.client.say(interaction)
                await privately(interaction, with_care(care, await country(interaction), say))
            raise

    return sent
