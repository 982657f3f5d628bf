"""The finder as people see it: a phone screen of meetings a page, what runs first with its door."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil

from discord import ui

from bot.domain.calendar.occurrence import Occurrence, Phase
from bot.domain.calendar.reminder import takes_place
from bot.domain.ids import SeriesId
from bot.services.calendar.finder import MeetingsFound, MeetingsWanted
from bot.text.catalog import Say, Shown
from bot.text.dates import day_in_words
from cogs.ui.kit.admission import ALL_OPEN, Doors, how_it_stands, lets_in
from cogs.ui.kit.button import Item, button
from cogs.ui.kit.ids import CustomId
from cogs.ui.kit.names import one_line, title
from cogs.ui.kit.one_sentence import reason
from cogs.ui.kit.sheet import Block, ago, beside, day, lines, paragraphs, row, sheet
from cogs.ui.meetings.draw import LONGEST_TOPIC
from cogs.ui.meetings.looking_for import LONGEST_WORDS, packed
from cogs.ui.reminders.button import remind_me

ON_A_PAGE = 6
"""Meetings that a telephone shows without turning the page, more or less."""


def listed(found: MeetingsFound, page: int, say: Say, doors: Doors = ALL_OPEN) -> ui.LayoutView:
    """List meetings, what runs first and then the soonest, in each reader's own time."""
    heading = paragraphs(f"## {say('meeting.list')}", _looked_for(found.wanted, say))
    if not found.listed:
        return sheet(heading, *_nothing(found, say))
    pages = ceil(len(found.listed) / ON_A_PAGE)
    page = min(max(page, 0), pages - 1)
    shown = found.listed[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    return sheet(
        heading,
        *_lines(shown, say, doors),
        _next_of_all(found, say),
        say("meeting.page", page=page + 1, pages=pages) if pages > 1 else "",
        row(
            _turn("list_back", found.wanted, page - 1, say) if page else None,
            _turn("list_on", found.wanted, page + 1, say) if page + 1 < pages else None,
        ),
    )


def _lines(shown: Sequence[Occurrence], say: Say, doors: Doors) -> list[str | Block]:
    """Give what runs, each with its *Join* beside it; the others, with *Remind me* at the first.

    Above what comes stands its day and time, once for what begins together.
    """
    running = [one for one in shown if one.phase is Phase.OPEN]
    found: list[str | Block] = [_with_door(one, say, doors) for one in running]
    known: set[SeriesId] = set()
    begins: datetime | None = None
    for one in (one for one in shown if one.phase is not Phase.OPEN):
        words = _line(one, say) if one.starts_at == begins else _dated(one, say)
        begins = one.starts_at
        if takes_place(one) and one.series and one.series not in known:
            found.append(beside(words, remind_me(one.series, say)))
            known.add(one.series)
        else:
            found.append(words)
    return found


def _dated(one: Occurrence, say: Say) -> str:
    """Say when it begins, in each reader's own time, and below that what it is."""
    return lines(say("meeting.line_when", start=day(one.starts_at)), _line(one, say))


def _with_door(one: Occurrence, say: Say, doors: Doors) -> str | Block:
    """Say what runs, with its *Join*; where the reader needs none, or it would refuse, say so."""
    if lets_in(doors, one.id):
        return beside(_running(one, say), button(CustomId("join", one.id), say))
    return lines(_running(one, say), how_it_stands(doors, one, say))


def _turn(action: str, wanted: MeetingsWanted, page: int, say: Say) -> Item:
    return button(CustomId("list_page", argument=packed(wanted, page)), say, label=action)


def _looked_for(wanted: MeetingsWanted, say: Say) -> str:
    """Say what the list is narrowed to, as it was understood."""
    if not wanted.is_narrowed:
        return ""
    parts = [
        _days(wanted, say),
        say("meeting.with_words", words=one_line(wanted.topic, LONGEST_WORDS))
        if wanted.topic
        else "",
        say(f"room.{wanted.room}") if wanted.room else "",
    ]
    return say("meeting.only", filters=Shown(" · ".join(part for part in parts if part)))


def _days(wanted: MeetingsWanted, say: Say) -> str:
    on = wanted.on
    if on is None:
        return ""
    few = {on.first + timedelta(days=more) for more in range(on.count)}
    named = sorted(one for one in few if one.weekday() in on.weekdays)
    if len(named) == 1:
        return day_in_words(named[0], say)
    weekdays = sorted({one.weekday() for one in named})
    ends = {"first": day_in_words(named[0], say), "last": day_in_words(named[-1], say)}
    if len(named) <= len(range(on.count)) and len(weekdays) < len(few):
        names = ", ".join(say(f"date.weekday.{one + 1}") for one in weekdays)
        return say("meeting.some_days", days=Shown(names), **ends)
    return say("meeting.from_to", **ends)


def _nothing(found: MeetingsFound, say: Say) -> list[str]:
    """Say that there is nothing, what to try, and what comes next of all."""
    narrowed = found.wanted.is_narrowed
    none = say("meeting.none_such") if narrowed else say("meeting.none", count=found.wanted.days)
    return [none, _next_of_all(found, say)]


def _next_of_all(found: MeetingsFound, say: Say) -> str:
    """Say what comes next, where nothing that was found takes place."""
    if found.nearest is None:
        return ""
    return lines(say("meeting.nearest"), _dated(found.nearest, say))


def _running(one: Occurrence, say: Say) -> str:
    """Say what runs, and since when."""
    about = one_line(one.topic, LONGEST_WORDS)
    return say(
        "meeting.line_running",
        title=title(one.title, say),
        began=ago(one.starts_at),
        kind=Shown(say(f"room.{one.room_kind}")),
        topic=Shown(say("meeting.line_topic", topic=about)) if about else "",
    )


def _line(one: Occurrence, say: Say) -> str:
    """Say of a date how it truly stands."""
    called = title(one.title, say)
    if one.phase is Phase.CANCELLED:
        return say("meeting.line_off", why=say(f"not_held.{one.reason}"), title=called)
    if one.phase is Phase.MISSED:
        why = Shown(reason(one.reason, say))
        return say("meeting.line_missed", reason=why, title=called)
    about, moved = one_line(one.topic, LONGEST_TOPIC), one.moved_from
    parts = (
        say("meeting.line_what", title=called, kind=Shown(say(f"room.{one.room_kind}"))),
        say("meeting.line_topic", topic=about) if about else "",
        say("meeting.line_moved", before=day(moved)) if moved else "",
    )
    return Shown(" ".join(part for part in parts if part))
