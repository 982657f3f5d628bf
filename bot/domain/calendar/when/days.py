"""Which days a phrase can mean, from what it says of them."""

from collections.abc import Iterator
from datetime import date, timedelta

from bot.domain.calendar.when.refusals import WhenNoDay, WhenTwoDays
from bot.domain.language.time_facts import NotUnderstood, TimeFacts

JUST_GONE = timedelta(days=60)
"""A date without a year that passed this lately is taken as past, not as next year's."""
_WEEK = timedelta(weeks=1)
_LEAP_YEARS_APART = 8


def days_of(facts: TimeFacts, today: date, typed: str) -> list[date]:
    """Give the days a phrase can mean, the nearest first. Raises WhenNoDay and WhenTwoDays."""
    if "undated" in facts:
        raise WhenNoDay(typed=typed)
    named = [kind for kind in ("days", "month", "weekday") if kind in facts]
    if len(named) > 1 and named != ["month", "weekday"]:
        raise WhenTwoDays(typed=typed)
    if "days" in facts:
        return [today + timedelta(days=facts["days"])]
    if "month" in facts:
        return [_calendar_day(facts, today, typed)]
    if "weekday" in facts:
        return _weekdays(facts, today)
    return [today, today + timedelta(days=1)]


def _weekdays(facts: TimeFacts, today: date) -> list[date]:
    ahead = timedelta(days=(facts["weekday"] - today.weekday()) % 7)
    if "week_later" in facts:
        return [today + ahead + _WEEK]
    if "after_today" in facts:
        return [today + (ahead or _WEEK)]
    return [today + ahead, today + ahead + _WEEK]


def _calendar_day(facts: TimeFacts, today: date, typed: str) -> date:
    """Give the date that is meant; without a year it is one just gone, or the next to come.

    A weekday beside it says which: on 5 January 2027 `Thu 31 Dec` is gone, `Fri 31 Dec` is not.
    """
    dated = list(_in_years(facts, today))
    if not dated:
        raise NotUnderstood
    gone = [day for day in dated if day < today]
    meant = gone + dated[len(gone) :][:1]
    fits = [day for day in meant if facts.get("weekday", day.weekday()) == day.weekday()]
    if not fits:
        raise WhenTwoDays(typed=typed)
    return fits[0]


def _in_years(facts: TimeFacts, today: date) -> Iterator[date]:
    """Give the dates of that day and month that may be meant, in order."""
    years = range(today.year - 1, today.year + _LEAP_YEARS_APART + 1)
    for year in [facts["year"]] if "year" in facts else years:
        try:
            day = date(year, facts["month"], facts["day"])
        except ValueError:
            continue
        if "year" in facts or today - day <= JUST_GONE:
            yield day
