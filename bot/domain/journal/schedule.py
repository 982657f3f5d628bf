"""When a member is asked: their zone, their days, a day that begins at their hour."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import count, takewhile
from typing import NamedTuple

from bot.domain.errors import Refusal
from bot.domain.journal.day import NO_ZONE, ONE_DAY, day_of
from bot.domain.zones import instants_of, to_local, to_utc

WEEK = range(7)
"""Monday is 0."""
MOST_UNANSWERED = 3
"""After so many without an answer nobody is asked any more, until they say so."""
SNOOZE = timedelta(hours=1)
MOST_SNOOZES = 3
"""So often one day's question may be put off."""
_LEEWAY = 1
"""Days by which the search begins early: a leap may move a question into the day after its own."""
_NUMBERS_A_DAY = MOST_SNOOZES + 1


class NothingPlannedYet(Refusal):
    """Somebody looks at their schedule and has none."""

    key = "refusal.nothing_planned_yet"


class Pause(StrEnum):
    """Why a schedule rests."""

    UNANSWERED = "unanswered"
    """The last three went by without an answer."""
    UNREACHABLE = "unreachable"
    """Discord let no message through."""


@dataclass(frozen=True, slots=True)
class CheckInSchedule:
    """When a member wants to be asked, and how that went lately."""

    at: time
    """The wall time in the member's zone."""
    days: tuple[int, ...] = tuple(WEEK)
    """The weekdays on which their day begins; Monday is 0."""
    pause: Pause | None = None
    unanswered: int = 0
    asked_on: date | None = None
    """Their day for which they were asked last."""
    snoozes: int = 0
    """How often that question was put off."""
    language: str = ""
    """In which they are asked; empty is the one that has every sentence."""


class Due(NamedTuple):
    """The next question: for which of the member's days, when (aware, UTC), and its number."""

    day: date
    at: datetime
    number: int
    """Its own for ever: no question has the number of another."""


class ClockChange(NamedTuple):
    """What the clocks do to one question: its wall time does not happen, or comes twice."""

    day: date
    """The date on the calendar."""
    twice: bool
    wanted: time
    comes_at: time


def scheduled(at: time, days: Collection[int]) -> CheckInSchedule:
    """Give a fresh schedule; raises ValueError for no days, or what is no weekday."""
    if not days or not set(days) <= set(WEEK):
        raise ValueError(sorted(days))
    return CheckInSchedule(at.replace(second=0, microsecond=0, fold=0), tuple(sorted(set(days))))


def day_asked_about(number: int) -> date:
    """Give the day for which the question with this number is."""
    return date.fromordinal(number // _NUMBERS_A_DAY)


def is_put_off(number: int) -> bool:
    """Tell whether the question with this number comes once more, after it was put off."""
    return number % _NUMBERS_A_DAY > 0


def planned_anew(
    before: CheckInSchedule | None, at: time, days: Collection[int], language: str
) -> CheckInSchedule:
    """Give a schedule in place of another: who was asked today already is asked the next day.

    Raises ValueError for no days, or what is no weekday.
    """
    asked_on = before.asked_on if before else None
    return replace(scheduled(at, days), asked_on=asked_on, language=language)


def next_due(schedule: CheckInSchedule, zone: str, day_begins: int, now: datetime) -> Due | None:
    """Give the first question after `now`, for a day not asked about yet; None while it rests.

    Each day of theirs has one: a time the clocks leap over moves on by the leap (02:30 comes at
    03:30), a time that comes twice is meant the first time.
    """
    if schedule.pause is not None:
        return None
    asked = schedule.asked_on or date.min
    coming = _questions(schedule, zone, day_begins, now)
    return next(due for due in coming if due.at > now and due.day > asked)


def asked(schedule: CheckInSchedule, day: date) -> CheckInSchedule:
    """Note that a question went out; the third without an answer is the last one for now."""
    if schedule.asked_on is not None and day <= schedule.asked_on:
        return schedule
    unanswered = schedule.unanswered + 1
    pause = Pause.UNANSWERED if unanswered >= MOST_UNANSWERED else schedule.pause
    return replace(schedule, asked_on=day, unanswered=unanswered, pause=pause, snoozes=0)


def unheard(schedule: CheckInSchedule, day: date) -> CheckInSchedule:
    """Take back that a question went out: nobody knows whether it arrived, so it does not count."""
    if day != schedule.asked_on or not schedule.unanswered:
        return schedule
    pause = None if schedule.pause is Pause.UNANSWERED else schedule.pause
    return replace(schedule, unanswered=schedule.unanswered - 1, pause=pause)


def told_of(schedule: CheckInSchedule, day: date) -> CheckInSchedule:
    """Note that the member told of a day of theirs by themselves: they are not asked about it."""
    asked_on = max(day, schedule.asked_on or date.min)
    return replace(answered(schedule), asked_on=asked_on)


def answered(schedule: CheckInSchedule) -> CheckInSchedule:
    """Note that the member wrote something, asked or not; whoever writes is asked again."""
    return replace(schedule, unanswered=0, pause=None)


def unreachable(schedule: CheckInSchedule) -> CheckInSchedule:
    """Note that Discord let no message through."""
    return replace(schedule, pause=Pause.UNREACHABLE)


def snoozed(
    schedule: CheckInSchedule, day: date, now: datetime
) -> tuple[CheckInSchedule, Due | None]:
    """Put a question off by an hour; None where that was done often enough, or another came since.

    Whoever puts it off has seen it, so it is not one that went by.
    """
    if day != schedule.asked_on or schedule.snoozes >= MOST_SNOOZES:
        return schedule, None
    again = schedule.snoozes + 1
    due = Due(day, now + SNOOZE, _number(day, again))
    return replace(answered(schedule), snoozes=again), due


def next_clock_change(
    schedule: CheckInSchedule, zone: str, day_begins: int, now: datetime, ahead: timedelta
) -> ClockChange | None:
    """Give the first question until `now + ahead` to whose time the clocks do something."""
    coming = _questions(schedule, zone, day_begins, now)
    near = takewhile(lambda due: due.at <= now + ahead, coming)
    changes = (_change(schedule, zone, day_begins, due) for due in near if due.at > now)
    return next((change for change in changes if change is not None), None)


def _questions(
    schedule: CheckInSchedule, zone: str, day_begins: int, now: datetime
) -> Iterator[Due]:
    """Give the questions of all days from shortly before `now` on, paused or not."""
    first = day_of(now, zone, day_begins) - _LEEWAY * ONE_DAY
    for number in count():
        day = first + number * ONE_DAY
        if day.weekday() in schedule.days:
            at = to_utc(_wall(schedule, day_begins, day), zone or NO_ZONE)
            yield Due(day, at, _number(day, 0))


def _wall(schedule: CheckInSchedule, day_begins: int, day: date) -> datetime:
    """Give the wall time of a day's question: after midnight it lies on the next date."""
    late = schedule.at < time(day_begins)
    return datetime.combine(day + ONE_DAY if late else day, schedule.at)


def _number(day: date, snoozes: int) -> int:
    return day.toordinal() * _NUMBERS_A_DAY + snoozes


def _change(schedule: CheckInSchedule, zone: str, day_begins: int, due: Due) -> ClockChange | None:
    wanted = _wall(schedule, day_begins, due.day)
    comes = to_local(due.at, zone or NO_ZONE)
    if comes != wanted:
        return ClockChange(wanted.date(), twice=False, wanted=wanted.time(), comes_at=comes.time())
    if len(instants_of(wanted, zone or NO_ZONE)) > 1:
        return ClockChange(wanted.date(), twice=True, wanted=wanted.time(), comes_at=comes.time())
    return None
