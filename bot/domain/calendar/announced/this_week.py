"""What the standing message of a server shows: its meetings of the next seven days, in order."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from hashlib import blake2b
from zoneinfo import ZoneInfo

from bot.domain.calendar.exceptions import NotHeld
from bot.domain.calendar.occurrence import Occurrence, Phase, RoomKind
from bot.domain.ids import ChannelId, MessageId, OccurrenceId, SeriesId
from bot.domain.zones import to_local

SPAN = timedelta(days=7)
MOST_SHOWN = 10
"""Meetings in the message; more would be a wall on a phone."""
_ON_THE_WAY = frozenset({Phase.PLANNED, Phase.OPENING, Phase.BLOCKED})
_SAID_OF = frozenset({NotHeld.SKIPPED, NotHeld.PAUSED, NotHeld.DAY_OFF})
"""Why a date isn't held, where people may wait for it."""
_DIGEST_BYTES = 16

Doors = Mapping[OccurrenceId, tuple[ChannelId, MessageId]]
"""Where the doors of open meetings stand."""


class WeekStanding(StrEnum):
    """How a meeting of the week stands."""

    OPEN = "open"
    COMING = "coming"
    NOT_HELD = "not_held"


@dataclass(frozen=True, slots=True)
class WeekLine:
    """One meeting of the week, as everybody may see it."""

    standing: WeekStanding
    title: str
    starts_at: datetime
    room_kind: RoomKind
    topic: str = ""
    moved_from: datetime | None = None
    door: tuple[ChannelId, MessageId] | None = None


@dataclass(frozen=True, slots=True)
class ThisWeek:
    """The meetings of the next seven days: open ones first, then by their start."""

    lines: tuple[WeekLine, ...] = ()
    more: int = 0
    """So many more there are than the message shows."""

    def digest(self, language: str) -> str:
        """Tell one week from another: the same digest is drawn alike."""
        drawn = f"{language} {self!r}"
        return blake2b(drawn.encode(), digest_size=_DIGEST_BYTES).hexdigest()


def this_week(listed: Iterable[Occurrence], doors: Doors, now: datetime, zone: str) -> ThisWeek:
    """Put the meetings of a server together, as it shows them to everybody."""
    until = _end_of_the_seventh_day(now, zone)
    standing = [(one, _standing(one, now, until)) for one in listed]
    found = _once_a_week([(one, how) for one, how in standing if how], now + SPAN)
    found.sort(key=lambda pair: (pair[1] is not WeekStanding.OPEN, pair[0].starts_at, pair[0].id))
    lines = tuple(_line(one, how, doors) for one, how in _pauses_told_once(found))
    return ThisWeek(lines[:MOST_SHOWN], max(0, len(lines) - MOST_SHOWN))


def _once_a_week(
    found: list[tuple[Occurrence, WeekStanding]], week: datetime
) -> list[tuple[Occurrence, WeekStanding]]:
    """Leave out the date of a weekly meeting that is seven days after one that stands here."""
    near = {one.series for one, _ in found if one.series and one.starts_at < week}
    return [pair for pair in found if pair[0].starts_at < week or pair[0].series not in near]


def _end_of_the_seventh_day(now: datetime, zone: str) -> datetime:
    """Count the seventh day whole: this time next week is still within it."""
    day = to_local(now + SPAN, zone).date() + timedelta(days=1)
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def _standing(one: Occurrence, now: datetime, until: datetime) -> WeekStanding | None:
    """Say how a meeting stands in this week; None where it is no matter of this week."""
    if one.phase is Phase.OPEN:
        return WeekStanding.OPEN
    was_to_be = one.moved_from is not None and now < one.moved_from < until
    if one.starts_at >= until and not was_to_be:
        return None
    if one.phase in _ON_THE_WAY and one.ends_at > now:
        return WeekStanding.COMING
    is_missing = one.phase is Phase.CANCELLED and one.reason in _SAID_OF
    return WeekStanding.NOT_HELD if is_missing and now < one.starts_at < until else None


def _pauses_told_once(
    found: Iterable[tuple[Occurrence, WeekStanding]],
) -> Iterator[tuple[Occurrence, WeekStanding]]:
    """Leave out all dates of a pause but its first: a pause would fill the message."""
    paused: set[SeriesId | None] = set()
    for one, how in found:
        if one.phase is Phase.CANCELLED and one.reason == NotHeld.PAUSED:
            if one.series in paused:
                continue
            paused.add(one.series)
        yield one, how


def _line(one: Occurrence, how: WeekStanding, doors: Doors) -> WeekLine:
    moved = one.moved_from if how is not WeekStanding.NOT_HELD else None
    return WeekLine(
        standing=how,
        title=one.title,
        starts_at=one.starts_at,
        room_kind=one.room_kind,
        topic=one.topic,
        moved_from=None if moved == one.starts_at else moved,
        door=doors.get(one.id) if how is WeekStanding.OPEN else None,
    )
