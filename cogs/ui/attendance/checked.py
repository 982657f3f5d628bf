"""What anybody is shown of a letter that they check."""

from discord import ui

from bot.services.attendance.checks import CheckedLetter, LetterStanding
from bot.services.attendance.paper import lines_of
from bot.text.catalog import Say
from cogs.ui.kit.sheet import lines, paragraphs, sheet


def checked(found: CheckedLetter, say: Say) -> ui.LayoutView:
    """Say what was checked and how the letter stands, and what is signed."""
    key = "by_code" if found.by_code and found.standing is LetterStanding.LISTED else found.standing
    return sheet(
        say(f"verify.{key}"),
        paragraphs(
            say(f"verify.{key}_line"),
            lines_of(found.statement, say),
            lines(say("verify.compare"), say("verify.says_only"), say("verify.page")),
        ),
    )
