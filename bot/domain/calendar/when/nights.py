"""Midnight and the hours after it: they belong to the night before a day, or to the one after."""

from datetime import date, datetime, time, timedelta

from bot.domain.calendar.repeat import weekly
from bot.domain.calendar.when.days import days_of
from bot.domain.calendar.when.refusals import WhenNoClock, WhenOneNight, WhenPast, WhenTwoNights
from bot.domain.calendar.when.said import Said
from bot.domain.language.time_facts import NOON, TimeFacts

_NIGHT_ENDS = 5
_LATE = 23
_NIGHT_BEGINS = 18
_DAY = timedelta(days=1)


def must_not_be_in_a_night(said: Said) -> None:
    """Ask between which days a midnight is meant, or an hour after it that was said of a night.

    Raises WhenTwoNights, and WhenPast where both nights are over; WhenNoClock for a midnight of
    several days. Midnight every day is every midnight.
    """
    clock = _after_midnight(said.facts)
    if clock is None or said.facts.get("rhythm") == "daily":
        return
    if said.facts.keys() & {"several", "nth"} or said.facts.get("rhythm") == "weekdays":
        raise WhenNoClock(typed=said.typed)
    day = _night(said)
    if datetime.combine(day + _DAY, clock) <= said.here:
        raise WhenPast(typed=said.typed)
    one = WhenOneNight if datetime.combine(day, clock) <= said.here else WhenTwoNights
    raise one(
        typed=said.typed,
        before=said.rules.written(day - _DAY, False),
        day=said.rules.written(day, False),
        after=said.rules.written(day + _DAY, False),
        first=_instead(said, day, clock),
        second=_instead(said, day + _DAY, clock),
    )


def _night(said: Said) -> date:
    if said.facts.keys() & {"days", "month", "weekday", "month_day", "undated", "next_week"}:
        return days_of(said)[0]
    return said.today


def _instead(said: Said, night: date, clock: time) -> str:
    if "again" in said.facts or "interval" in said.facts:
        return said.each(weekly(night.weekday(), interval=said.facts.get("interval", 1)), clock)
    return said.on(night, clock)


def _after_midnight(facts: TimeFacts) -> time | None:
    """Give the hour where a phrase says midnight, or an hour after it beside evening or night."""
    if "midnight" in facts:
        return time(0)
    part, hour = facts.get("part", range(0)), facts.get("hour", NOON)
    if "hour" not in facts or _LATE not in part:
        return None
    minute = facts["minute"]
    if hour % NOON == 0:
        noon = facts["half_said"] and hour == NOON
        return None if noon else time(0, minute)
    if hour < _NIGHT_ENDS and (facts["half_said"] or part.start >= _NIGHT_BEGINS):
        return time(hour, minute)
    return None
