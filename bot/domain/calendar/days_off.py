"""Days on which a group does not meet: plain dates, as its organiser writes them."""

import re
from datetime import date, datetime

from bot.domain.calendar.when.phrase import read
from bot.domain.calendar.when.refusals import WhenRefused
from bot.domain.calendar.zone_search import LONGEST_ECHO
from bot.domain.errors import Refusal
from bot.domain.language.folding import cut, fold, one_line
from bot.domain.zones import to_local

MOST_DAYS_OFF = 40
_BETWEEN = re.compile(r"[,;\n]")
_NONE = frozenset({"none", "-", "no", "0"})


class DayOffUnclear(Refusal):
    """A date could not be read, or has gone by. Fact: `typed`."""

    key = "refusal.day_off_unclear"


class TooManyDaysOff(Refusal):
    """More days than are kept. Fact: `most`."""

    key = "refusal.too_many_days_off"


def days_in(text: str, zone: str, now: datetime, language: str) -> tuple[date, ...]:
    """Read the dates that somebody has written, in order; `none` is none.

    Raises DayOffUnclear, TooManyDaysOff.
    """
    if fold(text) in _NONE:
        return ()
    parts = [one for one in map(one_line, _BETWEEN.split(text)) if one]
    if len(parts) > MOST_DAYS_OFF:
        raise TooManyDaysOff(most=MOST_DAYS_OFF)
    return tuple(sorted({_day(part, zone, now, language) for part in parts}))


def _day(part: str, zone: str, now: datetime, language: str) -> date:
    try:
        found = read(f"{part} 23:59", zone, now, language)
    except WhenRefused as unclear:
        raise DayOffUnclear(typed=cut(part, LONGEST_ECHO)) from unclear
    day = found.local.date()
    if not found.repeat.is_once or day < to_local(now, zone).date():
        raise DayOffUnclear(typed=cut(part, LONGEST_ECHO))
    return day
