"""Send requests to Discord: rate-limited, behind the circuit breaker, with a time limit."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from typing import TypeVar

import discord

from bot.discordio.requests.breaker import CircuitBreaker
from bot.discordio.requests.buckets import LONGEST, Buckets, Route
from bot.discordio.requests.errors import CAUGHT, shuts_us_out, trouble_of
from bot.discordio.requests.limiter import SLOTS, Priority, RequestLimiter
from bot.discordio.requests.responses import ATTEMPT, Attempt, ResponseMonitor
from bot.services.ports.clock import Clock
from bot.services.ports.trouble import Blocked, Trouble, Unsure

Answer = TypeVar("Answer")

REQUEST_TIMEOUT = 10.0
"""Seconds until a request counts as unanswered."""


class DiscordRequests:
    """Sends one request at its turn and says what became of it."""

    def __init__(
        self, clock: Clock, responses: ResponseMonitor, slots: Callable[[], int] = lambda: SLOTS
    ) -> None:
        self.responses = responses
        self.breaker = CircuitBreaker(clock, responses)
        self._buckets = Buckets(clock)
        self._limiter = RequestLimiter(clock, slots)
        responses.outside = self._limiter.outside

    @property
    def waiting(self) -> int:
        """How many requests wait for a second in which Discord takes them."""
        return self._limiter.waiting

    async def send(
        self,
        priority: Priority,
        route: Route,
        call: Callable[[], Awaitable[Answer]],
        patience: timedelta = LONGEST,
    ) -> Answer:
        """Make the call once. Raises Blocked, Gone or Unsure, never an error of the library.

        It waits for Discord's limits at most for `patience`, and before the call: a wait is no
        failure.
        """
        self.breaker.check()
        openings = self.breaker.openings
        async with self._buckets.turn(route, patience), self._limiter.turn(priority):
            self.breaker.check_again(openings)
            answer = await self._attempt(route, call)
        self.breaker.record_success()
        return answer

    async def _attempt(self, route: Route, call: Callable[[], Awaitable[Answer]]) -> Answer:
        attempt = Attempt(partial(self._buckets.learn, route))
        outer = ATTEMPT.set(attempt)
        try:
            async with asyncio.timeout(REQUEST_TIMEOUT):
                return await call()
        except CAUGHT as error:
            trouble = trouble_of(error)
            if trouble is None:
                raise
            if _only_waited(error, attempt):
                raise Blocked("too_many_requests") from error
            self._count(error, route, trouble)
            raise trouble from error
        finally:
            ATTEMPT.reset(outer)

    def _count(self, error: BaseException, route: Route, trouble: Trouble) -> None:
        if shuts_us_out(error):
            self.breaker.trip("too_many_requests")
        elif isinstance(trouble, Unsure):
            self.breaker.record_failure(route)
        else:
            self.breaker.record_success()


def _only_waited(error: BaseException, attempt: Attempt) -> bool:
    """Tell whether nothing was done, and nothing failed: Discord's limits were waited for."""
    if isinstance(error, discord.RateLimited):
        return True
    return isinstance(error, TimeoutError) and attempt.only_waited
