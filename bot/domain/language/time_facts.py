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
    figures: bool
    """Four figures without a colon, which may be a year."""
    length: int
    """Minutes from the beginning to the end."""
    part: range
    """The hours that a part of the day can mean."""


class RhythmFacts(TypedDict, total=False):
    """What a phrase says of how often."""

    again: bool
    """It comes back: every, Tuesdays, nights."""
    rhythm: str
    """once, daily, weekdays, weekly or monthly."""
    interval: int
    """Weeks from one to the next."""
    several: tuple[int, ...]
    """Two days of the week or more."""
    nth: int
    """Which of the weekdays of a month, -1 for the last."""
    of_weeks: bool
    """That number may be said of weeks just as well: every second Tuesday."""
    twice: bool
    """Twice in that time, or in every second: biweekly."""
    many: bool
    """A rhythm that meetings do not have."""


class TimeFacts(ClockFacts, RhythmFacts, total=False):
    """What a phrase says, piece by piece; nothing is worked out yet."""

    days: int
    """Days from today."""
    weekday: int
    """Monday is 0."""
    after_today: bool
    """Next Tuesday: the nearest one, or that of next week."""
    this: bool
    """This Tuesday."""
    weeks_later: int
    """Weeks after the coming one."""
    next_week: bool
    year: int
    month: int
    day: int
    month_day: int
    """The number of a day without its month: the 4th."""
    undated: bool
    """A month or a year stands there without a day: Dec, 2027."""
    bare_month: int
    """That month."""
    slashes: bool
    """A date such as 1/12, which two halves of the world read differently."""
    first: bool
    second: bool
    """The first or the second time, where the clocks show an hour twice."""
    zone: str
    """A time zone of its own, as IANA names it; `mine` for the reader's, empty for one unknown."""
    zone_name: str
    """Its short name, which must be right for the season."""
    zone_not_in: tuple[str, ...]
    """Beginnings of the zones whose people mean another by that word."""
    instant: int
    """Seconds since 1970 in UTC, as machines and Discord write a time."""
    later: timedelta
    """From this very minute."""


class NotUnderstood(Exception):
    """A piece is none of ours, or says something that cannot be."""
