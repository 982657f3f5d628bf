"""`Remind me`, to be put on any card: the button of a series, of a date of it, or of a meeting."""

from datetime import date

from bot.domain.calendar.chosen_meeting import ChosenMeeting
from bot.domain.errors import BeforeUpdate
from bot.domain.ids import OccurrenceId, SeriesId, short
from bot.text.catalog import Say
from cogs.ui.kit.button import Item, button
from cogs.ui.kit.ids import CustomId, entry_in


def remind_me(series: SeriesId, say: Say) -> Item:
    """Draw the button for a series: it works from anywhere in its server, also years later."""
    return button(CustomId("remind", argument=argument_of(ChosenMeeting(series))), say)


def remind_me_again(meeting: OccurrenceId, say: Say) -> Item:
    """Draw the button on a meeting's own card, for the series it belongs to."""
    return button(CustomId("remind", meeting), say)


def argument_of(of: ChosenMeeting) -> str:
    """Write what is meant as it stands in a button: `<series>[.<date of the rule>]`."""
    return short(of.series) + (f".{of.rule_date:%Y%m%d}" if of.rule_date else "")


def meant_by(argument: str) -> ChosenMeeting:
    """Read what a button means. Raises BeforeUpdate."""
    series, _, day = argument.partition(".")
    try:
        rule_date = date.fromisoformat(day) if day else None
    except ValueError:
        raise BeforeUpdate from None
    return ChosenMeeting(SeriesId(entry_in(series)), rule_date)
