"""Discord's rate limits by route, its "buckets", kept before a request is made.

discord.py waits for them inside the request, and there a wait looks like a Discord that does not
answer, so `quirks.add_response_middleware` takes them from it. Until Discord has said how many
requests a bucket holds, one at a time is made; a route without a bucket has no limit but the one
of `limiter.py`.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.services.ports.clock import Clock
from bot.services.ports.trouble import Blocked

LONGEST = timedelta(seconds=30)
"""A request waits no longer for its bucket."""
SOON = timedelta(seconds=2)
"""How long a request waits that is repeated later by itself."""
MOST = 1000
"""Buckets that are remembered; those that say nothing any more go first."""
TOO_MANY = 429


@dataclass(frozen=True, slots=True)
class Route:
    """What Discord counts together: a kind of request, and the channel or server it is about."""

    kind: str
    place: int = 0


@dataclass(slots=True)
class Bucket:
    """How many requests Discord takes until an instant; `out` of ours are on their way."""

    limit: int | None = 1
    """None where Discord names no limit; one until it was heard of."""
    left: int = 1
    out: int = 0
    resets_at: datetime | None = None
    lasts: timedelta = timedelta(0)
    heard_of: bool = False
    queue: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Whoever waits does so in the order in which they came."""
    answered: asyncio.Event = field(default_factory=asyncio.Event)

    def take(self, now: datetime) -> bool:
        """Take one request, where one is left."""
        self._reset(now)
        if self.limit is not None and self.left <= 0:
            return False
        self.left, self.out = self.left - 1, self.out + 1
        return True

    def give_back(self) -> None:
        """Note that a request is over, however it ended."""
        self.out -= 1
        if self.resets_at is None and self.limit is not None:
            self.left = self.limit - self.out
        self.answered.set()

    def fill(self, limit: int, left: int, lasts: timedelta, now: datetime) -> None:
        """Note what Discord says; what it has not seen of ours yet is taken off."""
        self.heard_of = True
        self.limit, self.left = limit, max(0, left - max(0, self.out - 1))
        self.resets_at, self.lasts = now + lasts, lasts

    def opens_at(self, now: datetime) -> datetime | None:
        """Say when there is room again, where that is known: it is full, and not of our own."""
        self._reset(now)
        return self.resets_at if self.limit is not None and self.left <= 0 else None

    def _reset(self, now: datetime) -> None:
        if self.resets_at is None:
            return
        # A clock that was put back does not count.
        if self.resets_at <= now or self.resets_at > now + self.lasts + SOON:
            self.resets_at = None
            self.left = (self.limit or 0) - self.out

    def is_idle(self, now: datetime) -> bool:
        """Tell whether nothing is lost where it is forgotten."""
        over = self.resets_at is None or self.resets_at <= now
        return over and not self.out and not self.queue.locked()


class Buckets:
    """Every bucket we know of; the house waits here, never inside a request."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._names: dict[str, str] = {}
        """Discord's name for the bucket of a kind of request: kinds may share one."""
        self._buckets: dict[tuple[str, int], Bucket] = {}
        self._crowd = 0
        """As long as there are fewer it is not looked again which are idle: many were not."""

    @asynccontextmanager
    async def turn(self, route: Route, patience: timedelta = LONGEST) -> AsyncIterator[None]:
        """Wait until one more request fits; inside, make it.

        Raises Blocked, at once, where that is known to take longer than `patience`; and after it
        where somebody who is to come again would wait for the answers of those before them.
        """
        longest = None if patience >= LONGEST else patience.total_seconds()
        try:
            async with asyncio.timeout(longest):
                bucket = await self._take(route, patience)
        except TimeoutError as error:
            raise Blocked("too_many_requests") from error
        try:
            yield
            if not bucket.heard_of:
                bucket.limit = None
        finally:
            bucket.give_back()

    def learn(self, route: Route, status: int, headers: Mapping[str, str]) -> None:
        """Read what an answer says about its bucket; nothing, where it says nothing of it."""
        try:
            left, lasts = int(headers["X-RateLimit-Remaining"]), _seconds(headers)
            limit = int(headers["X-RateLimit-Limit"])
        except (KeyError, ValueError):
            return
        if "X-RateLimit-Bucket" in headers:
            self._rename(route, headers["X-RateLimit-Bucket"])
        left = 0 if status == TOO_MANY else left
        self._of(route).fill(limit, left, lasts, self._clock.now())

    async def _take(self, route: Route, patience: timedelta) -> Bucket:
        self._must_open_within(patience, self._of(route))
        async with self._of(route).queue:
            while True:
                bucket = self._of(route)  # its name may have been learnt meanwhile
                if bucket.take(self._clock.now()):
                    return bucket
                opens_at = self._must_open_within(patience, bucket)
                if opens_at is None:
                    bucket.answered.clear()
                    await bucket.answered.wait()
                else:
                    await self._clock.sleep_until(opens_at)

    def _must_open_within(self, patience: timedelta, bucket: Bucket) -> datetime | None:
        now = self._clock.now()
        opens_at = bucket.opens_at(now)
        if opens_at is not None and opens_at - now > patience:
            raise Blocked("too_many_requests", opens_at)
        return opens_at

    def _of(self, route: Route) -> Bucket:
        key = (self._names.get(route.kind, route.kind), route.place)
        if key not in self._buckets and len(self._buckets) >= max(MOST, self._crowd):
            now = self._clock.now()
            self._buckets = {k: one for k, one in self._buckets.items() if not one.is_idle(now)}
            self._crowd = 2 * len(self._buckets)
        return self._buckets.setdefault(key, Bucket())

    def _rename(self, route: Route, name: str) -> None:
        """Know a bucket by Discord's name for it from now on."""
        known = self._of(route)
        self._names[route.kind] = name
        self._buckets.setdefault((name, route.place), known)


def _seconds(headers: Mapping[str, str]) -> timedelta:
    names = ("X-RateLimit-Reset-After", "Retry-After")
    return timedelta(seconds=max(float(headers.get(name, 0)) for name in names))
