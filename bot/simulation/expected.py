"""What a group's calendar ought to be, reckoned from its rule and its organiser's decisions alone.

Nothing here knows how the bot reckons: the dates come from dateutil's rules on wall times, so that
the ledger cannot agree with itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule

from bot.simulation.groups import Group, instant

_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """How a series goes from a date of its rule on, as decided at an instant."""

    since: date
    first: datetime
    zone: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class ExpectedDate:
    """One date that the rule gives, and what is to become of it."""

    rule_date: date
    starts_at: datetime
    zone: str
    wall: datetime
    """What the group's clocks ought to show when it starts (naive)."""
    not_held: str = ""
    """Why it is not held; empty where it is."""


@dataclass(slots=True)
class Expected:
    """A series as its organiser has decided so far."""

    group: Group
    stretches: list[Stretch]
    moved: dict[date, datetime] = field(default_factory=dict)
    skipped: set[date] = field(default_factory=set)
    pauses: list[tuple[datetime, datetime]] = field(default_factory=list)
    days_off: set[date] = field(default_factory=set)
    ended_at: datetime | None = None

    @property
    def now(self) -> Stretch:
        """How it goes now."""
        return self.stretches[-1]

    def dates(self, until: datetime) -> list[ExpectedDate]:
        """Give every date that starts before an instant, soonest first."""
        ruled: dict[date, tuple[datetime, str]] = {}
        for stretch in self.stretches:
            ahead = [day for day in ruled if self._is_open(day, ruled[day], stretch)]
            for day in ahead:
                del ruled[day]
            for wall in self._walls(stretch, until):
                ruled.setdefault(wall.date(), (wall, stretch.zone))
        found = [self._date(day, *ruled[day]) for day in ruled]
        listed = sorted(found, key=lambda one: one.starts_at)
        return [one for one in listed if one.starts_at < until and not self._is_after_end(one)]

    def held_between(self, start: datetime, end: datetime) -> list[ExpectedDate]:
        """Give the dates that are to be held and start in a span."""
        found = self.dates(end)
        return [one for one in found if one.starts_at >= start and not one.not_held]

    def _walls(self, stretch: Stretch, until: datetime) -> Iterator[datetime]:
        latest = until.astimezone(ZoneInfo(stretch.zone)).replace(tzinfo=None) + _A_DAY
        begins = datetime.combine(stretch.since, time.min)
        rule = rrule(dtstart=stretch.first, **self.group.rule.rfc)
        yield from rule.between(begins, latest, inc=True)

    def _is_open(self, day: date, ruled: tuple[datetime, str], stretch: Stretch) -> bool:
        """Tell whether a date follows a new decision: it is neither over nor before it."""
        return day >= stretch.since and self._date(day, *ruled).starts_at > stretch.decided_at

    def _date(self, day: date, wall: datetime, zone: str) -> ExpectedDate:
        starts_at = self.moved.get(day) or instant(wall, zone)
        shown = starts_at.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
        return ExpectedDate(day, starts_at, zone, shown, self._why_not(day, starts_at, shown))

    def _why_not(self, day: date, starts_at: datetime, shown: datetime) -> str:
        if day in self.skipped:
            return "skipped"
        if any(begin <= starts_at < end for begin, end in self.pauses):
            return "paused"
        off = shown.date() in self.days_off and day not in self.moved
        return "day_off" if off else ""

    def _is_after_end(self, one: ExpectedDate) -> bool:
        return self.ended_at is not None and one.starts_at > self.ended_at


def expected_of(group: Group, decided_at: datetime) -> Expected:
    """Give what is expected of a series as it was first planned."""
    begins = Stretch(group.first.date(), group.first, group.zone, decided_at)
    return Expected(group, [begins])
