"""When is that? A closed grammar for phrases such as `next Tuesday 7pm`: it reads or refuses."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from bot.domain.calendar.series import Repeat
from bot.domain.calendar.when.days import days_of
from bot.domain.calendar.when.nights import must_not_be_in_a_night
from bot.domain.calendar.when.reading import Reading, ahead, at_instant, placed
from bot.domain.calendar.when.refusals import (
    WhenAmbiguousDate,
    WhenDotted,
    WhenManyDates,
    WhenNoClock,
    WhenOtherPart,
    WhenPast,
    WhenTooFar,
    WhenUnreadable,
    WhenZoneSaid,
)
from bot.domain.calendar.zone_search import LONGEST_ECHO
from bot.domain.language.folding import cut, fold, one_line
from bot.domain.language.registry import FALLBACK, time_rules
from bot.domain.language.time_facts import NOON, NotUnderstood, TimeFacts
from bot.domain.zones import instants_of, to_local

LONGEST = 100
"""Characters of a phrase."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_WEEK = timedelta(weeks=1)


def read(text: str, zone: str, now: datetime, language: str = FALLBACK) -> Reading:
    """Read a phrase in an IANA zone, `now` being an aware instant.

    `Tuesday` is the next one still ahead, today included; `next Tuesday` is never today. Raises
    a WhenRefused that names the reason.
    """
    return readings(text, zone, now, language)[0]


def readings(text: str, zone: str, now: datetime, language: str = FALLBACK) -> tuple[Reading, ...]:
    """Give what `read` gives, and after it what others mean by the same words, if anything.

    On a Thursday `next Friday` is tomorrow, and for some people the Friday after that.
    """
    typed = cut(one_line(text), LONGEST_ECHO)
    rules = time_rules(language)
    try:
        facts = rules.facts_in(_without_zone(_short(text), zone))
        _must_be_one_date(facts, zone, typed)
        must_not_be_in_a_night(facts, to_local(now, zone), typed, rules)
        first = _reading(facts, typed, zone, now)
    except NotUnderstood as unclear:
        raise WhenUnreadable(typed=typed) from unclear
    return (first, *_others(facts, first, now, typed))


def _others(facts: TimeFacts, first: Reading, now: datetime, typed: str) -> Iterator[Reading]:
    here = to_local(now, first.zone)
    monday = here.date() - timedelta(days=here.weekday())
    if facts.get("after_today") and first.local.date() < monday + _WEEK:
        yield placed(first.local + _WEEK, first.zone, now, typed, first.repeat)


def _short(text: str) -> str:
    if len(text) > LONGEST:
        raise NotUnderstood
    return text


def _without_zone(text: str, zone: str) -> str:
    """Leave out the zone that a suggestion shows: people edit what they chose, or copy it."""
    return fold(text).replace(f"· {fold(zone)}", "")


def _must_be_one_date(facts: TimeFacts, zone: str, typed: str) -> None:
    if "slashes" in facts:
        raise WhenAmbiguousDate(typed=typed)
    if "many" in facts:
        raise WhenManyDates(typed=typed)
    if "zone" in facts:
        raise WhenZoneSaid(typed=typed, zone=zone)


def _reading(facts: TimeFacts, typed: str, zone: str, now: datetime) -> Reading:
    if "instant" in facts or "later" in facts:
        if len(facts) > 1:
            raise NotUnderstood
        return _counted(facts, typed, zone, now)
    clock = _clock(facts, typed)
    days = days_of(facts, to_local(now, zone).date(), typed)
    repeat = Repeat.WEEKLY if "weekly" in facts else Repeat.ONCE
    locals_ = [datetime.combine(day, clock) for day in days]
    best = next((one for one in locals_ if instants_of(one, zone)[-1] > now), locals_[-1])
    if "second" in facts:
        second = Reading(best.replace(fold=1), instants_of(best, zone)[-1], zone, repeat)
        return _second(second, now, typed)
    return placed(best, zone, now, typed, repeat)


def _second(reading: Reading, now: datetime, typed: str) -> Reading:
    """Take the second of two like times as it is said; there must be two."""
    if len(instants_of(reading.local, reading.zone)) == 1:
        raise NotUnderstood
    return ahead(reading, now, typed)


def _counted(facts: TimeFacts, typed: str, zone: str, now: datetime) -> Reading:
    """Read an instant, or a span from this very minute."""
    if "later" in facts:
        at = (now + facts["later"]).astimezone(UTC).replace(second=0, microsecond=0)
        return at_instant(at, zone, now, typed)
    if facts["instant"] <= 0:
        raise WhenPast(typed=typed)
    try:
        at = _EPOCH + timedelta(seconds=facts["instant"])
    except OverflowError:
        raise WhenTooFar(typed=typed) from None
    if at.year > now.year + 1:
        raise WhenTooFar(typed=typed)
    return at_instant(at, zone, now, typed)


def _clock(facts: TimeFacts, typed: str) -> time:
    if "hour" not in facts:
        if facts and "undated" not in facts:
            raise WhenNoClock(typed=typed)
        raise NotUnderstood
    hour = facts["hour"]
    if "part" in facts:
        span = facts["part"]
        hour += NOON if not facts["half_said"] and 0 < hour < NOON and hour not in span else 0
        if hour not in span:
            raise WhenOtherPart(typed=typed)
    elif "weekly" not in facts and _could_be_a_date(facts):
        raise WhenDotted(typed=typed, clock=f"{hour:02}:{facts['minute']:02}")
    elif not facts["sure"] and not ("dotted" in facts and "weekly" in facts):
        raise WhenNoClock(typed=typed)
    return time(hour, facts["minute"])


def _could_be_a_date(facts: TimeFacts) -> bool:
    """Tell whether a dotted pair beside a single day may be its date: 1.12, but not 18.30."""
    pair = "dotted" in facts and not facts["half_said"] and "month" not in facts
    return pair and facts["hour"] > 0 and 1 <= facts["minute"] <= NOON
