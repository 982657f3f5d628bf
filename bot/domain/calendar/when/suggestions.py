"""What somebody who is still typing a time may be about to say."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import chain

from bot.domain.calendar.when.phrase import LONGEST, readings
from bot.domain.calendar.when.reading import Reading
from bot.domain.calendar.when.refusals import WhenTwoNights
from bot.domain.errors import Refusal
from bot.domain.language.registry import FALLBACK, time_rules
from bot.domain.language.rule_sets import TimeRules
from bot.domain.zones import to_local

MOST = 5
"""So many suggestions at once."""


def suggestions(
    text: str, zone: str, now: datetime, language: str = FALLBACK
) -> tuple[Reading, ...]:
    """Give up to five readings that begin like `text`, the likeliest first; never a refusal."""
    found: dict[datetime, Reading] = {}
    if len(text) > LONGEST:
        return ()
    for reading in _offered(text, zone, now, language):
        found.setdefault(reading.at, reading)
        if len(found) == MOST:
            break
    return tuple(found.values())


def _offered(text: str, zone: str, now: datetime, language: str) -> Iterator[Reading]:
    """Give every reading of what was typed itself, then one of each phrase it may become."""
    rules = time_rules(language)
    yield from _understood(text, zone, now, language)
    for phrase in _phrases(rules.plain(text), _days_ahead(zone, now, rules), rules):
        yield from _understood(phrase, zone, now, language)[:1]


def _understood(phrase: str, zone: str, now: datetime, language: str) -> tuple[Reading, ...]:
    """Give the readings of a phrase; of a midnight those of both nights."""
    try:
        return readings(phrase, zone, now, language)
    except WhenTwoNights as asked:
        nights = (str(asked.facts[one]) for one in ("first", "second"))
        return tuple(chain.from_iterable(_understood(one, zone, now, language) for one in nights))
    except Refusal:
        return ()


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
