"""The English names of days, months, parts of a day and small numbers, and their short forms."""

import re
from collections.abc import Callable, Mapping

from bot.domain.language.time_facts import TimeFacts

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
DAY_PARTS = {
    "morning": range(12),
    "lunchtime": range(11, 15),
    "afternoon": range(12, 19),
    "evening": range(16, 24),
    "night": range(18, 24),
}
"""The hours that parts of the day can mean."""

Piece = tuple[str, Callable[[re.Match[str]], TimeFacts]]
"""A pattern and what its match says."""
_FULL = {name[:cut]: i for i, name in enumerate(WEEKDAYS) for cut in (3, len(name))}
WEEKDAY = {**_FULL, "tues": 1, "weds": 2, "thur": 3, "thurs": 3}
MONTH = {name[:cut]: i for i, name in enumerate(MONTHS, start=1) for cut in (3, len(name))} | {
    "sept": 9
}
_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_MORE = (*_COUNTED, "eleven", "twelve")
NUMBERS = {"a": 1, "an": 1} | {word: i for i, word in enumerate(_MORE, start=1)}
NTH = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "last": -1,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "5th": 5,
}

_WEEK, _WEEKEND = tuple(range(7)), (5, 6)
_SPANS = {
    "weekend": (_WEEKEND, 0),
    "weekends": (_WEEKEND, 0),
    "this weekend": (_WEEKEND, 0),
    "next weekend": (_WEEKEND, 1),
    "this week": (_WEEK, 0),
    "week": (_WEEK, 0),
    "next week": (_WEEK, 1),
}
SPANS = {f"{lead}{word}": days for word, days in _SPANS.items() for lead in ("", "the ", "on the ")}
SPANS |= {f"{lead} the weekend": (_WEEKEND, 0) for lead in ("at", "over")}
"""Several days in one word: which days of the week, and of how many weeks later."""

_TEENS = ("thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth")
ORDINALS = {
    word: day
    for day, word in enumerate(
        (
            *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"),
            *("ninth", "tenth", "eleventh", "twelfth", *_TEENS, "nineteenth", "twentieth"),
        ),
        start=1,
    )
}
"""The days of a month in words; after the twentieth people write figures."""


def piece(pattern: str, meaning: Callable[[re.Match[str]], TimeFacts]) -> Piece:
    """Make a piece that ends where a word ends."""
    return rf"(?:{pattern})(?![a-z0-9:/])", meaning


def saying(**facts: object) -> Callable[[re.Match[str]], TimeFacts]:
    """Give the meaning of a piece that always says the same."""
    return lambda _: TimeFacts(**facts)  # type: ignore[typeddict-item]


def any_of(words: Mapping[str, int]) -> str:
    """Give a pattern for any of some words, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))


def number(text: str) -> int:
    """Give the number of a figure or a word."""
    return NUMBERS.get(text) or int(text)


COUNT = rf"[0-9]{{1,3}}|{any_of(NUMBERS)}"
ANY_WEEKDAY = any_of(WEEKDAY)
ANY_MONTH = any_of(MONTH)
ANY_NTH = any_of(NTH)
ANY_WORD = any_of({word: n for word, n in NUMBERS.items() if len(word) > len("an")})
ANY_HOUR = rf"[0-9]{{1,2}}|{ANY_WORD}"
ANY_PART = "|".join(DAY_PARTS)
