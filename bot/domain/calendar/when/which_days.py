"""On which days somebody looks for a meeting: Tuesday, tomorrow, the weekend, 5 December."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast

from bot.domain.calendar.repeat import WORKING_DAYS
from bot.domain.calendar.when.days import days_of, monday_after
from bot.domain.calendar.when.phrase import LONGEST
from bot.domain.calendar.when.refusals import WhenRefused, WhenTwoDates, day_asked
from bot.domain.calendar.when.said import Said
from bot.domain.calendar.zone_search import LONGEST_ECHO
from bot.domain.errors import Refusal
from bot.domain.language.folding import cut, fold, one_line
from bot.domain.language.registry import FALLBACK, time_rules
from bot.domain.language.time_facts import ClockFacts, NotUnderstood, TimeFacts
from bot.domain.zones import to_local

_DAY, _WEEK, _TWO_WEEKS = timedelta(days=1), 7, 14
_EVERY_DAY = tuple(range(_WEEK))
_TWO_MONTHS = 62
"""Days in which every number of a day comes."""
_A_YEAR = timedelta(days=366)


class DaysUnclear(Refusal):
    """No day that is still to come could be read. Fact: `typed`."""

    key = "refusal.days_unclear"


@dataclass(frozen=True, slots=True)
class DaysMeant:
    """Some days of a span, on the calendar of a zone."""

    zone: str
    first: date
    count: int = 1
    """Days of the span."""
    weekdays: tuple[int, ...] = _EVERY_DAY
    """Which of its days: Monday is 0."""

    @property
    def last(self) -> date:
        """The last day of the span."""
        return self.first + _DAY * (self.count - 1)

    def has(self, at: datetime) -> bool:
        """Tell whether an aware instant falls on one of the days."""
        day = to_local(at, self.zone).date()
        return self.first <= day <= self.last and day.weekday() in self.weekdays


def days_meant(text: str, zone: str, now: datetime, language: str = FALLBACK) -> DaysMeant:
    """Read on which days somebody looks; an hour beside them says nothing here.

    Raises DaysUnclear, DayTwoWays.
    """
    typed, rules = cut(one_line(text), LONGEST_ECHO), time_rules(language)
    here = to_local(now, zone)
    said = fold(text)
    if said in rules.spans:
        return _span(*rules.spans[said], here.date(), zone)
    try:
        facts = rules.facts_in(said) if len(said) <= LONGEST else TimeFacts()
        found = _days(Said(_without_clock(facts), typed, here, rules), zone, now)
    except WhenTwoDates as asked:
        raise day_asked(asked, typed) from asked
    except (NotUnderstood, WhenRefused, OverflowError) as unclear:
        raise DaysUnclear(typed=typed) from unclear
    if not timedelta(0) <= found.first - here.date() <= _A_YEAR:
        raise DaysUnclear(typed=typed)
    return found


def _without_clock(facts: TimeFacts) -> TimeFacts:
    hours = ClockFacts.__annotations__.keys()
    return cast("TimeFacts", {key: facts[key] for key in facts if key not in hours})  # type: ignore[literal-required]


def _days(said: Said, zone: str, now: datetime) -> DaysMeant:
    facts = said.facts
    if "instant" in facts:
        at = datetime.fromtimestamp(facts["instant"], now.tzinfo)
        return DaysMeant(zone, to_local(at, zone).date())
    if "later" in facts:
        return DaysMeant(zone, to_local(now + facts["later"], zone).date())
    return _of_weeks(said, zone) or DaysMeant(zone, _day(said))


def _day(said: Said) -> date:
    """Give the one day that is said; of a number alone it is the next one."""
    if "month_day" in said.facts and "weekday" not in said.facts:
        coming = (said.today + _DAY * more for more in range(_TWO_MONTHS))
        return next(one for one in coming if one.day == said.facts["month_day"])
    return days_of(said)[0]


def _of_weeks(said: Said, zone: str) -> DaysMeant | None:
    """Give days of the week, where several or every one of them is said."""
    facts, today = said.facts, said.today
    if "after_today" in facts and "weekday" in facts:
        # Some mean the nearest by it, others that of next week: whoever looks may see both.
        return DaysMeant(zone, today + _DAY, _TWO_WEEKS, (facts["weekday"],))
    if "several" in facts:
        return DaysMeant(zone, today, _WEEK, facts["several"])
    if facts.get("rhythm") == "weekdays":
        return DaysMeant(zone, today, _WEEK, WORKING_DAYS)
    if facts.get("rhythm") == "daily":
        return DaysMeant(zone, today, _WEEK)
    if "again" in facts and "weekday" in facts:
        return DaysMeant(zone, today, _TWO_WEEKS, (facts["weekday"],))
    return None


def _span(weekdays: tuple[int, ...], weeks_later: int, today: date, zone: str) -> DaysMeant:
    """Give those days of this week that are left, or of a later one."""
    monday = monday_after(today) + timedelta(weeks=weeks_later - 1)
    if weeks_later == 0 and today.weekday() > max(weekdays):
        monday += timedelta(weeks=1)
    first = max(today, monday + _DAY * min(weekdays))
    last = monday + _DAY * max(weekdays)
    return DaysMeant(zone, first, (last - first).days + 1, weekdays)
