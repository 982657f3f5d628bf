"""Which days a phrase can mean, from what it says of them."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from bot.domain.calendar.repeat import monthly
from bot.domain.calendar.when.refusals import (
    WhenNoClock,
    WhenNoDay,
    WhenPast,
    WhenRefused,
    WhenTodayOrTomorrow,
    WhenTwoDates,
    WhenTwoDays,
)
from bot.domain.calendar.when.said import WEEK, Said
from bot.domain.language.time_facts import NotUnderstood, TimeFacts

JUST_GONE = timedelta(days=60)
"""A date without a year that passed this lately is taken as past, not as next year's."""
_LEAP_YEARS_APART = 8
_SUNDAY, _DAYS = 6, 7
_FEBRUARY, _LEAP_DAY = 2, 29
_DAY = timedelta(days=1)


def days_of(said: Said) -> list[date]:
    """Give the days a phrase can mean, the nearest first.

    Raises WhenNoDay, WhenNoClock, WhenTwoDays, WhenTwoDates, WhenTodayOrTomorrow.
    """
    facts = said.facts
    if "nth" in facts and "bare_month" in facts:
        return [_nth_of_month(said)]
    if "undated" in facts:
        raise WhenNoDay(typed=said.typed, example=said.example)
    for piece, one_day in _BY_PIECE.items():
        if piece in facts:
            return [one_day(said)]
    if "weekday" in facts:
        return _weekdays(said)
    raise _no_day(said)


def _no_day(said: Said) -> WhenRefused:
    """Ask for the day; where the time is clear, today and tomorrow are offered."""
    if said.facts.keys() & {"next_week", "again", "rhythm"}:
        return WhenNoDay(typed=said.typed, example=said.example)
    if not said.facts.get("sure") and "part" not in said.facts:
        return WhenNoClock(typed=said.typed)
    return WhenTodayOrTomorrow(typed=said.typed, **_next_two(said))


def _next_two(said: Said) -> dict[str, str]:
    gone = said.here.time() >= said.clock
    days = (said.today + _DAY * (gone + more) for more in (0, 1))
    return dict(zip(("first", "second"), map(said.on, days), strict=True))


def monday_after(today: date) -> date:
    """Give the first day of the next week."""
    return today + timedelta(days=_DAYS - today.weekday())


def _near(said: Said) -> date:
    facts = said.facts
    try:
        day = said.today + timedelta(days=facts["days"])
    except OverflowError:
        raise NotUnderstood from None
    named = facts.get("weekday", day.weekday()) == day.weekday()
    dated = (facts.get("month", day.month), facts.get("day", day.day)) == (day.month, day.day)
    if not (named and dated) or "next_week" in facts:
        raise WhenTwoDays(typed=said.typed)
    return day


def _weekdays(said: Said) -> list[date]:
    facts, today = said.facts, said.today
    ahead = today + timedelta(days=(facts["weekday"] - today.weekday()) % _DAYS)
    if "weeks_later" in facts:
        later = ahead + WEEK * facts["weeks_later"]
        return _one_of(said, later, ahead == today)
    if "next_week" in facts:
        day = monday_after(today) + timedelta(days=facts["weekday"])
        beside = day - WEEK if facts["weekday"] == _SUNDAY and today.weekday() != _SUNDAY else day
        return _one_of(said, beside, beside != day or today.weekday() == _SUNDAY)
    if "after_today" in facts:
        day = ahead if ahead > today else ahead + WEEK
        doubtful = day < monday_after(today) or (today.weekday() == _SUNDAY and ahead > today)
        return _one_of(said, day, doubtful)
    return [ahead] if "this" in facts else [ahead, ahead + WEEK]


def _one_of(said: Said, day: date, doubtful: bool) -> list[date]:
    """Give the day, or ask where some mean that of the week after it."""
    if not doubtful:
        return [day]
    raise WhenTwoDates(typed=said.typed, first=said.on(day), second=said.on(day + WEEK))


def _day_of_month(said: Said) -> date:
    """Give the next day with a number, if it is the weekday that stands beside it."""
    if "weekday" not in said.facts:
        raise WhenNoDay(typed=said.typed, example=said.example)
    coming = (said.today + _DAY * more for more in range(62))
    day = next((one for one in coming if one.day == said.facts["month_day"]), None)
    if day is None or day.weekday() != said.facts["weekday"]:
        raise WhenTwoDays(typed=said.typed)
    return day


def _nth_of_month(said: Said) -> date:
    """Give, say, the second Tuesday of December."""
    rule = monthly(said.facts["nth"], said.facts["weekday"])
    years = range(said.today.year, said.today.year + 2)
    for year in [said.facts["year"]] if "year" in said.facts else years:
        first = date(year, said.facts["bare_month"], 1)
        days = (first + _DAY * more for more in range(31))
        for day in days:
            if day.month == first.month and rule.falls_on(day) and day >= said.today:
                return day
    raise NotUnderstood


def _calendar_day(said: Said) -> date:
    """Give the date that is meant; without a year it is one just gone, or the next to come.

    A weekday beside it says which: on 5 January 2027 `Thu 31 Dec` is gone, `Fri 31 Dec` is not.
    """
    facts = said.facts
    if "slashes" in facts:
        return _in_either_order(said)
    dated = list(_in_years(facts, facts["month"], facts["day"], said.today))
    if not dated:
        raise NotUnderstood
    gone = [day for day in dated if day < said.today]
    meant = gone + dated[len(gone) :][:1]
    fits = [day for day in meant if facts.get("weekday", day.weekday()) == day.weekday()]
    if not fits:
        raise WhenTwoDays(typed=said.typed)
    if fits[0].month == _FEBRUARY and fits[0].day == _LEAP_DAY and not _is_near(said, fits[0]):
        raise WhenNoDay(typed=said.typed, example=said.example)
    return fits[0]


def _is_near(said: Said, day: date) -> bool:
    """Tell whether a leap day was said with its year, or in it: others may have miscounted."""
    return "year" in said.facts or day.year == said.today.year


def _in_either_order(said: Said) -> date:
    """Give the date of a pair such as 1/12 that only one order makes possible, or ask."""
    facts = said.facts
    both = ((facts["month"], facts["day"]), (facts["day"], facts["month"]))
    found = []
    for month, number in both:
        coming = (one for one in _in_years(facts, month, number, said.today) if one >= said.today)
        day = next(coming, None)
        if day and facts.get("weekday", day.weekday()) == day.weekday():
            found.append(day)
    if not found:
        raise WhenTwoDays(typed=said.typed) if "weekday" in facts else WhenPast(typed=said.typed)
    if len(found) == 1:
        return found[0]
    first, second = sorted(found)
    raise WhenTwoDates(typed=said.typed, first=said.on(first), second=said.on(second))


def _in_years(facts: TimeFacts, month: int, number: int, today: date) -> Iterator[date]:
    """Give the dates of that day and month that may be meant, in order."""
    years = range(today.year - 1, today.year + _LEAP_YEARS_APART + 1)
    for year in [facts["year"]] if "year" in facts else years:
        try:
            day = date(year, month, number)
        except ValueError:
            continue
        if "year" in facts or today - day <= JUST_GONE:
            yield day


_BY_PIECE: dict[str, Callable[[Said], date]] = {
    "days": _near,
    "month": _calendar_day,
    "month_day": _day_of_month,
}
