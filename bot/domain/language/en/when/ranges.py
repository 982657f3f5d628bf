"""The English pieces that say from when until when: 7-8pm, from 19:00 to 20:30."""

import re

from bot.domain.language.en.when.day_words import ANY_HOUR, Piece, number
from bot.domain.language.time_facts import FULL_HOUR, MIDNIGHT, NOON, NotUnderstood, TimeFacts

_SHORTEST, _LONGEST = 15, 360
"""Minutes between two times that are taken as the beginning and the end of a meeting."""
_SAID_OF_MINUTES = frozenset({"5", "10", "20", "25", "five", "ten", "twenty"})
"""Five to six is five minutes before six for many, so it is asked."""
_CLOCK = r"(?P<{0}hour>{1})(?:[:.h](?P<{0}minute>[0-9]{{2}}))?(?: ?(?P<{0}half>am|pm))?"
_RANGE = (
    r"(?:at |from |between )?"
    + _CLOCK.format("", ANY_HOUR)
    + r"(?: ?- ?| (?P<to>to) | till | and (?=[^ ]*[0-9]))"
    + _CLOCK.format("end_", ANY_HOUR)
    + r"(?: ?(?:h|hrs|hours))?(?![a-z0-9:/.-])"
)


def _range(match: re.Match[str]) -> TimeFacts:
    said = match.groupdict()
    half = said["half"]
    bare = not half and not said["minute"]
    if said["to"] and bare and said["hour"] in _SAID_OF_MINUTES:
        return _before_the_hour(said)
    halves = half or said["end_half"]
    start = _minutes(said["hour"], said["minute"], half)
    end = _minutes(said["end_hour"], said["end_minute"], said["end_half"])
    if not half and said["end_half"]:
        start = end - (end - start) % (NOON * FULL_HOUR)
    day = NOON if (half and not said["end_half"]) or (not halves and bare) else MIDNIGHT
    length = (end - start) % (day * FULL_HOUR)
    if not _SHORTEST <= length <= _LONGEST:
        raise NotUnderstood(match.group())
    hour, minute = divmod(start % (MIDNIGHT * FULL_HOUR), FULL_HOUR)
    sure = bool(
        halves or ":" in match.group() or hour > NOON or (len(said["hour"]) > 1 and said["minute"])
    )
    return TimeFacts(hour=hour, minute=minute, sure=sure, half_said=bool(halves), length=length)


def _before_the_hour(said: dict[str, str | None]) -> TimeFacts:
    """Read `ten to eight`; ten to eleven may be from ten until eleven, so it is asked."""
    before, hour = number(said["hour"] or ""), number(said["end_hour"] or "")
    length = (hour - before) % NOON * FULL_HOUR
    if said["end_minute"] or hour > NOON or (length <= _LONGEST and before <= NOON):
        raise NotUnderstood
    half = said["end_half"]
    at = _minutes(str(hour), None, half or "am") - before
    hours, minute = divmod(at % (NOON * FULL_HOUR), FULL_HOUR)
    hours += NOON if half == "pm" or (hours == 0 and not half) else 0
    return TimeFacts(hour=hours, minute=minute, sure=bool(half), half_said=bool(half))


def _minutes(hour: str, minute: str | None, half: str | None) -> int:
    """Give the minutes since midnight."""
    hours, minutes = number(hour), int(minute or 0)
    if half:
        if not 1 <= hours <= NOON:
            raise NotUnderstood(hour)
        hours = hours % NOON + (NOON if half == "pm" else 0)
    if hours > MIDNIGHT or minutes >= FULL_HOUR:
        raise NotUnderstood(hour)
    return hours * FULL_HOUR + minutes


RANGE_PIECE: Piece = (_RANGE, _range)
