"""The English pieces that say a day: dates, weekdays, today and tomorrow, so many weeks on."""

import re
from datetime import date

from bot.domain.language.en.when.day_words import (
    ANY_MONTH,
    ANY_PART,
    ANY_WEEKDAY,
    COUNT,
    DAY_PARTS,
    MONTH,
    MONTHS,
    ORDINALS,
    WEEKDAY,
    Piece,
    number,
    piece,
    saying,
)
from bot.domain.language.time_facts import NotUnderstood, TimeFacts


def _date(match: re.Match[str]) -> TimeFacts:
    said = match.groupdict()
    number = ORDINALS.get(said["day"]) or int(said["day"])
    facts = TimeFacts(month=MONTH.get(said["month"]) or int(said["month"]), day=number)
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
    facts = TimeFacts(weekday=WEEKDAY[match["weekday"]])
    if match["lead"] == "next":
        facts["after_today"] = True
    if match["lead"] == "this":
        facts["this"] = True
    if match["plural"]:
        facts["again"] = True
    return facts


_WEEKS = {"week": 1, "weeks": 1, "fortnight": 2, "fortnights": 2}


def _week_later(match: re.Match[str]) -> TimeFacts:
    said = match.groupdict()
    weeks = number(said.get("count") or "a") * _WEEKS[said["unit"]]
    return TimeFacts(weekday=WEEKDAY[said["weekday"]], weeks_later=weeks)


_NEAR = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1, "day after tomorrow": 2}


def _near(match: re.Match[str]) -> TimeFacts:
    facts = TimeFacts(days=_NEAR[match["near"]])
    if match["near"] == "tonight":
        facts["part"] = DAY_PARTS["night"]
    return facts


def _this_part(match: re.Match[str]) -> TimeFacts:
    return TimeFacts(days=0, part=DAY_PARTS[match["part"]])


def _part(match: re.Match[str]) -> TimeFacts:
    facts = TimeFacts(part=DAY_PARTS[match["part"]])
    if match["plural"]:
        facts["again"] = True
    return facts


_DAYS_IN = {"day": 1, "week": 7, "fortnight": 14}


def _days_on(match: re.Match[str]) -> TimeFacts:
    said = match.groupdict()
    days = (
        number(said.get("count") or "a") * _DAYS_IN[said["unit"]] + _NEAR[said.get("of") or "today"]
    )
    return TimeFacts(days=-days if said.get("ago") else days)


def _month_alone(match: re.Match[str]) -> TimeFacts:
    facts = TimeFacts(undated=True, bare_month=MONTH[match["month"]])
    if match["year"]:
        facts["year"] = int(match["year"])
    return facts


def _month_day(match: re.Match[str]) -> TimeFacts:
    return TimeFacts(month_day=int(match["day"]))


_WORDS = "|".join(sorted(ORDINALS, key=len, reverse=True))
_DAY = rf"(?P<day>[0-9]{{1,2}}(?=st|nd|rd|th|\b|[a-z])|{_WORDS})(?:st|nd|rd|th)?"
_YEAR = r"(?: (?P<year>20[0-9]{2}))?"
_UNIT = r"(?P<unit>week|fortnight)s?"

DAY_PIECES: tuple[Piece, ...] = (
    piece(r"(?P<year>20[0-9]{2})[-/](?P<month>[0-9]{1,2})[-/](?P<day>[0-9]{1,2})", _date),
    (r"(?P<year>20[0-9]{2})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})t(?=[0-9])", _date),
    piece(
        r"(?P<one>[0-9]{1,2})/(?P<other>[0-9]{1,2})(?:/(?P<year>20[0-9]{2}|[0-9]{2}))?", _slashes
    ),
    piece(
        r"(?P<one>[0-9]{1,2})[.-](?P<other>[0-9]{1,2})[.-](?P<year>20[0-9]{2}|[0-9]{2})", _slashes
    ),
    piece(rf"(?:the )?{_DAY} ?(?:of )?(?P<month>{ANY_MONTH})\.?{_YEAR}", _date),
    piece(rf"(?P<month>{ANY_MONTH})\.? ?(?:the )?{_DAY}{_YEAR}", _date),
    piece(rf"(?P<weekday>{ANY_WEEKDAY}) {_UNIT}", _week_later),
    piece(
        rf"(?:(?P<count>{COUNT}) )?{_UNIT} (?:on|from) (?:the )?(?P<weekday>{ANY_WEEKDAY})",
        _week_later,
    ),
    piece(rf"(?:(?P<of>today|tomorrow)|this day) {_UNIT}", _days_on),
    piece(rf"(?P<count>{COUNT}) {_UNIT} (?:from )?(?P<of>today|tomorrow)", _days_on),
    piece(
        rf"(?:(?P<lead>next|this coming|this|coming) )?"
        rf"(?P<weekday>{ANY_WEEKDAY})(?P<plural>s)?\.?(?: coming)?",
        _weekday,
    ),
    piece(r"(?:the )?(?P<near>yesterday|today|tonight|tomorrow|day after tomorrow)", _near),
    piece(rf"this (?P<part>{ANY_PART})", _this_part),
    piece(rf"(?:in the |at |of an )?(?P<part>{ANY_PART})(?P<plural>s)?", _part),
    piece(rf"in (?:(?P<count>{COUNT}) )(?P<unit>day|week|fortnight)s?'?(?: time)?", _days_on),
    piece(
        rf"(?P<count>{COUNT}) (?P<unit>day|week|fortnight)s? (?:(?P<ago>ago)|from now)", _days_on
    ),
    piece(r"(?:of |on |in )?(?:the )?(?:next|following) week", saying(next_week=True)),
    piece(r"(?:in )?(?:the )?(?:next|this) (?:month|year)", saying(undated=True)),
    piece(rf"(?:of |in )?(?P<month>{ANY_MONTH})\.?{_YEAR}", _month_alone),
    piece(r"20[0-9]{2}(?! ?(?:h|hrs|hours)\b)", saying(undated=True)),
    piece(r"(?:the (?=[0-9]{1,2}\b))?(?P<day>[0-9]{1,2})(?:st|nd|rd|th)", _month_day),
    piece(r"the (?P<day>[0-9]{1,2})(?:st|nd|rd|th)?", _month_day),
)
"""In this order: a longer piece before one it begins with."""
