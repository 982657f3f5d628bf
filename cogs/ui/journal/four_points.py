"""The four points a group works on, each with a worksheet and a question to try."""

from bot.content import worksheets
from bot.domain.journal.worksheet import WorksheetKind
from bot.domain.prompts.prompt import Point
from bot.text.catalog import Say, Shown
from cogs.ui.kit.sheet import lines, paragraphs

SHEET_FOR = {
    Point.MOTIVATION: WorksheetKind("values"),
    Point.URGES: WorksheetKind("urge_menu"),
    Point.THOUGHTS: WorksheetKind("thought_check"),
    Point.BALANCE: WorksheetKind("balance_wheel"),
}
"""A worksheet to begin with, for each point."""


def four_points(say: Say) -> str:
    """Tell what is worked on, that other help goes with it, and that leaving is a good end."""
    return paragraphs(
        say("points.lead"),
        *(_point(point, say) for point in SHEET_FOR),
        lines(say("points.goes_with"), say("points.good_end"), say("points.is_not")),
    )


def _point(point: Point, say: Say) -> str:
    title = worksheets.load()[SHEET_FOR[point]].title
    return lines(say(f"points.{point}"), say(f"points.try.{point}", sheet=Shown(title)))
