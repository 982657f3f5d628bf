"""A rate limiter: at most so many requests a second, the urgent ones first.

Discord allows 50 in a second for all routes together, and discord.py does not keep to it
(docs/discord.md#requests). Each of our slots serves one request, and another only a second after
that one came back: so no second can hold more requests than there are slots, whatever the network
does. Answers to interactions are outside that limit and do not come by here.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum

from bot.services.ports.clock import Clock

SLOTS = 48
SOON = timedelta(milliseconds=50)
SECOND = timedelta(seconds=1)
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


class Priority(IntEnum):
    """How urgent a request is: the number of slots it leaves to more urgent ones."""

    CLOSE = 0
    OPEN = 2
    CARD = 10
    WHISPER = 24


@dataclass(slots=True)
class Slot:
    """Room for one request; `free_at` is when it may be used next, once its answer is there."""

    free_at: datetime = LONG_AGO
    in_use: bool = False

    def is_free(self, now: datetime) -> bool:
        """Tell whether it may be used; a clock that was put back does not count."""
        rested = self.free_at <= now or self.free_at > now + 2 * SECOND
        return rested and not self.in_use


class RequestLimiter:
    """Hands out turns."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._slots = tuple(Slot() for _ in range(SLOTS))

    @asynccontextmanager
    async def turn(self, priority: Priority) -> AsyncIterator[None]:
        """Wait until a request of this priority may be sent; inside, send one."""
        slot = await self._take(priority)
        try:
            yield
        finally:
            slot.free_at, slot.in_use = self._clock.now() + SECOND, False

    async def _take(self, priority: Priority) -> Slot:
        while True:
            now = self._clock.now()
            free = [slot for slot in self._slots if slot.is_free(now)]
            if len(free) > priority:
                free[0].in_use = True
                return free[0]
            await self._clock.sleep_until(self._next_look(now, priority))

    def _next_look(self, now: datetime, priority: Priority) -> datetime:
        """Say when a slot may be free: soon, where too many still wait for their answer."""
        resting = sorted(slot.free_at for slot in self._slots if not slot.in_use)
        soon = now + SOON
        return max(resting[priority], soon) if len(resting) > priority else soon
