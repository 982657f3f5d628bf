"""Midnight and the hours after it: they belong to the night before a day, or to the one after."""

from datetime import date, datetime, time, timedelta

from bot.domain.calendar.when.days import days_of
from bot.domain.calendar.when.refusals import WhenOneNight, WhenPast, WhenTwoNights
from bot.domain.language.rule_sets import TimeRules
from bot.domain.language.time_facts import NOON, TimeFacts

_NIGHT_ENDS = 5
_LATE = 23
_NIGHT_BEGINS = 18
_DAY = timedelta(days=1)


def must_not_be_in_a_night(facts: TimeFacts, here: datetime, typed: str, rules: TimeRules) -> None:
    """Ask between which days a midnight is meant, or an hour after it that was said of a night.

    `here` is the wall time now. Raises WhenTwoNights, and WhenPast where both nights are over.
    """
    clock = _after_midnight(facts)
    if clock is None:
        return
    day = days_of(facts, here.date(), typed)[0]
    if datetime.combine(day + _DAY, clock) <= here:
        raise WhenPast(typed=typed)
    one = WhenOneNight if datetime.combine(day, clock) <= here else WhenTwoNights
    weekly = "weekly" in facts

    def instead(night: date) -> str:
        return f"{rules.written(night, weekly)} {clock:%H:%M}"

    raise one(
        typed=typed,
        before=rules.written(day - _DAY, False),
        day=rules.written(day, False),
        after=rules.written(day + _DAY, False),
        first=instead(day),
        second=instead(day + _DAY),
    )


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
