"""A rate limiter: at most so many requests a second, the urgent ones first.

Discord allows 50 in a second for all routes together, and discord.py does not keep to it
(docs/discord.md#requests). Each of our slots serves one request, and another only a second after
that one came back: so no second can hold more requests than there are slots, whatever the network
does. Answers to interactions are outside that limit and do not come by here.

Whoever waits stands in a queue, by priority and then by arrival; one timer wakes whose turn it is.
What nobody waits for goes out evenly, a few at a time: a crowd that used all slots in one moment
would use them all in one moment again, second after second, and people would wait for that.
"""

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from math import ceil

from bot.domain.server.share import ServerShare
from bot.services.ports.clock import Clock

SLOTS = 49
KEPT = 3
"""Slots of each second that are kept for people, less those that people have had in it.

Of several processes each keeps its share of them.
"""
SECOND = timedelta(seconds=1)
AT_ONCE, APART = 5, timedelta(seconds=0.1)
"""So many requests that no person waits for go out at once, and as many again after that."""
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


class Priority(IntEnum):
    """How urgent a request is: the lowest goes first."""

    PERSON = 0
    """Somebody waits for it: to be let in, or kept out."""
    STAGE = 1
    """A group sits together and waits for it: the card of a meeting that has begun."""
    CLOSE = 2
    """A room goes, or a server has left: what is freed is others' too."""
    OPEN = 3
    """A room is made, looked for, or closed."""
    CARD = 4
    """What people read: cards, doors, words."""
    WHISPER = 5
    """A message to one person."""
    LINE = 6
    """The line under a room's name, and what the message of the week says now: nice to have."""
    LOOK = 7
    """Whether something still stands, of which nobody has said otherwise."""


def slots_of(share: ServerShare) -> int:
    """Give the slots of one of several processes, which Discord counts together."""
    return max(1, int(SLOTS * share.part))


def kept_of(slots: int) -> int:
    """Give how many of a process's slots are kept for people; one at least is for all else."""
    return min(ceil(KEPT * slots / SLOTS), slots - 1)


class RequestTurn(asyncio.Future[None]):
    """What a request waits for that has no turn yet; a class, so that tests know it from a hang."""


@dataclass(frozen=True, slots=True)
class _Rest:
    """A slot that was used, and rests for a second."""

    until: datetime
    by_person: bool


class RequestLimiter:
    """Hands out turns."""

    def __init__(self, clock: Clock, slots: Callable[[], int] = lambda: SLOTS) -> None:
        """`slots` tells how many there are now: of several processes each has its share."""
        self._clock, self._slots = clock, slots
        self._in_use = 0
        self._by_people = 0
        """Of the slots in use and of those that rest: those that people have had."""
        self._resting: deque[_Rest] = deque()
        self._lately: deque[datetime] = deque([LONG_AGO], maxlen=AT_ONCE)
        """When the last went out that no person waited for."""
        self._queues: tuple[OrderedDict[RequestTurn, None], ...] = tuple(
            OrderedDict() for _ in Priority
        )
        self._alarm: asyncio.Task[None] | None = None
        self._rings_at = LONG_AGO

    @property
    def in_use(self) -> int:
        """How many requests are under way."""
        return self._in_use

    @property
    def waiting(self) -> int:
        """How many wait for their turn."""
        return sum(map(len, self._queues))

    @asynccontextmanager
    async def turn(self, priority: Priority) -> AsyncIterator[None]:
        """Wait until a request of this priority may be sent; inside, send one."""
        await self._take(priority)
        try:
            yield
        finally:
            self._rest(by_person=priority is Priority.PERSON)

    @contextmanager
    def outside(self) -> Iterator[None]:
        """Count a request that the library makes by itself, as at the login: it takes a slot."""
        self._in_use += 1
        try:
            yield
        finally:
            self._rest(by_person=False)

    def _rest(self, *, by_person: bool) -> None:
        self._in_use -= 1
        self._resting.append(_Rest(self._clock.now() + SECOND, by_person))
        self._set_alarm()

    async def _take(self, priority: Priority) -> None:
        turn = RequestTurn(loop=asyncio.get_running_loop())
        queue = self._queues[priority]
        queue[turn] = None
        self._hand_out()
        if turn.done():
            return
        self._set_alarm()
        try:
            await turn
        except asyncio.CancelledError:
            if turn.cancelled():
                del queue[turn]
            else:  # it was told just now, and asks for nothing any more
                self._in_use -= 1
                self._by_people -= priority is Priority.PERSON
                self._hand_out()
            self._set_alarm()
            raise

    def _hand_out(self) -> None:
        """Give a slot to each whose turn it is."""
        now = self._clock.now()
        self._wake_up(now)
        while (priority := self._first()) is not None and self._may_go(priority, now):
            turn, _ = self._queues[priority].popitem(last=False)
            self._in_use += 1
            if priority is Priority.PERSON:
                self._by_people += 1
            else:
                self._lately.append(now)
            turn.set_result(None)

    def _may_go(self, priority: Priority, now: datetime) -> bool:
        # A clock that was put back does not count.
        is_time = not now < self._evenly(priority) <= now + APART
        return is_time and self._free() > self._kept(priority)

    def _evenly(self, priority: Priority) -> datetime:
        """Say when the next of this priority may go out without going out with too many others."""
        is_crowd = len(self._lately) == AT_ONCE and priority is not Priority.PERSON
        return self._lately[0] + APART if is_crowd else LONG_AGO

    def _first(self) -> Priority | None:
        """Say how urgent the most urgent one is that waits."""
        return next((one for one in Priority if self._queues[one]), None)

    def _free(self) -> int:
        return self._slots() - self._in_use - len(self._resting)

    def _kept(self, priority: Priority) -> int:
        if priority is Priority.PERSON:
            return 0
        return max(0, kept_of(self._slots()) - self._by_people)

    def _wake_up(self, now: datetime) -> None:
        """Let slots that have rested be used again; a clock that was put back does not count."""
        while self._resting and not now < self._resting[0].until <= now + 2 * SECOND:
            self._by_people -= self._resting.popleft().by_person

    def _next_turn(self) -> datetime | None:
        """Say when the first that waits may go; None where an answer must come before that."""
        priority = self._first()
        if priority is None:
            return None
        missing = self._kept(priority) - self._free()
        if missing < 0:
            return self._evenly(priority)
        if missing >= len(self._resting):
            return None
        return max(self._resting[missing].until, self._evenly(priority))

    def _set_alarm(self) -> None:
        at = self._next_turn()
        if self._alarm is not None:
            if at is not None and self._rings_at <= at:
                return
            self._alarm.cancel()
            self._alarm = None
        if at is not None:
            self._rings_at = at
            self._alarm = asyncio.get_running_loop().create_task(self._ring(at))

    async def _ring(self, at: datetime) -> None:
        await self._clock.sleep_until(at)
        self._alarm = None
        self._hand_out()
        self._set_alarm()
