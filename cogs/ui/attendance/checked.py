"""What anybody is shown of a letter that they check."""

from discord import ui

from bot.services.attendance.checks import CheckedLetter
from bot.services.attendance.paper import lines_of
from bot.text.catalog import Say
from cogs.ui.kit.sheet import lines, paragraphs, sheet


def checked(found: CheckedLetter, say: Say) -> ui.LayoutView:
    """Say that a letter is genuine, how it stands, and what is signed."""
    return sheet(
        say(f"verify.{found.standing}"),
        paragraphs(
            say(f"verify.{found.standing}_line"),
            lines_of(found.statement, say),
            lines(say("verify.compare"), say("verify.says_only"), say("verify.page")),
        ),
    )
