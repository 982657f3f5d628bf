"""Days on which a group does not meet: plain dates and spans of them, as its organiser writes."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from bot.domain.calendar.when.phrase import read
from bot.domain.calendar.when.refusals import (
    WhenRefused,
    WhenTwoDates,
    WhenUnreadable,
    day_asked,
)
from bot.domain.calendar.zone_search import LONGEST_ECHO
from bot.domain.errors import Refusal
from bot.domain.language.folding import cut, fold, one_line
from bot.domain.language.registry import time_rules
from bot.domain.language.time_facts import NotUnderstood
from bot.domain.zones import to_local

MOST_DAYS_OFF = 40
_BETWEEN = re.compile(r"[,;\n]")
_NONE = frozenset({"none", "-", "no", "0"})
_DASH = re.compile(
    r" - "
    r"|(?<=[^\W\d])-(?=\d)"  # 24 Dec-2 Jan
    r"|(?<=^\d)-(?=\d{1,2}\b(?!-\d))|(?<=^\d\d)-(?=\d{1,2}\b(?!-\d))"  # 24-26 Dec
    r"|(?<=/\d)-(?=\d)|(?<=/\d\d)-(?=\d)|(?<=/\d{4})-(?=\d)"  # 24/12-26/12
    r"|(?<= \d)-(?=\d{1,2}$)|(?<= \d\d)-(?=\d{1,2}$)"  # Dec 24-26
    r"|(?<=\d-\d\d-\d\d)-(?=\d{4}-)"
)
"""What stands between the first day and the last; the dashes inside 2027-01-01 do not."""
_NUMBER = re.compile(r"(\d{1,2})[^\W\d]{0,2}")
_YEAR = re.compile(r"\d{4}")
_SAID = re.compile(r"(?<!\w)\d{1,2}(?!\d)")
_A_DAY = timedelta(days=1)


class DayOffUnclear(Refusal):
    """A date could not be read, or has gone by. Fact: `typed`."""

    key = "refusal.day_off_unclear"


class TooManyDaysOff(Refusal):
    """More days than are kept. Fact: `most`."""

    key = "refusal.too_many_days_off"


def days_in(text: str, zone: str, now: datetime, language: str) -> tuple[date, ...]:
    """Read the dates that somebody has written, in order; `none` is none.

    `24 Dec - 2 Jan` is every day from the first to the last. Raises DayOffUnclear, DayTwoWays,
    TooManyDaysOff.
    """
    if fold(text) in _NONE:
        return ()
    parts = _parts(text, zone, now, language)
    found: set[date] = set()
    for part in parts[: MOST_DAYS_OFF + 1]:
        found.update(_days(part, zone, now, language))
    if max(len(parts), len(found)) > MOST_DAYS_OFF:
        raise TooManyDaysOff(most=MOST_DAYS_OFF)
    return tuple(sorted(found))


def in_spans(days: Iterable[date]) -> Iterator[tuple[date, date]]:
    """Put days in order into spans of the first and the last of those that follow each other."""
    span: tuple[date, date] | None = None
    for day in days:
        if span and day == span[1] + _A_DAY:
            span = span[0], day
            continue
        if span:
            yield span
        span = day, day
    if span:
        yield span


def _parts(text: str, zone: str, now: datetime, language: str) -> list[str]:
    """Divide a list into its days and spans.

    A comma may stand inside a date, too: `Thursday, 24 Dec`, `Dec 24, 2026`; and in `24 and 25 Dec`
    the month is said once.
    """
    also = time_rules(language).also
    text = " ".join("," if fold(word) in also else word for word in text.split(" "))
    dated: list[str] = []
    for part in (one for one in map(one_line, _BETWEEN.split(text)) if one):
        if dated and _YEAR.fullmatch(part):
            dated[-1] += f" {part}"
        else:
            dated.append(part)
    found: list[str] = []
    for part in _with_months(dated[: 2 * MOST_DAYS_OFF]):
        if found and _is_of(found[-1], part, zone, now, language):
            found[-1] += f" {part}"
        else:
            found.append(part)
    return found


def _with_months(parts: list[str]) -> list[str]:
    """Give numbers that stand alone the month of the day after them, else of the one before."""
    made = list(parts)
    for at in reversed(range(len(made) - 1)):
        made[at] = _whole(made[at], made[at + 1])
    for at in range(1, len(made)):
        made[at] = _whole(made[at], made[at - 1])
    return made


def _is_of(weekday: str, part: str, zone: str, now: datetime, language: str) -> bool:
    """Tell whether a day of the week is that of the date after it, and no day by itself."""
    try:
        alone = time_rules(language).facts_in(fold(weekday)).keys() == {"weekday"}
        return alone and _day(f"{weekday} {part}", zone, now, language) is not None
    except (NotUnderstood, WhenRefused):
        return False


def _days(part: str, zone: str, now: datetime, language: str) -> tuple[date, ...]:
    """Read one day, or every day of a span. Raises DayOffUnclear, DayTwoWays, TooManyDaysOff."""
    today, ends = to_local(now, zone).date(), _ends(part, language)
    try:
        last = _day(ends[-1], zone, now, language)
        first = last if len(ends) == 1 else _first(ends[0], last, zone, now, language)
    except WhenTwoDates as asked:
        raise day_asked(asked, cut(part, LONGEST_ECHO)) from asked
    except WhenRefused as unclear:
        raise DayOffUnclear(typed=cut(part, LONGEST_ECHO)) from unclear
    if not max(first, today) <= last:
        raise DayOffUnclear(typed=cut(part, LONGEST_ECHO))
    count = (last - max(first, today)).days + 1
    if count > MOST_DAYS_OFF:
        raise TooManyDaysOff(most=MOST_DAYS_OFF)
    return tuple(max(first, today) + _A_DAY * more for more in range(count))


def _ends(part: str, language: str) -> tuple[str, ...]:
    """Give the first and the last day as they are written; a day by itself is one."""
    said = fold(part)
    for word in time_rules(language).until:
        said = said.replace(f" {word} ", " - ")
    ends = _DASH.split(said, maxsplit=1)
    if len(ends) == 1:
        return (part,)
    first, last = ends
    return _whole(first, last), _whole(last, first)


def _whole(end: str, other: str) -> str:
    """Give a day that is a number alone with the month of the other one."""
    number = _NUMBER.fullmatch(end)
    return _SAID.sub(number[1], other, count=1) if number else end


def _first(typed: str, last: date, zone: str, now: datetime, language: str) -> date:
    """Read the first day of a span; a date may have gone by, where the span is on its way."""
    try:
        found = _day(typed, zone, now, language)
    except WhenRefused:
        if not _SAID.search(typed):
            raise
    else:
        if found <= last or not _SAID.search(typed):
            return found
    return _day(typed, zone, now - _A_DAY * MOST_DAYS_OFF, language)


def _day(typed: str, zone: str, now: datetime, language: str) -> date:
    """Read one day. Raises WhenRefused."""
    found = read(f"{typed} 23:59", zone, now, language)
    if not found.repeat.is_once:
        raise WhenUnreadable(typed=typed)
    return found.local.date()
