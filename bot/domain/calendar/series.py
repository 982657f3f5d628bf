"""A meeting that repeats: its rule in local time, and the dates that follow from it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import islice, takewhile

from bot.domain.calendar.occurrence import RoomKind
from bot.domain.calendar.repeat import Repeat
from bot.domain.ids import GuildId, MemberId, RoleId, SeriesId
from bot.domain.language.folding import cut, fold, one_line
from bot.domain.zones import to_local, to_utc


@dataclass(frozen=True, slots=True)
class Era:
    """A series as it was before it was edited: its rule, until a date, that date not included."""

    first: datetime
    timezone: str
    repeat: Repeat
    minutes: int
    title: str
    until: date


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
    paused_from: datetime | None = None
    """Dates that start from then on don't take place (aware UTC)."""
    paused_until: datetime | None = None
    """The end of the pause, it not included; None where nobody has said it yet."""
    capacity: int = 0
    """So many people may be in besides those who lead; 0 is as many as come."""
    visible_to: RoleId | None = None
    """The role of those who may see it; None where everybody may."""
    co_facilitator: MemberId | None = None
    self_guided: bool = False
    """Whether its steps come by themselves where nobody leads."""
    revision: int = 0
    """Grows with each change of the series or of one of its dates: calendar files tell it."""
    eras: tuple[Era, ...] = ()
    """What it was before its rule was edited, the oldest first."""

    @property
    def comes_again(self) -> bool:
        """Tell whether it repeats, and is not ended."""
        return not self.ended and not self.repeat.is_once

    def is_paused(self, at: datetime) -> bool:
        """Tell whether a date that starts at an instant falls into the pause."""
        if self.paused_from is None or at < self.paused_from:
            return False
        return self.paused_until is None or at < self.paused_until


LONGEST_LINE = 200
"""Characters of the line that is noted for next time."""


@dataclass(frozen=True, slots=True)
class NextTime:
    """The line noted for the next meeting of a series; nobody is shown who wrote it."""

    series: SeriesId
    guild: GuildId
    text: str
    writer: MemberId | None


def tidied_line(typed: str) -> str:
    """Give such a line as it is kept; nothing where nothing is seen, which clears it."""
    return cut(one_line(typed), LONGEST_LINE)


MOST_ERAS = 5
OF_THE_RULE = frozenset({"first", "timezone", "repeat"})
"""Fields that say which dates a series has."""


def with_era(before: Series, after: Series, since: date) -> Series:
    """Give a series that keeps what it was, where its rule is another from a date on."""
    alike = all(getattr(before, name) == getattr(after, name) for name in OF_THE_RULE)
    if alike or before.repeat.is_once or since <= before.first.date():
        return after
    was = Era(before.first, before.timezone, before.repeat, before.minutes, before.title, since)
    return replace(after, eras=(*before.eras, was)[-MOST_ERAS:])


Dated = tuple[date, datetime]
"""The local date the rule gave, which is an occurrence's identity, and its start (aware, UTC)."""

_AN_INSTANT = timedelta(microseconds=1)
_COMPARED = timedelta(days=400)
"""So far ahead two rules are laid side by side: one of months and one of weeks meet by then."""
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


def start_on(series: Series, rule_date: date) -> datetime | None:
    """Give when the rule has a date start, ended or not; None where it gives no such date."""
    midnight = to_utc(datetime.combine(rule_date, time.min), series.timezone)
    near = between(replace(series, ended=False), midnight - _LEEWAY, midnight + 2 * _LEEWAY)
    return next((at for day, at in near if day == rule_date), None)


def is_same_title(one: str, other: str) -> bool:
    """Tell whether people would say the two titles alike: capitals and spaces aside."""
    return fold(one) == fold(other)


def same_from(one: Series, other: Series) -> datetime | None:
    """Say from when two series of a server would open two rooms for one meeting; None for never.

    Such are called alike, meet in the same kind of room, and share a date of the next year.
    """
    if one.room_kind is not other.room_kind or not is_same_title(one.title, other.title):
        return None
    later = max(to_utc(each.first, each.timezone) for each in (one, other))
    theirs, ours = (_instants(each, later) for each in (one, other))
    return min(theirs & ours, default=None)


def _instants(series: Series, start: datetime) -> frozenset[datetime]:
    return frozenset(at for _, at in between(series, start, start + _COMPARED))


def _starting(series: Series, after: datetime) -> Iterator[Dated]:
    if series.ended:
        return
    earliest = to_local(after, series.timezone) - _LEEWAY
    for local in series.repeat.dates(series.first).xafter(earliest, inc=True):
        # The rule knows no fold: that of the first date counts for the first date alone.
        wall = series.first if local == series.first else local
        starts_at = to_utc(wall, series.timezone)
        if starts_at > after:
            yield local.date(), starts_at
