"""The English pieces of a phrase such as `next Tuesday 7.30 pm`, and the facts in each."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from bot.domain.language.folding import fold
from bot.domain.language.rule_sets import TimeRules
from bot.domain.language.time_facts import FULL_HOUR, MIDNIGHT, NOON, NotUnderstood, TimeFacts

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_DAY_PARTS = {
    "morning": range(12),
    "afternoon": range(12, 19),
    "evening": range(16, 24),
    "night": range(18, 24),
}
"""The hours that parts of the day can mean."""

_Piece = tuple[re.Pattern[str], Callable[[re.Match[str]], TimeFacts]]
_FULL = {name[:cut]: i for i, name in enumerate(_WEEKDAYS) for cut in (3, len(name))}
_WEEKDAY = {**_FULL, "tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_MONTH = {name[:cut]: i for i, name in enumerate(_MONTHS, start=1) for cut in (3, len(name))} | {
    "sept": 9
}
_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS = {"a": 1, "an": 1} | {word: i for i, word in enumerate(_COUNTED, start=1)}


def facts_in(text: str) -> TimeFacts:
    """Take a phrase apart; every word must be understood, and nothing said twice.

    Raises NotUnderstood.
    """
    rest = plain(text)
    facts = TimeFacts()
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


def _next(rest: str) -> tuple[TimeFacts, str]:
    for pattern, meaning in _PIECES:
        if match := pattern.match(rest):
            return meaning(match), rest[match.end() :].lstrip()
    raise NotUnderstood(rest)


def _any(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _number(text: str) -> int:
    return _NUMBERS.get(text) or int(text)


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
        TimeFacts(month=other, day=one) if one > len(_MONTHS) else TimeFacts(month=one, day=other)
    )
    if year:
        facts["year"] = 2000 + year % 100
    if one != other and max(one, other) <= len(_MONTHS):
        facts["slashes"] = True
    return _real(facts)


def _clock(match: re.Match[str]) -> TimeFacts:
    hour, minute, half = int(match["hour"]), int(match["minute"] or 0), match["half"]
    if half:
        if not 1 <= hour <= NOON:
            raise NotUnderstood(match.group())
        hour = hour % NOON + (NOON if half == "pm" else 0)
    if hour >= MIDNIGHT or minute >= FULL_HOUR:
        raise NotUnderstood(match.group())
    return TimeFacts(hour=hour, minute=minute, sure=True, half_said=bool(half))


def _bare_hour(match: re.Match[str]) -> TimeFacts:
    hour = int(match["hour"])
    if hour >= MIDNIGHT:
        raise NotUnderstood(match.group())
    return TimeFacts(hour=hour, minute=0, sure=hour > NOON, half_said=False)


def _noon(_: re.Match[str]) -> TimeFacts:
    return TimeFacts(hour=NOON, minute=0, sure=True, half_said=True)


def _weekday(match: re.Match[str]) -> TimeFacts:
    facts = TimeFacts(weekday=_WEEKDAY[match["weekday"]])
    if match["lead"] == "next":
        facts["after_today"] = True
    if match["lead"] in {"every", "each"} or match["plural"]:
        facts["weekly"] = True
    return facts


def _near(match: re.Match[str]) -> TimeFacts:
    facts = TimeFacts(days={"today": 0, "tonight": 0, "tomorrow": 1}.get(match["near"], 2))
    if match["near"] == "tonight":
        facts["part"] = _DAY_PARTS["night"]
    return facts


def _this_part(match: re.Match[str]) -> TimeFacts:
    return TimeFacts(days=0, part=_DAY_PARTS[match["part"]])


def _part(match: re.Match[str]) -> TimeFacts:
    return TimeFacts(part=_DAY_PARTS[match["part"]])


def _later(match: re.Match[str]) -> TimeFacts:
    hours, minutes = match["hours"], match["minutes"]
    return TimeFacts(
        later=timedelta(
            hours=_number(hours) if hours else 0, minutes=_number(minutes) if minutes else 0
        )
    )


def _half_hour(_: re.Match[str]) -> TimeFacts:
    return TimeFacts(later=timedelta(minutes=30))


def _days_on(match: re.Match[str]) -> TimeFacts:
    return TimeFacts(days=_number(match["count"]) * (7 if match["unit"] == "week" else 1))


def _weekly(_: re.Match[str]) -> TimeFacts:
    return TimeFacts(weekly=True)


def _filler(_: re.Match[str]) -> TimeFacts:
    return TimeFacts()


def _piece(pattern: str, meaning: Callable[[re.Match[str]], TimeFacts]) -> _Piece:
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
    _piece(rf"this (?P<part>{'|'.join(_DAY_PARTS)})", _this_part),
    _piece(rf"(?:in the )?(?P<part>{'|'.join(_DAY_PARTS)})", _part),
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
_EVENINGS = ("19:00", "18:00", "20:00")

TIMES = TimeRules(
    facts_in=facts_in,
    plain=plain,
    weekdays=_WEEKDAYS,
    today="today",
    words=("today", "tomorrow", "tonight", *_WEEKDAYS, *_MONTHS, *_DAY_PARTS, "noon"),
    leads=frozenset({"next", "this", "every", "each", "on"}),
    counts=frozenset({"in"}),
    units=(" hours", " days 19:00", " weeks 19:00", " minutes"),
    endings=(
        "",
        *(f" {clock}" for clock in _EVENINGS),
        *(" pm", ":00", "00", ":30", "30"),
        "0",
        " am",
    ),
    evenings=_EVENINGS,
)
