"""A worksheet to think through alone: its questions, page by page; nothing is kept."""

from discord import ui

from bot.domain.journal.worksheet import Worksheet
from bot.text.catalog import Say, Shown
from cogs.ui.kit.sheet import lines, paragraphs, sheet


def paper(one: Worksheet, say: Say) -> ui.LayoutView:
    """Draw the questions of a worksheet."""
    pages = [
        lines(
            say("worksheet.page", title=Shown(page.title)),
            *(
                say("worksheet.field", label=Shown(field.label), help=Shown(field.help))
                for field in page.fields
            ),
        )
        for page in one.pages
    ]
    return sheet(
        lines(say("worksheet.heading", title=Shown(one.title)), say("worksheet.alone")),
        paragraphs(*pages),
    )
