"""A line to note for next time, as those who lead write it and read it."""

from discord import ui

from bot.domain.calendar.series import LONGEST_LINE
from bot.domain.ids import SeriesId, short
from bot.domain.support.danger.level import Care
from bot.text.catalog import Say
from cogs.ui.journal.heard import with_care
from cogs.ui.kit.button import Item, button
from cogs.ui.kit.form import Form, form, text_field
from cogs.ui.kit.ids import CustomId
from cogs.ui.kit.names import one_line

FIELD = "line"


def note_button(series: SeriesId, say: Say) -> Item:
    """Draw what opens the form, in a server and in a private message."""
    return button(CustomId("next_time", argument=short(series)), say)


def noted(text: str, say: Say) -> str:
    """Show the line; nothing where there is none."""
    return say("next_time.line", text=one_line(text, LONGEST_LINE)) if text else ""


def line_form(custom_id: CustomId, known: str, say: Say) -> Form:
    """Ask for the line; left empty it clears what is there."""
    field = text_field(
        FIELD,
        say("next_time.field"),
        LONGEST_LINE,
        say("next_time.help"),
        known=known,
        long=True,
        required=False,
    )
    sent = CustomId("next_time_kept", argument=custom_id.argument)
    return form(sent, say("next_time.form"), field)


def kept(text: str, care: Care | None, where: str | None, say: Say) -> ui.LayoutView:
    """Say what became of the line, and where it is shown."""
    if not text:
        return with_care(care, where, say, say("next_time.cleared"))
    return with_care(care, where, say, noted(text, say), say("next_time.kept"))
