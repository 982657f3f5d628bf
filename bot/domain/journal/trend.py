"""The trend of a member's ratings, by day and strand: points, gaps, and what is heard of them.

No day is counted, nothing begins anew and nothing is held against an earlier time.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.domain.journal.answers import number
from bot.domain.journal.checkin import CheckInField
from bot.domain.journal.day import ONE_DAY
from bot.domain.journal.entry import JournalEntry, JournalShelf
from bot.domain.journal.urge import strongest

LEAST_DAYS = 7
MOST_DAYS = 365
MOOD = -1
"""Stands for the mood where a strand's number stands; 0 is an urge about no strand."""


@dataclass(frozen=True, slots=True)
class RatedDay:
    """What was rated on one day: of several ratings the mood's mean, the strongest urge."""

    day: date
    value: float
    rated: tuple[int, ...] = field(default=(), compare=False)
    """Every rating of that day."""


@dataclass(frozen=True, slots=True)
class Curve:
    """The rated days of the mood, of one strand, or of urges about none; never empty."""

    strand: int
    points: tuple[RatedDay, ...]

    @property
    def stretches(self) -> tuple[tuple[RatedDay, ...], ...]:
        """The points that a line joins: those of days next to each other. A gap stays a gap."""
        found: list[list[RatedDay]] = []
        for point in self.points:
            if found and point.day - found[-1][-1].day == ONE_DAY:
                found[-1].append(point)
            else:
                found.append([point])
        return tuple(map(tuple, found))


@dataclass(frozen=True, slots=True)
class Trend:
    """What the picture shows of some days."""

    first: date
    last: date
    curves: tuple[Curve, ...]
    """The mood first, then urges about no strand, then each strand by its number."""
    learned: tuple[date, ...]
    """Days with an entry of something learned."""
    entries: int
    """How many check-ins and urges it was drawn from."""

    @property
    def is_picture(self) -> bool:
        """Tell whether there is enough to draw: two days with a number."""
        return len({point.day for curve in self.curves for point in curve.points}) > 1


@dataclass(frozen=True, slots=True)
class CurveFacts:
    """What is said of one curve: the same to whoever sees the picture and whoever hears it."""

    strand: int
    count: int
    first: float
    last: float
    lowest: float
    highest: float


def period(days: int, today: date) -> tuple[date, date]:
    """Give the first and the last of so many days up to today, from a week to a year."""
    span = max(LEAST_DAYS, min(MOST_DAYS, days))
    return today - timedelta(days=span - 1), today


def trend(written: Iterable[JournalEntry], days: int, today: date) -> Trend:
    """Read the trend out of what was written, in whatever order it comes."""
    first, last = period(days, today)
    inside = sorted(
        (one for one in written if first <= one.day <= last), key=lambda one: (one.at, one.id)
    )
    rated: dict[int, dict[date, list[int]]] = defaultdict(lambda: defaultdict(list))
    for entry in inside:
        for strand, value in _ratings(entry):
            rated[strand][entry.day].append(value)
    curves = tuple(Curve(strand, _points(strand, rated[strand])) for strand in sorted(rated))
    learned = {one.day for one in inside if one.shelf is JournalShelf.LAPSE}
    drawn = sum(one.shelf in _RATED for one in inside)
    return Trend(first, last, curves, tuple(sorted(learned)), drawn)


def facts(seen: Trend) -> tuple[CurveFacts, ...]:
    """Say what each curve shows: how many points, the ends, the lowest and the highest."""
    return tuple(_facts(curve) for curve in seen.curves)


_RATED = frozenset({JournalShelf.CHECKIN, JournalShelf.URGE})


def _ratings(entry: JournalEntry) -> Iterable[tuple[int, int]]:
    """Give each rating of an entry with the number of its curve."""
    if entry.shelf is JournalShelf.CHECKIN:
        mood = number(entry.answers, CheckInField.MOOD)
        urge = number(entry.answers, CheckInField.URGE)
    elif entry.shelf is JournalShelf.URGE:
        mood, urge = None, strongest(entry)
    else:
        return ()
    found = ((MOOD, mood), (entry.strand, urge))
    return tuple((strand, value) for strand, value in found if value is not None)


def _points(strand: int, by_day: dict[date, list[int]]) -> tuple[RatedDay, ...]:
    return tuple(
        RatedDay(day, _of_day(strand, by_day[day]), tuple(by_day[day])) for day in sorted(by_day)
    )


def _of_day(strand: int, values: Sequence[int]) -> float:
    return round(sum(values) / len(values), 1) if strand == MOOD else float(max(values))


def _facts(curve: Curve) -> CurveFacts:
    rated, days = [one for point in curve.points for one in point.rated], curve.points
    first, last = days[0].value, days[-1].value
    return CurveFacts(curve.strand, len(rated), first, last, min(rated), max(rated))
