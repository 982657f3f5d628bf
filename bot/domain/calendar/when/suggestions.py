"""What somebody who is still typing a time may be about to say."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.domain.calendar.when.phrase import LONGEST, Reading, read
from bot.domain.calendar.zones import to_local
from bot.domain.errors import Refusal
from bot.domain.language.registry import FALLBACK, time_rules
from bot.domain.language.rule_sets import TimeRules

MOST = 5
"""So many suggestions at once."""


def suggestions(
    text: str, zone: str, now: datetime, language: str = FALLBACK
) -> tuple[Reading, ...]:
    """Give up to five readings that begin like `text`, the likeliest first; never a refusal."""
    found: dict[datetime, Reading] = {}
    if len(text) > LONGEST:
        return ()
    rules = time_rules(language)
    for phrase in _phrases(rules.plain(text), _days_ahead(zone, now, rules), rules):
        reading = _try(phrase, zone, now, language)
        if reading:
            found.setdefault(reading.at, reading)
        if len(found) == MOST:
            break
    return tuple(found.values())


def _try(phrase: str, zone: str, now: datetime, language: str) -> Reading | None:
    try:
        return read(phrase, zone, now, language)
    except Refusal:
        return None


def _days_ahead(zone: str, now: datetime, rules: TimeRules) -> list[str]:
    """Name the days of the week from tomorrow on."""
    today = to_local(now, zone)
    return [rules.weekdays[(today + timedelta(days=day)).weekday()] for day in range(1, 8)]


def _phrases(text: str, days: list[str], rules: TimeRules) -> Iterator[str]:
    begun = text.split(" ")
    last = begun[-1]
    if not text:
        yield from (
            f"{day} {clock}" for clock in rules.evenings[:1] for day in (rules.today, *days)
        )
        return
    if last in rules.leads:
        yield from (f"{text} {day} {rules.evenings[0]}" for day in days)
        return
    if begun[0] in rules.counts and last.isdecimal():
        yield from (text + unit for unit in rules.units)
        return
    starts = _completed(begun[:-1], last, rules.words) or [text]
    yield from (start + ending for ending in rules.endings for start in starts)


def _completed(before: list[str], last: str, words: tuple[str, ...]) -> list[str]:
    whole = [word for word in words if last and word.startswith(last)]
    return [" ".join([*before, word]) for word in whole]
