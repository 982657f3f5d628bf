"""What somebody who is still typing a time may be about to say."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.domain.calendar.when.english import DAY_PARTS, MONTHS, WEEKDAYS, plain
from bot.domain.calendar.when.phrase import LONGEST, Reading, read
from bot.domain.calendar.zones import to_local
from bot.domain.errors import Refusal

MOST = 5
"""So many suggestions at once."""
_EVENINGS = ("19:00", "18:00", "20:00")
"""When groups like to meet, the commonest first."""
_ENDINGS = ("", *(f" {clock}" for clock in _EVENINGS), " pm", ":00", "00", ":30", "30", "0", " am")
_UNITS = (" hours", " days 19:00", " weeks 19:00", " minutes")
_LEADS = frozenset({"next", "this", "every", "each", "on"})
_WORDS = ("today", "tomorrow", "tonight", *WEEKDAYS, *MONTHS, *DAY_PARTS, "noon")
"""Words that a beginning is completed to, in this order of likelihood."""


def suggestions(text: str, zone: str, now: datetime) -> tuple[Reading, ...]:
    """Give up to five readings that begin like `text`, the likeliest first; never a refusal."""
    found: dict[datetime, Reading] = {}
    if len(text) > LONGEST:
        return ()
    for phrase in _phrases(plain(text), _days_ahead(zone, now)):
        reading = _try(phrase, zone, now)
        if reading:
            found.setdefault(reading.at, reading)
        if len(found) == MOST:
            break
    return tuple(found.values())


def _try(phrase: str, zone: str, now: datetime) -> Reading | None:
    try:
        return read(phrase, zone, now)
    except Refusal:
        return None


def _days_ahead(zone: str, now: datetime) -> list[str]:
    """Name the days of the week from tomorrow on."""
    today = to_local(now, zone)
    return [WEEKDAYS[(today + timedelta(days=day)).weekday()] for day in range(1, 8)]


def _phrases(text: str, days: list[str]) -> Iterator[str]:
    begun = text.split(" ")
    last = begun[-1]
    if not text:
        yield from (f"{day} {clock}" for clock in _EVENINGS[:1] for day in ("today", *days))
        return
    if last in _LEADS:
        yield from (f"{text} {day} {_EVENINGS[0]}" for day in days)
        return
    if begun[0] == "in" and last.isdecimal():
        yield from (text + unit for unit in _UNITS)
        return
    starts = _completed(begun[:-1], last) or [text]
    yield from (start + ending for ending in _ENDINGS for start in starts)


def _completed(before: list[str], last: str) -> list[str]:
    whole = [word for word in _WORDS if last and word.startswith(last)]
    return [" ".join([*before, word]) for word in whole]
