"""When is that? A closed grammar for phrases such as `next Tuesday 7pm`: it reads or refuses."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bot.domain.calendar.zones import LONGEST_ECHO, to_local, to_utc
from bot.domain.errors import Refusal
from bot.domain.language.folding import cut, one_line
from bot.domain.language.registry import FALLBACK, time_rules
from bot.domain.language.time_facts import NOON, NotUnderstood, TimeFacts

FURTHEST = timedelta(days=366)
"""A first date lies no further ahead than this."""
LONGEST = 100
"""Characters of a phrase."""
JUST_GONE = timedelta(days=60)
"""A date without a year that passed this lately is taken as past, not as next year's."""


class WhenRefused(Refusal):
    """A phrase for a time was not taken. Fact: `typed`, the phrase."""


class WhenUnreadable(WhenRefused):
    """The phrase is none of ours."""

    key = "refusal.when_unreadable"


class WhenNoClock(WhenRefused):
    """It names a day but no time, or a bare 7 that may be morning or evening."""

    key = "refusal.when_no_clock"


class WhenPast(WhenRefused):
    """That time is over."""

    key = "refusal.when_past"


class WhenTooFar(WhenRefused):
    """That time is more than a year ahead."""

    key = "refusal.when_too_far"


class WhenAmbiguousDate(WhenRefused):
    """A date such as 1/12 is read in two ways."""

    key = "refusal.when_ambiguous_date"


class WhenTwoDays(WhenRefused):
    """It names two days that are not the same one, such as Wednesday and a date on a Tuesday."""

    key = "refusal.when_two_days"


@dataclass(frozen=True, slots=True)
class Reading:
    """How a phrase was understood; it is shown before anything is made of it."""

    local: datetime
    """Naive wall time as it was said, even where the clocks leap over it."""
    at: datetime
    """The instant (aware, UTC)."""
    weekly: bool = False
    """The phrase itself said that it repeats (`every Tuesday`, `Tuesdays`)."""


def read(text: str, zone: str, now: datetime, language: str = FALLBACK) -> Reading:
    """Read a phrase in an IANA zone, `now` being an aware instant.

    `Tuesday` is the next one still ahead, today included; `next Tuesday` is never today. Raises
    WhenUnreadable, WhenNoClock, WhenPast, WhenTooFar, WhenAmbiguousDate and WhenTwoDays.
    """
    typed = cut(one_line(text), LONGEST_ECHO)
    try:
        facts = time_rules(language).facts_in(_short(text))
        return _reading(facts, typed, zone, now)
    except NotUnderstood as unclear:
        raise WhenUnreadable(typed=typed) from unclear


def placed(local: datetime, zone: str, now: datetime, typed: str, *, weekly: bool) -> Reading:
    """Take a wall time as the reading of a phrase; raises WhenPast and WhenTooFar."""
    return _ahead(Reading(local, to_utc(local, zone), weekly), now, typed)


def _ahead(reading: Reading, now: datetime, typed: str) -> Reading:
    if reading.at <= now:
        raise WhenPast(typed=typed)
    if reading.at - now > FURTHEST:
        raise WhenTooFar(typed=typed)
    return reading


def _short(text: str) -> str:
    if len(text) > LONGEST:
        raise NotUnderstood
    return text


def _reading(facts: TimeFacts, typed: str, zone: str, now: datetime) -> Reading:
    if "slashes" in facts:
        raise WhenAmbiguousDate(typed=typed)
    weekly = facts.get("weekly", False)
    if "later" in facts:
        if len(facts) > 1:
            raise NotUnderstood
        at = (now + facts["later"]).astimezone(UTC).replace(second=0, microsecond=0)
        return _ahead(Reading(to_local(at, zone), at), now, typed)
    clock = _clock(facts, typed)
    here = to_local(now, zone)
    locals_ = [datetime.combine(day, clock) for day in _days(facts, here.date(), typed)]
    ahead = next((local for local in locals_ if to_utc(local, zone) > now), locals_[-1])
    return placed(ahead, zone, now, typed, weekly=weekly)


def _clock(facts: TimeFacts, typed: str) -> time:
    if "hour" not in facts:
        if facts:
            raise WhenNoClock(typed=typed)
        raise NotUnderstood
    hour = facts["hour"]
    if "part" in facts:
        span = facts["part"]
        turned = not facts["half_said"] and hour not in span and hour < NOON
        hour += NOON if turned else 0
        if hour not in span:
            raise WhenNoClock(typed=typed)
    elif not facts["sure"]:
        raise WhenNoClock(typed=typed)
    return time(hour, facts["minute"])


def _days(facts: TimeFacts, today: date, typed: str) -> list[date]:
    """Give the days a phrase can mean, the nearest first."""
    named = [kind for kind in ("days", "month", "weekday") if kind in facts]
    if len(named) > 1 and named != ["month", "weekday"]:
        raise WhenTwoDays(typed=typed)
    if "days" in facts:
        return [today + timedelta(days=facts["days"])]
    if "month" in facts:
        day = _calendar_day(facts, today)
        if facts.get("weekday", day.weekday()) != day.weekday():
            raise WhenTwoDays(typed=typed)
        return [day]
    if "weekday" in facts:
        return _weekdays(facts, today)
    return [today, today + timedelta(days=1)]


def _weekdays(facts: TimeFacts, today: date) -> list[date]:
    ahead = timedelta(days=(facts["weekday"] - today.weekday()) % 7)
    week = timedelta(weeks=1)
    if "after_today" in facts:
        return [today + (ahead or week)]
    return [today + ahead, today + ahead + week]


def _calendar_day(facts: TimeFacts, today: date) -> date:
    try:
        day = date(facts.get("year", today.year), facts["month"], facts["day"])
        if "year" not in facts and today - day > JUST_GONE:
            day = day.replace(year=today.year + 1)
    except ValueError as wrong:
        raise NotUnderstood from wrong
    return day
