"""The English pieces that say a day: weekdays, dates, today and tomorrow, and how often."""

import re
from collections.abc import Callable
from datetime import date

from bot.domain.language.time_facts import NotUnderstood, TimeFacts

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
DAY_PARTS = {
    "morning": range(12),
    "afternoon": range(12, 19),
    "evening": range(16, 24),
    "night": range(18, 24),
}
"""The hours that parts of the day can mean."""

Piece = tuple[str, Callable[[re.Match[str]], TimeFacts]]
"""A pattern and what its match says."""
_FULL = {name[:cut]: i for i, name in enumerate(WEEKDAYS) for cut in (3, len(name))}
_WEEKDAY = {**_FULL, "tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_MONTH = {name[:cut]: i for i, name in enumerate(MONTHS, start=1) for cut in (3, len(name))} | {
    "sept": 9
}
_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_MORE = (*_COUNTED, "eleven", "twelve")
NUMBERS = {"a": 1, "an": 1} | {word: i for i, word in enumerate(_MORE, start=1)}


def piece(pattern: str, meaning: Callable[[re.Match[str]], TimeFacts]) -> Piece:
    """Make a piece that ends where a word ends."""
    return rf"(?:{pattern})(?![a-z0-9:/])", meaning


def any_of(words: dict[str, int]) -> str:
    """Give a pattern for any of some words, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))


def number(text: str) -> int:
    """Give the number of a figure or a word."""
    return NUMBERS.get(text) or int(text)


def written(day: date, weekly: bool) -> str:
    """Write a date as it can be typed, or its day of every week."""
    weekday = WEEKDAYS[day.weekday()].title()
    if weekly:
        return f"every {weekday}"
    return f"{weekday[:3]} {day.day} {MONTHS[day.month - 1][:3].title()}"


def _date(match: re.Match[str]) -> TimeFacts:
    said = match.groupdict()
    facts = TimeFacts(month=_MONTH.get(said["month"]) or int(said["month"]), day=int(said["day"]))
    if said["year"]:
        facts["year"] = int(said["year"])
    return _real(facts)


def _real(facts: TimeFacts) -> TimeFacts:
    """Check a date against the calendar; without a year, 29 February may be."""
    try:
        date(facts.get("year", 2000), facts["month"], facts["day"])
    except ValueError as wrong:
        raise NotUnderstood from wrong
    return facts


def _slashes(match: re.Match[str]) -> TimeFacts:
    one, other = int(match["one"]), int(match["other"])
    year = int(match["year"] or 0)
    facts = (
        TimeFacts(month=other, day=one) if one > len(MONTHS) else TimeFacts(month=one, day=other)
    )
    if year:
        facts["year"] = 2000 + year % 100
    if one != other and max(one, other) <= len(MONTHS):
        facts["slashes"] = True
    return _real(facts)


def _weekday(match: re.Match[str]) -> TimeFacts:
    facts = TimeFacts(weekday=_WEEKDAY[match["weekday"]])
    if match["lead"] == "next":
        facts["after_today"] = True
    if match["lead"] in {"every", "each"} or match["plural"]:
        facts["weekly"] = True
    return facts


def _week_later(match: re.Match[str]) -> TimeFacts:
    return TimeFacts(weekday=_WEEKDAY[match["weekday"]], week_later=True)


_NEAR = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1, "day after tomorrow": 2}


def _near(match: re.Match[str]) -> TimeFacts:
    facts = TimeFacts(days=_NEAR[match["near"]])
    if match["near"] == "tonight":
        facts["part"] = DAY_PARTS["night"]
    return facts


def _this_part(match: re.Match[str]) -> TimeFacts:
    return TimeFacts(days=0, part=DAY_PARTS[match["part"]])


def _part(match: re.Match[str]) -> TimeFacts:
    return TimeFacts(part=DAY_PARTS[match["part"]])


_DAYS_IN = {"day": 1, "week": 7, "fortnight": 14}


def _days_on(match: re.Match[str]) -> TimeFacts:
    days = number(match["count"] or "a") * _DAYS_IN[match["unit"]]
    return TimeFacts(days=-days if match["ago"] else days)


def _undated(_: re.Match[str]) -> TimeFacts:
    return TimeFacts(undated=True)


def _weekly(_: re.Match[str]) -> TimeFacts:
    return TimeFacts(weekly=True)


def _many(_: re.Match[str]) -> TimeFacts:
    return TimeFacts(many=True)


COUNT = rf"[0-9]{{1,3}}|{any_of(NUMBERS)}"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?: (?P<year>20[0-9]{2}))?"
_ANY_WEEKDAY = any_of(_WEEKDAY)
_ANY_MONTH = any_of(_MONTH)
_NTH = "first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th"
_EVERY = "every|each"
_UNITS = rf"day|weekday|weekend|week|fortnight|month|{_ANY_WEEKDAY}"

DAY_PIECES: tuple[Piece, ...] = (
    piece(rf"(?:{_EVERY}) (?:other|(?:{_NTH}|two|three|four|[2-9]) )(?: ?(?:{_UNITS}))s?", _many),
    piece(rf"(?:{_EVERY}) (?:day|weekday|weekend|fortnight|month)|(?:{_EVERY}) (?:night)", _many),
    piece(r"daily|weekdays|weekends|fortnightly|bi-?weekly|monthly|twice a (?:week|month)", _many),
    piece(
        rf"(?:on )?(?:(?:the|{_EVERY}) )?(?:{_NTH}) (?:{_ANY_WEEKDAY})s?"
        rf" (?:of (?:the|each|every) month|monthly|every month|in the month)",
        _many,
    ),
    piece(
        rf"(?:(?:{_EVERY}) )?(?:{_ANY_WEEKDAY})s?"
        rf"(?: ?(?:and|&|\+|or|to|-) ?(?:{_ANY_WEEKDAY})s?){{1,6}}",
        _many,
    ),
    piece(r"(?P<year>20[0-9]{2})[-/](?P<month>[0-9]{1,2})[-/](?P<day>[0-9]{1,2})", _date),
    (r"(?P<year>20[0-9]{2})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})t(?=[0-9])", _date),
    piece(
        r"(?P<one>[0-9]{1,2})/(?P<other>[0-9]{1,2})(?:/(?P<year>20[0-9]{2}|[0-9]{2}))?", _slashes
    ),
    piece(
        r"(?P<one>[0-9]{1,2})[.-](?P<other>[0-9]{1,2})[.-](?P<year>20[0-9]{2}|[0-9]{2})", _slashes
    ),
    piece(rf"(?:the )?{_DAY} ?(?:of )?(?P<month>{_ANY_MONTH})\.?{_YEAR}", _date),
    piece(rf"(?P<month>{_ANY_MONTH})\.? ?(?:the )?{_DAY}{_YEAR}", _date),
    piece(rf"(?P<weekday>{_ANY_WEEKDAY}) week", _week_later),
    piece(rf"a week (?:on|from) (?P<weekday>{_ANY_WEEKDAY})", _week_later),
    piece(
        rf"(?:(?P<lead>next|this coming|this|coming|every|each) )?"
        rf"(?P<weekday>{_ANY_WEEKDAY})(?P<plural>s)?\.?",
        _weekday,
    ),
    piece(r"(?:the )?(?P<near>yesterday|today|tonight|tomorrow|day after tomorrow)", _near),
    piece(rf"this (?P<part>{'|'.join(DAY_PARTS)})", _this_part),
    piece(rf"(?:in the |at )?(?P<part>{'|'.join(DAY_PARTS)})", _part),
    piece(rf"in (?P<count>{COUNT}) (?P<unit>day|week|fortnight)s?(?: time)?(?P<ago>)", _days_on),
    piece(
        rf"(?P<count>{COUNT}) (?P<unit>day|week|fortnight)s? (?:(?P<ago>ago)|from (?:today|now))",
        _days_on,
    ),
    piece(r"weekly|every week|each week|once a week", _weekly),
    piece(rf"(?:{_ANY_MONTH})\.?{_YEAR}", _undated),
    piece(r"20[0-9]{2}", _undated),
    piece(r"the [0-9]{1,2}(?:st|nd|rd|th)?|[0-9]{1,2}(?:st|nd|rd|th)", _undated),
)
"""In this order: a longer piece before one it begins with."""
