"""What a phrase for a time says, in no language: what a grammar finds and a calendar reads."""

from datetime import timedelta
from typing import TypedDict

NOON, MIDNIGHT, FULL_HOUR = 12, 24, 60
"""Hours of a day, and minutes of an hour."""


class ClockFacts(TypedDict, total=False):
    """What a phrase says of the time of day."""

    hour: int
    """0 to 23."""
    minute: int
    sure: bool
    """The clock stands there in full: 19:00, 7 pm, noon; not just 7."""
    half_said: bool
    """Whether am, pm or noon was said."""
    dotted: bool
    """The clock has a dot (7.30), so may be a date for some."""
    midnight: bool
    """Midnight was said; which day it belongs to was not."""
    part: range
    """The hours that a part of the day can mean."""


class TimeFacts(ClockFacts, total=False):
    """What a phrase says, piece by piece; nothing is worked out yet."""

    days: int
    """Days from today."""
    weekday: int
    """Monday is 0."""
    after_today: bool
    week_later: bool
    """The week after the coming one."""
    year: int
    month: int
    day: int
    undated: bool
    """A month, a year, or the number of a day stands there alone: Dec, 2027, the 4th."""
    slashes: bool
    """A date such as 1/12, which two halves of the world read differently."""
    second: bool
    """The second time, where the clocks show an hour twice."""
    weekly: bool
    many: bool
    """More than one date, and not one each week."""
    zone: bool
    """A time zone of its own."""
    instant: int
    """Seconds since 1970 in UTC, as machines and Discord write a time."""
    later: timedelta
    """From this very minute."""


class NotUnderstood(Exception):
    """A piece is none of ours, or says something that cannot be."""
