"""When a member wants to be asked, as they type it: a time of day, and days of the week."""

import re
from collections.abc import Collection, Mapping
from datetime import time

from bot.domain.errors import Refusal
from bot.domain.journal.schedule import WEEK
from bot.domain.language.folding import cut, fold, one_line
from bot.domain.language.registry import time_rules
from bot.domain.language.time_facts import NOON, ClockFacts, NotUnderstood, TimeFacts

LONGEST = 100
_LONGEST_ECHO = 60
_BETWEEN = re.compile(r"[\s,;/&+]+")
_TO = re.compile(r"[-–—]")


class UnknownTimeOfDay(Refusal):
    """No time of day, or one that may be morning or evening. Facts: `typed`."""

    key = "refusal.unknown_time_of_day"


class UnknownWeekdays(Refusal):
    """No days of the week. Facts: `typed`."""

    key = "refusal.unknown_weekdays"


def time_of_day(text: str, language: str) -> time:
    """Read a time of day. Raises UnknownTimeOfDay."""
    try:
        return _clock(time_rules(language).facts_in(text[:LONGEST]))
    except NotUnderstood:
        raise UnknownTimeOfDay(typed=_echo(text)) from None


def weekdays(text: str, language: str, groups: Mapping[str, Collection[int]]) -> tuple[int, ...]:
    """Read days of the week, Monday being 0; `groups` are words for several.

    Raises UnknownWeekdays.
    """
    named = {fold(word): days for word, days in groups.items()}
    typed = fold(text[:LONGEST])
    try:
        found = named.get(typed) or _listed(typed, named, language)
    except NotUnderstood:
        raise UnknownWeekdays(typed=_echo(text)) from None
    return tuple(sorted(set(found)))


def _clock(facts: TimeFacts) -> time:
    if "hour" not in facts or facts.keys() - ClockFacts.__annotations__.keys():
        raise NotUnderstood
    hour = facts["hour"]
    if "part" in facts:
        span = facts["part"]
        hour += NOON if not facts["half_said"] and 0 < hour < NOON and hour not in span else 0
        if hour not in span:
            raise NotUnderstood
    elif not facts["sure"] and "dotted" not in facts:
        raise NotUnderstood
    return time(hour, facts["minute"])


def _listed(typed: str, named: Mapping[str, Collection[int]], language: str) -> list[int]:
    words = [word for word in _BETWEEN.split(typed) if word]
    found = [
        day for word in words for day in (named[word] if word in named else _span(word, language))
    ]
    if not found:
        raise NotUnderstood
    return found


def _span(word: str, language: str) -> list[int]:
    """Read one day, or those from one to another: fri-mon goes over the weekend."""
    ends = [_weekday(one, language) for one in _TO.split(word)]
    if len(ends) == 1:
        return ends
    if len(ends) > 2:  # noqa: PLR2004 - a span has two ends
        raise NotUnderstood
    first, last = ends
    return [day % len(WEEK) for day in range(first, last + (len(WEEK) if last < first else 0) + 1)]


def _weekday(word: str, language: str) -> int:
    facts = time_rules(language).facts_in(word)
    if facts.keys() - {"weekday", "weekly", "again"} or "weekday" not in facts:
        raise NotUnderstood
    return facts["weekday"]


def _echo(text: str) -> str:
    return cut(one_line(text), _LONGEST_ECHO)
