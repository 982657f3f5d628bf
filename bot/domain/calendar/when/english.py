"""The English pieces of a phrase such as `next Tuesday 7.30 pm`, and the facts in each."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import TypedDict

from bot.domain.language.folding import fold

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
NOON, MIDNIGHT, FULL_HOUR = 12, 24, 60
"""Hours of a day, and minutes of an hour."""
DAY_PARTS = ("morning", "afternoon", "evening", "night")


class Facts(TypedDict, total=False):
    """What a phrase says, piece by piece; nothing is worked out yet."""

    days: int
    """Days from today."""
    weekday: int
    """Monday is 0."""
    after_today: bool
    year: int
    month: int
    day: int
    slashes: bool
    """A date such as 1/12, which two halves of the world read differently."""
    hour: int
    """0 to 23."""
    minute: int
    sure: bool
    """The clock stands there in full: 19:00, 7 pm, noon; not just 7."""
    half_said: bool
    """Whether am, pm or noon was said."""
    part: str
    weekly: bool
    later: timedelta
    """From this very minute."""


class NotUnderstood(Exception):
    """A piece is none of ours, or says something that cannot be."""


_Piece = tuple[re.Pattern[str], Callable[[re.Match[str]], Facts]]
_FULL = {name[:cut]: i for i, name in enumerate(WEEKDAYS) for cut in (3, len(name))}
_WEEKDAY = {**_FULL, "tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_MONTH = {name[:cut]: i for i, name in enumerate(MONTHS, start=1) for cut in (3, len(name))} | {
    "sept": 9
}
_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS = {"a": 1, "an": 1} | {word: i for i, word in enumerate(_COUNTED, start=1)}


def facts_in(text: str) -> Facts:
    """Take a phrase apart; every word must be understood, and nothing said twice.

    Raises NotUnderstood.
    """
    rest = plain(text)
    facts = Facts()
    while rest:
        found, rest = _next(rest)
        if facts.keys() & found.keys():
            raise NotUnderstood(rest)
        facts |= found
    return facts


def plain(text: str) -> str:
    """Give a phrase in lower case, with single spaces, and `pm` for `p.m.`."""
    folded = fold(text)
    short = re.sub(r"\b([ap])\. ?m\b\.?", r"\1m", folded.replace(",", " ").replace("@", " at "))
    return " ".join(short.split()).removesuffix(".")


def _next(rest: str) -> tuple[Facts, str]:
    for pattern, meaning in _PIECES:
        if match := pattern.match(rest):
            return meaning(match), rest[match.end() :].lstrip()
    raise NotUnderstood(rest)


def _any(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _number(text: str) -> int:
    return _NUMBERS.get(text) or int(text)


def _date(match: re.Match[str]) -> Facts:
    said = match.groupdict()
    facts = Facts(month=_MONTH.get(said["month"]) or int(said["month"]), day=int(said["day"]))
    if said["year"]:
        facts["year"] = int(said["year"])
    return _real(facts)


def _real(facts: Facts) -> Facts:
    """Check a date against the calendar; without a year, 29 February may be."""
    try:
        date(facts.get("year", 2000), facts["month"], facts["day"])
    except ValueError as wrong:
        raise NotUnderstood from wrong
    return facts


def _slashes(match: re.Match[str]) -> Facts:
    one, other = int(match["one"]), int(match["other"])
    year = int(match["year"] or 0)
    facts = Facts(month=other, day=one) if one > len(MONTHS) else Facts(month=one, day=other)
    if year:
        facts["year"] = 2000 + year % 100
    if one != other and max(one, other) <= len(MONTHS):
        facts["slashes"] = True
    return _real(facts)


def _clock(match: re.Match[str]) -> Facts:
    hour, minute, half = int(match["hour"]), int(match["minute"] or 0), match["half"]
    if half:
        if not 1 <= hour <= NOON:
            raise NotUnderstood(match.group())
        hour = hour % NOON + (NOON if half == "pm" else 0)
    if hour >= MIDNIGHT or minute >= FULL_HOUR:
        raise NotUnderstood(match.group())
    return Facts(hour=hour, minute=minute, sure=True, half_said=bool(half))


def _bare_hour(match: re.Match[str]) -> Facts:
    hour = int(match["hour"])
    if hour >= MIDNIGHT:
        raise NotUnderstood(match.group())
    return Facts(hour=hour, minute=0, sure=hour > NOON, half_said=False)


def _noon(_: re.Match[str]) -> Facts:
    return Facts(hour=NOON, minute=0, sure=True, half_said=True)


def _weekday(match: re.Match[str]) -> Facts:
    facts = Facts(weekday=_WEEKDAY[match["weekday"]])
    if match["lead"] == "next":
        facts["after_today"] = True
    if match["lead"] in {"every", "each"} or match["plural"]:
        facts["weekly"] = True
    return facts


def _near(match: re.Match[str]) -> Facts:
    facts = Facts(days={"today": 0, "tonight": 0, "tomorrow": 1}.get(match["near"], 2))
    if match["near"] == "tonight":
        facts["part"] = "night"
    return facts


def _this_part(match: re.Match[str]) -> Facts:
    return Facts(days=0, part=match["part"])


def _part(match: re.Match[str]) -> Facts:
    return Facts(part=match["part"])


def _later(match: re.Match[str]) -> Facts:
    hours, minutes = match["hours"], match["minutes"]
    return Facts(
        later=timedelta(
            hours=_number(hours) if hours else 0, minutes=_number(minutes) if minutes else 0
        )
    )


def _half_hour(_: re.Match[str]) -> Facts:
    return Facts(later=timedelta(minutes=30))


def _days_on(match: re.Match[str]) -> Facts:
    return Facts(days=_number(match["count"]) * (7 if match["unit"] == "week" else 1))


def _weekly(_: re.Match[str]) -> Facts:
    return Facts(weekly=True)


def _filler(_: re.Match[str]) -> Facts:
    return Facts()


def _piece(pattern: str, meaning: Callable[[re.Match[str]], Facts]) -> _Piece:
    return re.compile(rf"(?:{pattern})(?![a-z0-9:/])"), meaning


_COUNT = rf"[0-9]{{1,3}}|{_any(_NUMBERS)}"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?: (?P<year>20[0-9]{2}))?"
_PIECES: tuple[_Piece, ...] = (
    _piece(r"(?P<year>20[0-9]{2})[-/](?P<month>[0-9]{1,2})[-/](?P<day>[0-9]{1,2})", _date),
    (re.compile(r"(?P<year>20[0-9]{2})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})t(?=[0-9])"), _date),
    _piece(
        r"(?P<one>[0-9]{1,2})/(?P<other>[0-9]{1,2})(?:/(?P<year>20[0-9]{2}|[0-9]{2}))?", _slashes
    ),
    _piece(
        r"(?P<one>[0-9]{1,2})[.-](?P<other>[0-9]{1,2})[.-](?P<year>20[0-9]{2}|[0-9]{2})", _slashes
    ),
    _piece(rf"{_DAY} ?(?:of )?(?P<month>{_any(_MONTH)})\.?{_YEAR}", _date),
    _piece(rf"(?P<month>{_any(_MONTH)})\.? ?(?:the )?{_DAY}{_YEAR}", _date),
    _piece(
        rf"(?:(?P<lead>next|this|every|each) )?(?P<weekday>{_any(_WEEKDAY)})(?P<plural>s)?\.?",
        _weekday,
    ),
    _piece(r"(?:the )?(?P<near>today|tonight|tomorrow|day after tomorrow)", _near),
    _piece(rf"this (?P<part>{'|'.join(DAY_PARTS)})", _this_part),
    _piece(rf"(?:in the )?(?P<part>{'|'.join(DAY_PARTS)})", _part),
    _piece(r"in (?:half an|a half) hour", _half_hour),
    _piece(
        rf"in (?P<hours>{_COUNT}) ?(?:hours?|hrs?|h)(?: (?:and )?"
        rf"(?P<minutes>{_COUNT}) ?(?:minutes?|mins?|m))?",
        _later,
    ),
    _piece(rf"in (?P<hours>)(?P<minutes>{_COUNT}) ?(?:minutes?|mins?|m)", _later),
    _piece(rf"in (?P<count>{_COUNT}) (?P<unit>day|week)s?", _days_on),
    _piece(r"(?:12 )?(?:noon|midday)", _noon),
    _piece(r"(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2}))? ?(?P<half>am|pm)", _clock),
    _piece(r"(?P<hour>[0-9]{1,2})[:.h](?P<minute>[0-9]{2})(?P<half>)", _clock),
    _piece(r"(?P<hour>[0-2][0-9])(?P<minute>[0-5][0-9]) ?(?:h|hrs|hours)(?P<half>)", _clock),
    _piece(r"at (?P<hour>[0-9]{1,2})(?: o'clock)?(?! ?[ap]m| noon| midday)(?![.:])", _bare_hour),
    _piece(r"(?P<hour>[0-9]|1[0-2])(?: o'clock)?(?![.:])", _bare_hour),
    _piece(r"weekly", _weekly),
    _piece(r"at|on|from|starting", _filler),
)
