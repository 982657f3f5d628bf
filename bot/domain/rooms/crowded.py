"""When the rooms of a crowded instant begin to be made, so that the last stands in time.

See docs/reliability.md#a-crowded-minute.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.calendar.occurrence import Occurrence, Phase

A_SECOND = 40
"""So many requests a second go into early rooms: the rest of what Discord takes is for cards."""
FOR_A_ROOM = 2
"""Requests for a room without card and door, where it is closed after it was made."""
BESIDES = timedelta(seconds=5)
"""What else comes in between: presses, slow answers, the database."""
EARLIEST = timedelta(minutes=5)
"""No room is made longer before its doors; so 5,900 of one instant are all in time."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """A crowded instant: how many rooms it needs, and when the first are made."""

    rooms: int
    begins: datetime
    part: float = 1.0
    """How much of what Discord takes is this process's, where several share the servers."""

    def next_at(self, now: datetime, left: int) -> int:
        """Say how many of those that are `left` are asked for now: evenly, not all at once."""
        if now < self.begins:
            return 0
        rooms_a_second = self.part * A_SECOND / FOR_A_ROOM
        turns = (now - self.begins) // timedelta(seconds=1 / rooms_a_second)
        begun = max(1, int(rooms_a_second)) + turns
        return max(0, begun - (self.rooms - left))


def begins(due: Mapping[datetime, int], part: float = 1.0) -> dict[datetime, datetime]:
    """Say when the first rooms of each crowded instant are made: `due` counts rooms by doors.

    Reckoned from the last instant back, so that what comes soon after another crowd begins before
    it. Up to as many as one second takes are made at their instant. `part` is how much of what
    Discord takes is this process's.
    """
    a_second = part * A_SECOND
    found: dict[datetime, datetime] = {}
    following: datetime | None = None
    for doors in sorted(due, reverse=True):
        if due[doors] <= a_second:
            continue
        until = doors if following is None else min(doors, following)
        begin = until - timedelta(seconds=due[doors] * FOR_A_ROOM / a_second)
        following = max(begin, doors - EARLIEST)
        found[doors] = max(begin - BESIDES, doors - EARLIEST)
    return found


def waits_for_doors(occurrence: Occurrence) -> bool:
    """Tell whether everything is prepared and only the doors are waited for."""
    return occurrence.phase is Phase.PLANNED and occurrence.due == occurrence.doors_at
