"""The English pieces that say a time of day, a span from now, or an instant."""

import re
from datetime import datetime, timedelta

from bot.domain.language.en.when.day_words import (
    ANY_HOUR,
    ANY_WORD,
    COUNT,
    Piece,
    number,
    piece,
    saying,
)
from bot.domain.language.time_facts import FULL_HOUR, MIDNIGHT, NOON, NotUnderstood, TimeFacts

_MILLISECONDS = 13
"""So many figures has a time in milliseconds; in seconds it has ten."""


NOON_SAID = TimeFacts(hour=NOON, minute=0, sure=True, half_said=True)
MIDNIGHT_SAID = TimeFacts(hour=0, minute=0, sure=True, half_said=True, midnight=True)
_SPOKEN = {"fifteen": 15, "thirty": 30, "forty five": 45}
_PAST = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20}


def _clock(match: re.Match[str]) -> TimeFacts:
    hour, minute, half = number(match["hour"]), int(match["minute"] or 0), match["half"]
    if half:
        if not 1 <= hour <= NOON:
            raise NotUnderstood(match.group())
        hour = hour % NOON + (NOON if half == "pm" else 0)
    if hour >= MIDNIGHT or minute >= FULL_HOUR:
        raise NotUnderstood(match.group())
    return TimeFacts(hour=hour, minute=minute, sure=True, half_said=bool(half))


def _dotted(match: re.Match[str]) -> TimeFacts:
    if len(match["minute"]) == 1:
        return TimeFacts(slashes=True)
    facts = _clock(match)
    facts["dotted"] = True
    facts["sure"] = len(match["hour"]) > 1
    return facts


def _bare_hour(match: re.Match[str]) -> TimeFacts:
    hour = number(match["hour"])
    if hour >= MIDNIGHT:
        raise NotUnderstood(match.group())
    return TimeFacts(hour=hour, minute=0, sure=hour > NOON, half_said=False)


def _past_or_to(match: re.Match[str]) -> TimeFacts:
    """Read `half past seven`; without am, pm or a part of the day it may be either."""
    hour, half = number(match["hour"]), match["half"]
    count = match["count"] or match["before"] or "half"
    minutes = _PAST.get(count) or number(count)
    if not 1 <= hour <= NOON or (half and hour == NOON) or minutes >= FULL_HOUR:
        raise NotUnderstood(match.group())
    at = hour % NOON * FULL_HOUR + (-minutes if match["to"] else minutes)
    hour, minute = divmod(at % (NOON * FULL_HOUR), FULL_HOUR)
    hour += NOON if half == "pm" or (hour == 0 and not half) else 0
    return TimeFacts(hour=hour, minute=minute, sure=bool(half), half_said=bool(half))


def _spoken(match: re.Match[str]) -> TimeFacts:
    """Read `seven thirty`; without am, pm or a part of the day it may be either."""
    hour, half = number(match["hour"]), match["half"]
    minute = _SPOKEN.get(match["minute"]) or int(match["minute"])
    hour = hour % NOON + (NOON if half == "pm" else 0) if half else hour
    return TimeFacts(hour=hour, minute=minute, sure=bool(half), half_said=bool(half))


def _later(match: re.Match[str]) -> TimeFacts:
    hours, minutes = match["hours"], match["minutes"]
    return TimeFacts(
        later=timedelta(
            hours=number(hours) if hours else 0, minutes=number(minutes) if minutes else 0
        )
    )


def _half_hour(match: re.Match[str]) -> TimeFacts:
    hours = number(match["hours"]) if match["hours"] else 0
    return TimeFacts(later=timedelta(hours=hours, minutes=30))


def _instant(match: re.Match[str]) -> TimeFacts:
    at = int(match["at"])
    return TimeFacts(instant=at // 1000 if len(match["at"]) == _MILLISECONDS else at)


def _discord(match: re.Match[str]) -> TimeFacts:
    return TimeFacts(instant=int(match["at"]))


def _with_offset(match: re.Match[str]) -> TimeFacts:
    try:
        at = datetime.fromisoformat(f"{match['day']}T{match['clock'].replace(' ', '')}".upper())
    except ValueError as wrong:
        raise NotUnderstood from wrong
    return TimeFacts(instant=int(at.timestamp()))


def _length(match: re.Match[str]) -> TimeFacts:
    minutes = number(match["count"]) * (1 if match["unit"].startswith("m") else FULL_HOUR)
    return TimeFacts(length=minutes)


def _figures(match: re.Match[str]) -> TimeFacts:
    """Read 1930 beside a day; beside a date, or a clock of its own, it may be a year."""
    return _clock(match) | TimeFacts(figures=True)


_ISO, _CLOCK = r"20[0-9]{2}-[0-9]{2}-[0-9]{2}", "[0-9:.]{5,15}"
_OFFSET = "(?:z|[+-][0-9]{2}:?[0-9]{2})"

INSTANT_PIECES: tuple[Piece, ...] = (
    (r"<t:(?P<at>-?[0-9]{1,13})(?::[a-z])?>", _discord),
    (r"(?P<at>[0-9]{9,10}|[0-9]{13})(?![0-9a-z:/.-])", _instant),
    (rf"(?P<day>{_ISO})[t ](?P<clock>{_CLOCK} ?{_OFFSET})(?![0-9a-z])", _with_offset),
    (r"(?P<day>20[0-9]{6})t(?P<clock>[0-9]{4}(?:[0-9]{2})?z)(?![0-9a-z])", _with_offset),
)
HOURS_PIECE: Piece = piece(
    r"(?P<hour>[0-2][0-9]):?(?P<minute>[0-5][0-9]) ?(?:h|hrs|hours)(?P<half>)", _clock
)
"""Before years: 2000 hrs."""
CLOCK_PIECES: tuple[Piece, ...] = (
    piece(r"in (?:half an|a half|1/2) hour(?P<hours>)", _half_hour),
    piece(rf"in (?P<hours>{COUNT}) (?:and a half hours|hours? and a half)", _half_hour),
    piece(rf"(?:in )?(?P<hours>{COUNT}) hours? and a half from now", _half_hour),
    piece(r"in (?P<hours>[0-9]{1,2})[.]5 ?(?:hours|hrs)", _half_hour),
    piece(
        rf"in (?P<hours>{COUNT}) ?(?:hours?|hrs?|h)(?: (?:and )?"
        rf"(?P<minutes>{COUNT}) ?(?:minutes?|mins?|m))?",
        _later,
    ),
    piece(rf"in (?P<hours>)(?P<minutes>{COUNT}) ?(?:minutes?|mins?|m)", _later),
    piece(rf"(?P<hours>(?:{COUNT}))(?P<minutes>) ?(?:hours?|hrs?) from now", _later),
    piece(rf"(?P<hours>)(?P<minutes>{COUNT}) ?(?:minutes?|mins?) from now", _later),
    piece(r"half an hour from now(?P<hours>)", _half_hour),
    piece(
        rf"(?:for |lasting )?(?P<count>{COUNT}) ?(?P<unit>minutes?|mins?|hours?|hrs?)"
        r"(?! (?:past|to|before)\b)",
        _length,
    ),
    piece(r"(?:at )?(?:12 ?)?(?:noon|midday)|12[:.]00 (?:noon|midday)", saying(**NOON_SAID)),
    piece(r"(?:at )?(?:12 ?|12[:.]00 )?midnight|24[:.]00", saying(**MIDNIGHT_SAID)),
    piece(
        rf"(?:at )?(?:(?:a )?(?P<count>half|quarter|[0-9]{{1,2}}|five|ten|twenty)"
        rf"(?: min(?:ute)?s?)? (?:past|after)|(?:a )?(?P<before>quarter|twenty) (?P<to>to|of)"
        rf"|half(?P<simple>)) (?P<hour>{ANY_HOUR})"
        rf"(?: o'clock)?(?: ?(?P<half>am|pm))?",
        _past_or_to,
    ),
    piece(
        rf"(?P<hour>{ANY_HOUR})(?:[:.](?P<minute>[0-9]{{2}}))?(?: o'clock)? ?(?P<half>am|pm)",
        _clock,
    ),
    piece(
        r"(?P<hour>[0-9]{1,2})[:h](?P<minute>[0-9]{2})(?P<half>)(?::00)?(?: ?(?:hrs|hours|h))?",
        _clock,
    ),
    piece(r"(?P<hour>[0-9]{1,2})\.(?P<minute>[0-9]{1,2})(?P<half>)", _dotted),
    piece(r"(?:at )?(?P<hour>[0-2][0-9])(?P<minute>[0-5][0-9])(?P<half>)", _figures),
    piece(
        rf"(?P<hour>[0-9]|1[0-2]|{ANY_WORD}) (?P<minute>15|30|45|fifteen|thirty|forty five)"
        r"(?: ?(?P<half>am|pm))?",
        _spoken,
    ),
    piece(
        rf"at (?P<hour>{ANY_HOUR})(?: o'clock)?(?! ?[ap]m| noon| midday| midnight)(?![.:])",
        _bare_hour,
    ),
    piece(rf"(?P<hour>[0-9]|1[0-2]|{ANY_WORD})(?: o'clock)?(?![.:])", _bare_hour),
)
"""In this order: a longer piece before one it begins with."""
