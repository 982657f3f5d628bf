"""The works that wait for the storage lane: what people wait for goes before the tick's."""

import threading
from collections import deque
from typing import Generic, Protocol, TypeVar

MOST_IN_A_GROUP = 256
"""So many works at most share a commit."""
MOST_THAT_GIVE_WAY = 32
"""So many of the tick's: whoever presses meanwhile waits for no more than these."""


class QueuedWork(Protocol):
    """A work, as far as its turn goes."""

    @property
    def gives_way(self) -> bool:
        """Whether what people wait for goes first."""


W = TypeVar("W", bound=QueuedWork)


class JobQueue(Generic[W]):
    """Hands out works in groups; those of people and those that give way take turns.

    So whoever presses waits for one group of the tick's at most, and the tick is never starved.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._first: deque[W] = deque()
        self._later: deque[W] = deque()
        self._is_laters_turn = False
        self._closed = False

    def put(self, job: W) -> None:
        """Let a work wait for its turn."""
        with self._changed:
            (self._later if job.gives_way else self._first).append(job)
            self._changed.notify()

    def close(self) -> None:
        """Say that no work comes any more."""
        with self._changed:
            self._closed = True
            self._changed.notify()

    @property
    def is_over(self) -> bool:
        """Whether no work waits, and none will."""
        return self._closed and not self._first and not self._later

    def take(self, timeout: float | None) -> list[W]:
        """Wait for works and give the next group; none when the time, or everything, is over."""
        with self._changed:
            if not self._first and not self._later and not self._closed:
                self._changed.wait(timeout)
            if self._later and (self._is_laters_turn or not self._first):
                self._is_laters_turn = False
                return _taken(self._later, MOST_THAT_GIVE_WAY)
            self._is_laters_turn = bool(self._later)
            return _taken(self._first, MOST_IN_A_GROUP)


def _taken(waiting: deque[W], most: int) -> list[W]:
    return [waiting.popleft() for _ in range(min(most, len(waiting)))]
