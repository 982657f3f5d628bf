"""One sentence of ours, in the room or in a channel, drawn from its key and facts."""

from collections.abc import Callable
from datetime import datetime

from discord import ui

from bot.domain.ids import OccurrenceId, short
from bot.domain.server.onlookers import Onlookers
from bot.domain.server.own_texts import LONGEST_TEXT
from bot.services.ports.drawings import Line
from bot.text.catalog import Say, Shown, sentences_of
from cogs.ui.kit.button import button
from cogs.ui.kit.ids import NO_MEETING, CustomId, entry_in, number_in
from cogs.ui.kit.names import own_words, title
from cogs.ui.kit.onlookers import whoever
from cogs.ui.kit.sheet import day, row, sheet

OFFERS = {
    "organisers.deleted": ("open_again",),
    **{f"away.{one}": ("bring_back",) for one in ("door", "card", "console")},
    **{f"away.{one}_lead": ("bring_back",) for one in ("door", "card", "console")},
    "organisers.event_deleted": ("event_back", "event_leave"),
    "organisers.event_edited": ("event_back", "event_leave"),
    "organisers.missed_open": ("open_now",),
    "facilitators.missed": ("open_now",),
    "organisers.back": ("keep_set", "start_anew"),
    "facilitators.asked": ("facilitating", "cannot_lead"),
    "facilitators.asked_here": ("facilitating", "cannot_lead"),
    "facilitators.needed": ("take_it",),
    "facilitators.needed_role": ("take_it",),
    "facilitators.needed_named": ("take_it",),
}
"""Lines that ask something, and the presses that answer."""
OF_ONE = frozenset({"facilitating", "cannot_lead"})
"""Presses for one person, who may be asked in private."""


def line(drawing: Line, say: Say) -> ui.LayoutView:
    """Draw one sentence of ours, or typed words under a name; a question has its answers below."""
    meeting = drawing.facts.get("meeting", NO_MEETING)
    offers = OFFERS.get(drawing.key, ())
    if not offers or not isinstance(meeting, int):
        return sheet(line_text(drawing, say))
    about, start = OccurrenceId(meeting), drawing.facts.get("start_second")
    ids = [
        asked_of_one(one, about, int(str(start))) if one in OF_ONE else CustomId(one, about)
        for one in offers
    ]
    return sheet(line_text(drawing, say), row(*(button(one, say) for one in ids)))


def asked_of_one(action: str, meeting: OccurrenceId, start: int) -> CustomId:
    """Make the id of a button that one person is to press, also in a private message.

    There nobody knows of which server a meeting is, so it stands where it isn't looked for.
    """
    return CustomId(action, argument=f"{short(meeting)}.{start}")


def meeting_and_start(custom_id: CustomId) -> tuple[OccurrenceId, int]:
    """Read what such an id says: the meeting, and its start as a second. Raises BeforeUpdate."""
    meeting, _, start = custom_id.argument.partition(".")
    return OccurrenceId(entry_in(meeting)), number_in(start)


def line_text(drawing: Line, say: Say) -> str:
    """Say it: times as each reader's clock shows them, reasons in words."""
    facts = {name: _fact(name, value, say) for name, value in drawing.facts.items()}
    return say(drawing.key, **facts)


def reason(name: str, say: Say) -> str:
    """Say why a room could not open."""
    word, _, number = name.partition(" ")
    key = f"reason.{word}"
    return say(key if key in sentences_of("en") else "reason.unknown", number=Shown(number))


def _fact(name: str, value: object, say: Say) -> object:
    match value:
        case datetime():
            return day(value)
        case Onlookers():
            return whoever(value, say)
        case Line():
            return line_text(value, say)
    drawn = _BY_NAME.get(name)
    return drawn(str(value), say) if drawn else value


_BY_NAME: dict[str, Callable[[str, Say], str]] = {
    "reason": reason,
    "contact": lambda words, _: own_words(words, LONGEST_TEXT),
    "title": title,
}
"""Facts that are not said as they are."""
