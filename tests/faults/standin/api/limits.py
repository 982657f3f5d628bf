"""Discord's limits: of all routes together, and of each; so many requests in so many seconds.

Discord does not publish its figures by route; a test sets its own. Without any there is no limit.
"""

import re
from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.faults.standin.clock import Clock

Told = dict[str, str]
OVERALL = {"X-RateLimit-Global": "true"}
"""The header of a refusal that is about all routes together."""
_NOT_COUNTED = ("/interactions", "/webhooks")
"""Answers to presses are outside the limit of all routes together."""


@dataclass
class Window:
    """What was asked for about one channel since an instant."""

    begins: datetime
    used: int = 0


@dataclass
class Limit:
    """A limit of every channel, or server, its own; in simulated seconds."""

    method: str
    pattern: re.Pattern[str]
    count: int
    seconds: float


class Limits:
    """Counts requests, and says what Discord's headers would."""

    def __init__(self, clock: Clock) -> None:
        """Begin without any."""
        self._clock = clock
        self._limits: list[Limit] = []
        self._windows: dict[tuple[int, str], Window] = {}
        self._in_a_second: int | None = None
        self._taken: deque[datetime] = deque()

    def add(self, method: str, regex: str, count: int, seconds: float) -> None:
        """Limit the requests whose method and path fit; the path up to there is its bucket."""
        self._limits.append(Limit(method, re.compile(regex), count, seconds))

    def in_a_second(self, count: int) -> None:
        """Take so many of all kinds together in any second."""
        self._in_a_second = count

    def take(self, method: str, path: str) -> tuple[Told, float | None]:
        """Count a request: gives headers, and the seconds to wait where it is one too many."""
        wait = None if path.startswith(_NOT_COUNTED) else self._too_many_in_a_second()
        if wait is not None:
            return OVERALL, wait
        for number, limit in enumerate(self._limits):
            found = limit.pattern.match(path)
            if found and re.fullmatch(limit.method, method):
                return self._count(number, limit, found[0])
        return {}, None

    def _too_many_in_a_second(self) -> float | None:
        now, second = self._clock.now(), timedelta(seconds=1)
        while self._taken and self._taken[0] <= now - second:
            self._taken.popleft()
        if self._in_a_second is not None and len(self._taken) >= self._in_a_second:
            return (self._taken[0] + second - now).total_seconds()
        self._taken.append(now)
        return None

    def _count(self, number: int, limit: Limit, place: str) -> tuple[Told, float | None]:
        now = self._clock.now()
        window = self._windows.setdefault((number, place), Window(now))
        if now >= window.begins + timedelta(seconds=limit.seconds):
            window.begins, window.used = now, 0
        window.used += 1
        after = limit.seconds - (now - window.begins).total_seconds()
        told = {
            "X-RateLimit-Limit": str(limit.count), "X-RateLimit-Bucket": f"bucket-{number}",
            "X-RateLimit-Remaining": str(max(0, limit.count - window.used)),
            "X-RateLimit-Reset-After": f"{after:.3f}",
        }  # fmt: skip
        return told, after if window.used > limit.count else None
