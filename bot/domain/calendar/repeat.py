"""How often a meeting comes back: a small closed part of the rules of RFC 5545."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from dateutil.rrule import DAILY, MO, MONTHLY, WEEKLY, rrule, weekday

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""The days of the week as RFC 5545 writes them; Monday is 0."""
WORKING_DAYS = (0, 1, 2, 3, 4)
WEEK = 7
FIFTH, LAST = 5, -1
_DAY = "|".join(DAYS)
_WEEKLY = re.compile(rf"weekly/(?P<interval>[1-4])/(?P<days>(?:{_DAY})(?:,(?:{_DAY}))*)")
_MONTHLY = re.compile(rf"monthly/(?P<nth>[1-5]|-1)(?P<day>{_DAY})")


class Often(StrEnum):
    """How often, as it is chosen beside a time."""

    ONCE = "once"
    DAILY = "daily"
    WEEKDAYS = "weekdays"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"


class Rhythm(StrEnum):
    """What a meeting's dates follow."""

    ONCE = "once"
    DAILY = "daily"
    WEEKDAYS = "weekdays"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True)
class Repeat:
    """A rule for dates; the first date and its hour stand beside it."""

    rhythm: Rhythm
    interval: int = 1
    """Weeks from one to the next, where it is weekly."""
    days: tuple[int, ...] = ()
    """Days of the week in order, Monday is 0; none where it is that of the first date."""
    nth: int = 0
    """Which of those weekdays of a month, -1 for the last, where it is monthly."""

    ONCE: ClassVar["Repeat"]
    DAILY: ClassVar["Repeat"]
    WEEKDAYS: ClassVar["Repeat"]
    WEEKLY: ClassVar["Repeat"]

    @property
    def is_once(self) -> bool:
        """Tell whether it does not come back."""
        return self.rhythm is Rhythm.ONCE

    @property
    def value(self) -> str:
        """Write it: `once`, `daily`, `weekdays`, `weekly/2/TU,TH`, `monthly/-1FR`."""
        if not self.days:
            return self.rhythm.value
        days = ",".join(DAYS[day] for day in self.days)
        if self.rhythm is Rhythm.WEEKLY:
            return f"weekly/{self.interval}/{days}"
        return f"monthly/{self.nth}{days}"

    def on(self, first: date) -> "Repeat":
        """Give the same rule with its day named, where that was left to the first date."""
        if self.rhythm is Rhythm.WEEKLY and not self.days:
            return replace(self, days=(first.weekday(),))
        return self

    def falls_on(self, day: date) -> bool:
        """Tell whether a date can be the first of this rule."""
        if self.rhythm is Rhythm.WEEKDAYS:
            return day.weekday() in WORKING_DAYS
        if self.rhythm is Rhythm.MONTHLY:
            return day in _of_month(self, day)
        return not self.days or day.weekday() in self.days

    def dates(self, first: datetime) -> rrule:
        """Give the rule's wall times from its first date on; they keep their hour all year."""
        return _RULES[self.rhythm](self, first)


Repeat.ONCE = Repeat(Rhythm.ONCE)
Repeat.DAILY = Repeat(Rhythm.DAILY)
Repeat.WEEKDAYS = Repeat(Rhythm.WEEKDAYS)
Repeat.WEEKLY = Repeat(Rhythm.WEEKLY)
_PLAIN = {one.value: one for one in (Repeat.ONCE, Repeat.DAILY, Repeat.WEEKDAYS, Repeat.WEEKLY)}


def weekly(*days: int, interval: int = 1) -> Repeat:
    """Give the rule of every week, or of every second, on some days of it."""
    return Repeat(Rhythm.WEEKLY, interval, tuple(sorted(set(days))))


def monthly(nth: int, day: int) -> Repeat:
    """Give the rule of, say, every second Tuesday of a month."""
    return Repeat(Rhythm.MONTHLY, 1, (day,), nth)


def repeat_written(text: str) -> Repeat:
    """Read what `value` wrote, `weekly` alone included. Raises ValueError."""
    if text in _PLAIN:
        return _PLAIN[text]
    if found := _WEEKLY.fullmatch(text):
        return weekly(*map(DAYS.index, found["days"].split(",")), interval=int(found["interval"]))
    if found := _MONTHLY.fullmatch(text):
        return monthly(int(found["nth"]), DAYS.index(found["day"]))
    raise ValueError(text)


def repeat_chosen(often: Often, first: date) -> Repeat:
    """Give the rule of a choice; monthly is the same weekday of the month, such as every second."""
    if often is Often.MONTHLY:
        return monthly(nth_of(first), first.weekday())
    if often is Often.FORTNIGHTLY:
        return weekly(first.weekday(), interval=2)
    return _PLAIN[often.value].on(first)


def often_of(repeat: Repeat) -> Often | None:
    """Give the choice that says the rhythm of a rule; None where no choice does."""
    if repeat.rhythm is Rhythm.WEEKLY:
        return {1: Often.WEEKLY, 2: Often.FORTNIGHTLY}.get(repeat.interval)
    return Often(repeat.rhythm.value)


def nth_of(day: date) -> int:
    """Say the how manieth of its weekdays a day is in its month, from 1 to 5."""
    return (day.day - 1) // WEEK + 1


def _of_month(rule: Repeat, day: date) -> Iterator[date]:
    start = datetime(day.year, day.month, 1)  # noqa: DTZ001 - wall time
    end = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - wall time
    yield from (one.date() for one in rule.dates(start).between(start, end, inc=True))


def _monthly(rule: Repeat, first: datetime) -> rrule:
    return rrule(MONTHLY, dtstart=first, byweekday=weekday(rule.days[0], rule.nth))


_RULES = {
    Rhythm.ONCE: lambda _, first: rrule(DAILY, dtstart=first, count=1),
    Rhythm.DAILY: lambda _, first: rrule(DAILY, dtstart=first),
    Rhythm.WEEKDAYS: lambda _, first: rrule(WEEKLY, dtstart=first, byweekday=WORKING_DAYS),
    Rhythm.WEEKLY: lambda rule, first: rrule(
        WEEKLY, dtstart=first, interval=rule.interval, byweekday=rule.days or None, wkst=MO
    ),
    Rhythm.MONTHLY: _monthly,
}
