"""When is that? A closed grammar for phrases such as `next Tuesday 7pm`: it reads or refuses."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from bot.domain.calendar.repeat import Repeat
from bot.domain.calendar.when.clocks import clock_of
from bot.domain.calendar.when.days import days_of
from bot.domain.calendar.when.elsewhere import in_groups_zone, zone_said
from bot.domain.calendar.when.nights import must_not_be_in_a_night
from bot.domain.calendar.when.reading import Reading, ahead, at_instant, placed
from bot.domain.calendar.when.refusals import (
    WhenNoClock,
    WhenNoSuchHour,
    WhenPast,
    WhenRefused,
    WhenTooFar,
    WhenTwoElsewhere,
    WhenTwoWays,
    WhenUnreadable,
    WhenZoneSaid,
)
from bot.domain.calendar.when.rhythm import first_days, must_be_a_rhythm_of_ours, repeat_in
from bot.domain.calendar.when.said import Said
from bot.domain.calendar.zone_search import LONGEST_ECHO
from bot.domain.language.folding import cut, fold, one_line
from bot.domain.language.registry import FALLBACK, time_rules
from bot.domain.language.time_facts import ClockFacts, NotUnderstood, RhythmFacts, TimeFacts
from bot.domain.zones import instants_of, to_local, to_utc

LONGEST = 100
"""Characters of a phrase."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_HOUR = timedelta(hours=1)


_WEEKDAY_ALONE = ClockFacts.__annotations__.keys() | {"weekday", "zone", "zone_name", "zone_not_in"}
"""What may stand beside a weekday that is any of that name."""
_DAYS_BEFORE = timedelta(days=2)


def read(
    text: str,
    zone: str,
    now: datetime,
    language: str = FALLBACK,
    mine: str | None = None,
    near: date | None = None,
) -> Reading:
    """Read a phrase in an IANA zone, `now` being an aware instant.

    `Tuesday` is the next one still ahead, today included; with `near` it is the one from two days
    before that day to four after it: what is moved stays in its week. `mine` is the reader's own
    zone, for who writes `my time`. Raises a WhenRefused that names the reason, or what there is to
    choose from.
    """
    typed = cut(one_line(text), LONGEST_ECHO)
    rules = time_rules(language)
    try:
        facts = rules.facts_in(_without_zone(_short(text), zone))
        there = zone_said(facts, zone, mine, now, typed)
        since = _counted_from(facts, near, there, now)
        found = _read_in(there, zone, Said(facts, typed, to_local(since, there), rules), since)
        return in_groups_zone(found, facts, zone, now, typed) if "zone" in facts else found
    except NotUnderstood as unclear:
        raise WhenUnreadable(typed=typed) from unclear


def _counted_from(facts: TimeFacts, near: date | None, zone: str, now: datetime) -> datetime:
    """Give the instant from which a weekday is looked for: now, or shortly before `near`."""
    if near is None or "weekday" not in facts or facts.keys() - _WEEKDAY_ALONE:
        return now
    return max(now, to_utc(datetime.combine(near - _DAYS_BEFORE, time.min), zone))


def _read_in(there: str, zone: str, said: Said, now: datetime) -> Reading:
    """Read a phrase in the zone that it says; a question back would be in the group's."""
    try:
        return _reading(said, there, now)
    except WhenTwoWays as asked:
        if there == zone:
            raise
        raise _two_elsewhere(asked, there, zone, said, now) from asked


def _two_elsewhere(
    asked: WhenTwoWays, there: str, zone: str, said: Said, now: datetime
) -> WhenRefused:
    """Give both times on the group's clock, where either is single and still to come."""
    ways = []
    for one in ("first", "second"):
        try:
            ways.append(read(str(asked.facts[one]), there, now))
        except WhenRefused:
            return WhenZoneSaid(typed=said.typed, zone=zone)
    if not all(one.repeat.is_once for one in ways):
        return WhenZoneSaid(typed=said.typed, zone=zone)
    locals_ = [to_local(one.at, zone) for one in ways]
    first, second = (said.on(local.date(), local.time()) for local in locals_)
    return WhenTwoElsewhere(typed=said.typed, zone=zone, first=first, second=second)


def _short(text: str) -> str:
    if len(text) > LONGEST:
        raise NotUnderstood
    return text


def _without_zone(text: str, zone: str) -> str:
    """Leave out the zone that a suggestion shows: people edit what they chose, or copy it."""
    return fold(text).replace(f"· {fold(zone)}", "")


def _reading(said: Said, zone: str, now: datetime) -> Reading:
    facts, typed = said.facts, said.typed
    if "instant" in facts or "later" in facts:
        if facts.keys() - {"instant", "later", "length"} or len(facts) > 2:  # noqa: PLR2004
            raise NotUnderstood
        return replace(_counted(facts, typed, zone, now), minutes=facts.get("length"))
    if not facts.keys() - {"since"}:
        raise NotUnderstood
    must_be_a_rhythm_of_ours(said)
    if facts.keys() <= RhythmFacts.__annotations__.keys() | {"part", "length"}:
        raise WhenNoClock(typed=typed)
    must_not_be_in_a_night(said)
    repeat = repeat_in(said)
    days = days_of(said) if repeat.is_once else first_days(said, repeat)
    clock = clock_of(said, repeat, days)
    locals_ = [datetime.combine(day, clock) for day in days]
    best = next((one for one in locals_ if instants_of(one, zone)[-1] > now), locals_[-1])
    repeat = repeat.on(best.date())
    length = facts.get("length")
    if facts.keys() & {"first", "second"}:
        return _of_two(best, zone, now, said, repeat)
    found = replace(placed(best, zone, now, typed, repeat), minutes=length)
    if repeat.is_once:
        _must_not_be_leapt_over(found, said, best.date())
    return found


def _must_not_be_leapt_over(found: Reading, said: Said, day: date) -> None:
    """Ask about a single time that the clocks leap over; what comes back moves on that day."""
    later = found.on_the_clock
    if later == found.local:
        return
    first, second = (said.on(day, one.time()) for one in (later, later + _HOUR))
    raise WhenNoSuchHour(typed=said.typed, first=first, second=second)


def _of_two(local: datetime, zone: str, now: datetime, said: Said, repeat: Repeat) -> Reading:
    """Take the first or the second of two like times as it is said; there must be two."""
    instants = instants_of(local, zone)
    if len(instants) == 1:
        raise NotUnderstood
    fold_ = int("second" in said.facts)
    return ahead(Reading(local.replace(fold=fold_), instants[fold_], zone, repeat), now, said.typed)


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
