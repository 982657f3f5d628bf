"""How often a phrase says that a meeting comes back, and from which date on."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice

from bot.domain.calendar.repeat import Repeat, Rhythm, monthly, nth_of, weekly
from bot.domain.calendar.when.days import days_of, monday_after
from bot.domain.calendar.when.reading import must_not_be_a_fifth
from bot.domain.calendar.when.refusals import (
    WhenEverySecond,
    WhenManyDates,
    WhenNoDay,
    WhenSeveralDays,
    WhenTwiceOrEverySecond,
    WhenTwoDays,
    WhenWhichMonth,
    WhenWhichWeek,
)
from bot.domain.calendar.when.said import Said
from bot.domain.language.time_facts import NotUnderstood

_TUESDAY = 1
_FIRST, _LAST = 1, -1


def must_be_a_rhythm_of_ours(said: Said) -> None:
    """Ask about a rhythm that is none of ours, or is two. Raises WhenManyDates and WhenTwoWays."""
    if "many" in said.facts:
        raise WhenManyDates(typed=said.typed)
    if "twice" in said.facts:
        day = said.facts.get("weekday", _TUESDAY)
        raise WhenTwiceOrEverySecond(
            typed=said.typed,
            first=said.each(weekly(day, interval=2)),
            second=said.each(weekly(day, (day + 2) % 7)),
        )


def repeat_in(said: Said) -> Repeat:
    """Give the rule that a phrase says. Raises WhenTwoWays and WhenNoDay where it says half."""
    facts = said.facts
    rhythm = facts.get("rhythm")
    back = "again" in facts or "interval" in facts or rhythm not in {None, "once"}
    if rhythm == "once" and (back or "several" in facts):
        raise NotUnderstood
    if "nth" in facts:
        return _of_weekdays(said, rhythm, back)
    if not back:
        return _once(said)
    if rhythm == "monthly":
        return _of_a_date(said)
    if rhythm in {"daily", "weekdays"}:
        return _of_days(said, rhythm)
    return weekly(*_days(said), interval=facts.get("interval", 1))


def _once(said: Said) -> Repeat:
    if "several" in said.facts:
        days = said.facts["several"]
        first = next(one for one in _week(said.today) if one.weekday() in days)
        raise WhenSeveralDays(
            typed=said.typed, first=said.each(weekly(*days)), second=said.on(first)
        )
    return Repeat.ONCE


def _week(today: date) -> list[date]:
    return [today.fromordinal(today.toordinal() + more) for more in range(1, 8)]


def _of_weekdays(said: Said, rhythm: str | None, back: bool) -> Repeat:
    """Give a rule such as the second Tuesday of every month."""
    nth, day = said.facts["nth"], said.facts["weekday"]
    rule = monthly(nth, day)
    if "of_weeks" in said.facts and rhythm != "monthly":
        weeks = weekly(day, interval=min(nth, 4))
        raise WhenEverySecond(typed=said.typed, first=said.each(weeks), second=said.each(rule))
    if back and rhythm in {None, "monthly"} and "interval" not in said.facts:
        return rule
    if back:
        raise NotUnderstood
    if "bare_month" in said.facts:
        return Repeat.ONCE
    first = _first_from(rule, said.today)
    raise WhenWhichMonth(typed=said.typed, first=said.each(rule), second=said.on(first))


def _of_a_date(said: Said) -> Repeat:
    """Give the rule of the weekday on which a whole date lies; months have no other."""
    if "several" in said.facts or not ("month" in said.facts or "days" in said.facts):
        day = said.facts.get("weekday", _TUESDAY)
        rules = (monthly(_FIRST, day), monthly(_LAST, day))
        first, second = map(said.each, rules)
        raise WhenWhichWeek(typed=said.typed, first=first, second=second)
    date_ = days_of(said)[0]
    must_not_be_a_fifth(date_, said.clock)
    return monthly(nth_of(date_), date_.weekday())


def _of_days(said: Said, rhythm: str) -> Repeat:
    facts = said.facts
    dated = "month" in facts or "days" in facts
    if "several" in facts or "interval" in facts or ("weekday" in facts and not dated):
        raise NotUnderstood
    return Repeat(Rhythm(rhythm))


def _days(said: Said) -> tuple[int, ...]:
    facts = said.facts
    if "several" in facts:
        return facts["several"]
    if "weekday" in facts:
        return (facts["weekday"],)
    if "month" in facts or "days" in facts:
        return (days_of(said)[0].weekday(),)
    raise WhenNoDay(typed=said.typed, example=said.example)


def first_days(said: Said, repeat: Repeat) -> list[date]:
    """Give the dates on which a rule may begin, the nearest first."""
    facts = said.facts
    if facts.keys() & {"weeks_later", "after_today", "this", "month_day"}:
        return days_of(said)
    if "month" in facts or "days" in facts:
        return [_beginning(said, repeat)]
    if "undated" in facts:
        raise WhenNoDay(typed=said.typed, example=said.example)
    start = monday_after(said.today) if "next_week" in facts else said.today
    return list(islice(_from(repeat, start), 2))


def _beginning(said: Said, repeat: Repeat) -> date:
    """Give the date that was said, or the rule's first one from there on: from 5 November."""
    if "since" in said.facts:
        facts = said.facts.copy()
        facts.pop("weekday", None)
        return _first_from(repeat, days_of(Said(facts, said.typed, said.here, said.rules))[0])
    day = days_of(said)[0]
    if not repeat.falls_on(day):
        raise WhenTwoDays(typed=said.typed)
    return day


def _first_from(repeat: Repeat, day: date) -> date:
    return next(iter(_from(repeat, day)))


def _from(repeat: Repeat, day: date) -> Iterator[date]:
    """Give the dates of a rule from a day on, whichever week it counts from."""
    every = Repeat(repeat.rhythm, 1, repeat.days, repeat.nth)
    start = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - wall time
    return (one.date() for one in every.dates(start))
