"""Calendar files (RFC 5545), for calendar programs; `icalendar` writes their lines."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.calendar.events import CalendarEvent, DateApart
from bot.domain.calendar.repeat import DAYS, WORKING_DAYS, Repeat, Rhythm
from bot.domain.zones import clock_changes, to_local, to_utc

if TYPE_CHECKING:
    from icalendar import Event, Timezone, TimezoneDaylight, TimezoneStandard

_BEFORE, _AFTER = timedelta(days=366), timedelta(days=366 * 10)
"""So much before the earliest date, and after now, the changes of the clocks are told."""


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """What stands in a file besides the meetings."""

    name: str
    """Of the calendar."""
    place: str
    notes: dict[str, str]
    """By the UID of an event, what it is about."""
    url: str = ""
    public: bool = False
    """Whether anybody may read it; else programs that share a calendar are asked to hide it."""


def written(events: Sequence[CalendarEvent], words: CalendarWords, now: datetime) -> bytes:
    """Write a calendar file."""
    from icalendar import Calendar  # noqa: PLC0415 - only where a calendar is made

    file = Calendar()
    file.add("version", "2.0")
    file.add("prodid", "-//OpenRound//Meetings//EN")
    file.add("calscale", "GREGORIAN")
    file.add("method", "PUBLISH")
    file.add("x-wr-calname", words.name)
    file.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    zones = sorted({one.zone for one in events if not _is_utc(one.zone)})
    for zone in zones:
        firsts = [to_utc(one.first, zone) for one in events if one.zone == zone]
        file.add_component(_zone(zone, min(firsts) - _BEFORE, now + _AFTER))
    for one in events:
        for part in _parts(one, words, now):
            file.add_component(part)
    return bytes(file.to_ical())


def _parts(one: CalendarEvent, words: CalendarWords, now: datetime) -> Iterable["Event"]:
    """Give an event, then its dates that differ."""
    main = _started(one, *_first(one), words, now)
    main.add("summary", one.title)
    if not one.repeat.is_once:
        main.add("rrule", _rule(one))
    for wall in one.not_held:
        main.add("exdate", _in(one.zone, wall))
    main.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
    yield main
    for other in one.apart:
        yield _date_apart(one, other, words, now)


def _date_apart(
    one: CalendarEvent, other: DateApart, words: CalendarWords, now: datetime
) -> "Event":
    start, end = (other.starts_at + timedelta(minutes=late) for late in (0, other.minutes))
    part = _started(one, _placed(start, one.zone), _placed(end, one.zone), words, now)
    part.add("summary", other.title)
    part.add("recurrence-id", _in(one.zone, other.by_rule))
    part.add("status", "CONFIRMED")
    return part


def _first(one: CalendarEvent) -> tuple[datetime, datetime]:
    """Give from when until when the first date is: of a rule always by its wall time."""
    length = timedelta(minutes=one.minutes)
    if one.repeat.is_once:
        start = to_utc(one.first, one.zone)
        return _placed(start, one.zone), _placed(start + length, one.zone)
    wall = one.first.replace(fold=0)
    end = to_local(to_utc(wall, one.zone) + length, one.zone)
    return _in(one.zone, wall), _in(one.zone, end.replace(fold=0))


def _started(
    one: CalendarEvent, start: datetime, end: datetime, words: CalendarWords, now: datetime
) -> "Event":
    from icalendar import Event  # noqa: PLC0415 - only where a calendar is made

    part = Event()
    part.add("uid", one.uid)
    part.add("sequence", one.sequence)
    part.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
    part.add("dtstart", start)
    part.add("dtend", end)
    part.add("location", words.place)
    if words.notes.get(one.uid):
        part.add("description", words.notes[one.uid])
    if words.url:
        part.add("url", words.url)
    if not words.public:
        part.add("class", "PRIVATE")
    return part


def _rule(one: CalendarEvent) -> dict[str, object]:
    rule = _RULES[one.repeat.rhythm](one.repeat)
    return rule | ({"until": one.until} if one.until else {})


def _weekly(repeat: Repeat) -> dict[str, object]:
    days = [DAYS[day] for day in repeat.days]
    # Every second week depends on where a week begins: said, lest a program has it on Sundays.
    return {"freq": "weekly", "interval": repeat.interval, "byday": days, "wkst": "MO"}


_RULES: dict[Rhythm, Callable[[Repeat], dict[str, object]]] = {
    Rhythm.DAILY: lambda _: {"freq": "daily"},
    Rhythm.WEEKDAYS: lambda _: {"freq": "weekly", "byday": [DAYS[day] for day in WORKING_DAYS]},
    Rhythm.WEEKLY: _weekly,
    Rhythm.MONTHLY: lambda one: {"freq": "monthly", "byday": f"{one.nth}{DAYS[one.days[0]]}"},
}


def _in(zone: str, wall: datetime) -> datetime:
    """Give a wall time with its zone; in UTC it is written as such, which needs no zone."""
    return wall.replace(tzinfo=UTC if _is_utc(zone) else ZoneInfo(zone))


def _placed(at: datetime, zone: str) -> datetime:
    """Give an instant on the clocks of a zone; in UTC where those show that hour twice."""
    local = to_local(at, zone)
    once, again = (to_utc(local.replace(fold=fold), zone) for fold in (0, 1))
    return _in(zone, local) if once == again else at.astimezone(UTC)


def _is_utc(zone: str) -> bool:
    return zone in {"UTC", "Etc/UTC"}


def _zone(zone: str, start: datetime, end: datetime) -> "Timezone":
    """Describe a zone: each change of its clocks by itself, which every program can read."""
    from icalendar import Timezone  # noqa: PLC0415 - only where a calendar is made

    told = Timezone()
    told.add("tzid", zone)
    told.add_component(_season(zone, start, start))
    for at in clock_changes(zone, start, end):
        told.add_component(_season(zone, at, at - timedelta(seconds=1)))
    return told


def _season(zone: str, at: datetime, before: datetime) -> "TimezoneStandard | TimezoneDaylight":
    """Give what clocks show from an instant on; `before` is one at which they showed the other."""
    from icalendar import TimezoneDaylight, TimezoneStandard  # noqa: PLC0415 - as above

    then, now = before.astimezone(ZoneInfo(zone)), at.astimezone(ZoneInfo(zone))
    old, new = (one.utcoffset() or timedelta() for one in (then, now))
    # Some zones call their winter the time apart: programs only know a summer that is ahead.
    season = TimezoneDaylight() if new > old else TimezoneStandard()
    season.add("dtstart", (at + old).replace(tzinfo=None))
    season.add("tzoffsetfrom", old)
    season.add("tzoffsetto", new)
    season.add("tzname", now.tzname() or zone)
    return season
