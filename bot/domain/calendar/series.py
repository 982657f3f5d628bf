"""A meeting that repeats: its rule in local time, and the dates that follow from it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import islice, takewhile

from dateutil.rrule import DAILY, WEEKLY, rrule

from bot.domain.calendar.occurrence import RoomKind
from bot.domain.ids import GuildId, MemberId, SeriesId
from bot.domain.language.folding import fold
from bot.domain.zones import to_local, to_utc


class Repeat(StrEnum):
    """How often a meeting comes back."""

    ONCE = "once"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True)
class Series:
    """A meeting as the facilitator scheduled it.

    `first` is naive local time in `timezone`; its fold says the second of a time that comes twice.
    """

    id: SeriesId
    guild: GuildId
    title: str
    first: datetime
    timezone: str
    repeat: Repeat
    minutes: int
    template: str
    room_kind: RoomKind
    facilitator: MemberId | None = None
    topic: str = ""
    ended: bool = False
    planned_until: date | None = None
    """Every date that the rule gives until then is written down; later ones may be, too."""


Dated = tuple[date, datetime]
"""The local date the rule gave, which is an occurrence's identity, and its start (aware, UTC)."""

_RULES: dict[Repeat, Callable[[datetime], rrule]] = {
    Repeat.ONCE: lambda first: rrule(DAILY, dtstart=first, count=1),
    Repeat.WEEKLY: lambda first: rrule(WEEKLY, dtstart=first),
}
"""Each rule counts naive local wall time, so that a meeting keeps its hour all year."""

_AN_INSTANT = timedelta(microseconds=1)
_LEEWAY = timedelta(days=2)
"""More than clocks ever leap: how much earlier the rule is asked than the instant wanted."""


def dates(series: Series, after: datetime, count: int) -> tuple[Dated, ...]:
    """Give the next `count` dates (0 or more) strictly after an aware instant.

    There is exactly one for each date of the rule, whatever the clocks do; none once it ended.
    """
    return tuple(islice(_starting(series, after), max(0, count)))


def between(series: Series, start: datetime, end: datetime) -> tuple[Dated, ...]:
    """Give the dates from `start` (it included) until `end` (it not), both aware instants."""
    just_before = start - _AN_INSTANT
    return tuple(takewhile(lambda dated: dated[1] < end, _starting(series, just_before)))


def is_same_title(one: str, other: str) -> bool:
    """Tell whether people would say the two titles alike: capitals and spaces aside."""
    return fold(one) == fold(other)


def same_from(one: Series, other: Series) -> datetime | None:
    """Say from when two series of a server would open two rooms for one meeting; None for never.

    Such are called alike, meet in the same kind of room, and share the later of their first dates.
    """
    if one.room_kind is not other.room_kind or not is_same_title(one.title, other.title):
        return None
    later = max(to_utc(each.first, each.timezone) for each in (one, other))
    shared = all(between(each, later, later + _AN_INSTANT) for each in (one, other))
    return later if shared else None


def _starting(series: Series, after: datetime) -> Iterator[Dated]:
    if series.ended:
        return
    earliest = to_local(after, series.timezone) - _LEEWAY
    for local in _RULES[series.repeat](series.first).xafter(earliest, inc=True):
        # The rule knows no fold: that of the first date counts for the first date alone.
        wall = series.first if local == series.first else local
        starts_at = to_utc(wall, series.timezone)
        if starts_at > after:
            yield local.date(), starts_at
