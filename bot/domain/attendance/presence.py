"""How long somebody was in a meeting: stays put together, and counted in whole minutes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.errors import Refusal
from bot.domain.ids import MemberId
from bot.domain.person import Stay

NO_DROP = timedelta(seconds=60)
"""Out for less than this is not out at all: a call that dropped."""
KEPT = timedelta(hours=24)
"""So long after its end nothing is left of who was in a meeting, and for how long."""
SWEPT_WITHIN = timedelta(minutes=5)
"""Minutes are due to go so long before that, for a sweep comes only now and then."""
ONE_MINUTE = timedelta(minutes=1)
NOTHING = timedelta(0)


class LetterTooLate(Refusal):
    """The meeting ended so long ago that its minutes are gone."""

    key = "refusal.letter_too_late"


class Seen(StrEnum):
    """By what somebody was seen to be there."""

    VOICE = "voice"
    WRITING = "writing"
    DOOR = "door"
    """Only in minutes that an older version kept."""


@dataclass(frozen=True, slots=True)
class TimePresent:
    """How long one person was there, and between when and when the meeting was."""

    starts: datetime
    ends: datetime
    minutes: int
    by: Seen

    @property
    def lasted(self) -> int:
        """How many minutes the meeting had, by the clock."""
        return (on_clock(self.ends) - on_clock(self.starts)) // ONE_MINUTE


@dataclass(frozen=True, slots=True)
class LetterWish:
    """Somebody wants a letter once the meeting is over, with this name on it."""

    member: MemberId
    name: str
    """As they typed it; empty while they have not said."""


def joined(stays: Iterable[Stay], began: datetime, ended: datetime) -> tuple[Stay, ...]:
    """Put stays in order, within the meeting, as one where they touch or a call dropped."""
    found: list[Stay] = []
    inside = ((max(start, began), min(end, ended)) for start, end in stays)
    for start, end in sorted(stay for stay in inside if stay[0] < stay[1]):
        if found and start - found[-1][1] < NO_DROP:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return tuple(found)


def time_present(
    stays: Iterable[Stay], began: datetime, ended: datetime, by: Seen
) -> TimePresent | None:
    """Count the minutes somebody was there; None for who was not there for one.

    They are counted as a clock shows them, without seconds: whoever was there from 18:20 until
    18:26, as the letter says, was there for six.
    """
    there = joined(stays, began, ended)
    lasted = sum((end - start for start, end in there), NOTHING)
    by_clock = sum((on_clock(end) - on_clock(start) for start, end in there), NOTHING)
    if lasted < ONE_MINUTE:
        return None
    return TimePresent(began, ended, max(lasted, by_clock) // ONE_MINUTE, by)


def on_clock(at: datetime) -> datetime:
    """Give a time as a clock without seconds shows it."""
    return at.replace(second=0, microsecond=0)


def kept_until(ended: datetime) -> datetime:
    """Say until when a letter can be asked for; then the minutes go."""
    return ended + KEPT - SWEPT_WITHIN


def must_be_in_time(ended: datetime, now: datetime) -> None:
    """Refuse a letter once the minutes are gone. Raises LetterTooLate."""
    if now >= kept_until(ended):
        raise LetterTooLate
