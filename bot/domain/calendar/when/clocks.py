"""Which time of day a phrase says, or what is asked back about it."""

from datetime import date, time

from bot.domain.calendar.repeat import Repeat
from bot.domain.calendar.when.refusals import (
    WhenDotted,
    WhenMorningOrEvening,
    WhenNoClock,
    WhenOtherPart,
)
from bot.domain.calendar.when.said import Said
from bot.domain.language.time_facts import NOON, NotUnderstood, TimeFacts

_MAYBE_A_CENTURY = 10
"""Beside a date, four figures from here on may be a year: 1 Dec 1900, but not 0900."""


def clock_of(said: Said, repeat: Repeat, days: list[date]) -> time:
    """Give the time of day. Raises WhenNoClock, WhenOtherPart, WhenMorningOrEvening, WhenDotted."""
    facts = said.facts
    if "hour" not in facts:
        raise WhenNoClock(typed=said.typed)
    if "figures" in facts and "month" in facts and facts["hour"] >= _MAYBE_A_CENTURY:
        raise NotUnderstood
    if "part" in facts:
        if said.clock.hour not in facts["part"]:
            raise WhenOtherPart(typed=said.typed)
        return said.clock
    if _could_be_a_date(facts):
        first, _ = _both_halves(said, repeat, days)
        raise WhenDotted(typed=said.typed, first=first, second=said.example)
    if not facts["sure"] and not ("dotted" in facts and not repeat.is_once):
        if not 1 <= facts["hour"] <= NOON:
            raise WhenNoClock(typed=said.typed)
        first, second = _both_halves(said, repeat, days)
        raise WhenMorningOrEvening(typed=said.typed, first=first, second=second)
    return said.clock


def _both_halves(said: Said, repeat: Repeat, days: list[date]) -> tuple[str, str]:
    """Write the hour as one of the morning and as one of the evening."""
    hours = (said.facts["hour"], (said.facts["hour"] + NOON) % 24)
    first, second = (time(hour, said.facts["minute"]) for hour in hours)
    if repeat.is_once:
        return said.on(days[0], first), said.on(days[0], second)
    return said.each(repeat, first), said.each(repeat, second)


def _could_be_a_date(facts: TimeFacts) -> bool:
    """Tell whether a dotted pair beside a single day may be its date: 1.12, but not 18.30."""
    pair = "dotted" in facts and not facts["half_said"] and "month" not in facts
    return pair and facts["hour"] > 0 and 1 <= facts["minute"] <= NOON
