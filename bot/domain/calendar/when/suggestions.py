"""What somebody who is still typing a time may be about to say."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import chain

from bot.domain.calendar.repeat import Repeat
from bot.domain.calendar.when.phrase import LONGEST, read
from bot.domain.calendar.when.reading import Reading
from bot.domain.calendar.when.refusals import WhenFifth, WhenTwoWays
from bot.domain.errors import Refusal
from bot.domain.language.registry import FALLBACK, time_rules
from bot.domain.language.rule_sets import TimeRules
from bot.domain.zones import instants_of, to_local

MOST = 5
"""So many suggestions at once."""


def suggestions(
    text: str,
    zone: str,
    now: datetime,
    language: str = FALLBACK,
    mine: str | None = None,
    near: date | None = None,
) -> tuple[Reading, ...]:
    """Give up to five readings that begin like `text`, the likeliest first; never a refusal.

    `near` is the day in whose week a weekday is, as in `read`.
    """
    found: dict[tuple[datetime, Repeat], Reading] = {}
    if len(text) > LONGEST:
        return ()
    typing = _Typing(zone, now, language, mine, near)
    for reading in _offered(text, typing):
        found.setdefault((reading.at, reading.repeat), reading)
        if len(found) == MOST:
            break
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class _Typing:
    """Where, when and in what language somebody types."""

    zone: str
    now: datetime
    language: str
    mine: str | None
    near: date | None

    def understood(self, phrase: str) -> tuple[Reading, ...]:
        """Give the reading of a phrase; where it can mean two times, both."""
        try:
            found = self._read(phrase)
        except (WhenTwoWays, WhenFifth) as asked:
            ways = (str(asked.facts[one]) for one in ("first", "second"))
            return tuple(chain.from_iterable(map(self._whole, ways)))
        except Refusal:
            return ()
        return _both(found)

    def _whole(self, phrase: str) -> tuple[Reading, ...]:
        try:
            return _both(self._read(phrase))
        except Refusal:
            return ()

    def _read(self, phrase: str) -> Reading:
        return read(phrase, self.zone, self.now, self.language, self.mine, self.near)


def _both(found: Reading) -> tuple[Reading, ...]:
    """Give a reading, and the second time beside it where the clocks show that hour twice."""
    instants = instants_of(found.local, found.zone)
    if len(instants) == 1 or found.local.fold or not found.repeat.is_once:
        return (found,)
    again = found.local.replace(fold=1)
    return (found, replace(found, local=again, at=instants[1]))


def _offered(text: str, typing: _Typing) -> Iterator[Reading]:
    """Give every reading of what was typed itself, then one of each phrase it may become."""
    rules = time_rules(typing.language)
    yield from typing.understood(text)
    days = _days_ahead(typing.zone, typing.now, rules)
    for phrase in _phrases(rules.plain(text), days, rules):
        yield from typing.understood(phrase)[:1]


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
