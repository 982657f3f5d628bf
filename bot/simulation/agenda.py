"""What people and mishaps do in a simulated year, in the order of its instants."""

import heapq
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

Deed = Callable[[], Awaitable[None]]


@dataclass(slots=True)
class Agenda:
    """Deeds that wait for their instant; of two at once the one noted first comes first."""

    _listed: list[tuple[datetime, int, Deed]] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=count)

    def at(self, when: datetime, deed: Deed) -> None:
        """Note what is to be done at an instant; one that is past is done next."""
        heapq.heappush(self._listed, (when, next(self._numbers), deed))

    @property
    def next(self) -> datetime | None:
        """When something is to be done next."""
        return self._listed[0][0] if self._listed else None

    def pop(self, now: datetime) -> Deed | None:
        """Take the next deed that is due, if there is one."""
        if not self._listed or self._listed[0][0] > now:
            return None
        return heapq.heappop(self._listed)[2]
