"""Words of danger in what somebody writes for themselves: whom to call stands above the answer.

The writer alone is shown it. Nobody is told, and nothing of it is kept.
"""

from discord import ui

from bot.domain.support.danger.level import Addressed, Care, Level, nearest
from bot.services.support.hearing import heard_soon
from bot.text.catalog import Say
from cogs.ui.kit.form import Given
from cogs.ui.kit.helplines import care_card, line_above
from cogs.ui.kit.sheet import Block, lines, sheet

ME = Addressed.MEMBER


async def heard_in(filled: Given) -> Care | None:
    """Say what was heard in a form: the nearest of all its fields."""
    words = [value for value in filled.values() if isinstance(value, str)]
    return nearest([await heard_soon(text, own=True) for text in words])


def with_care(
    care: Care | None, country: str | None, say: Say, *parts: str | Block | None
) -> ui.LayoutView:
    """Lay an answer out below what belongs above it: whom to call, a line of it, or nothing."""
    if care is None or care.level is not Level.NOW:
        return sheet(line_above(care, ME, country, say), *parts)
    heading = say(f"own_danger.heading.{care.about}")
    below = lines(say("own_danger.nobody"), say("own_danger.yours_below"))
    screen = say("own_danger.screen")  # what they write themselves may well be kept
    return care_card(care, ME, country, say, heading, below, *parts, screen=screen)
