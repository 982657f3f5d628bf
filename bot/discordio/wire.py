"""The one way to Discord for everything but answers to interactions."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.discordio.breaker import Breaker
from bot.discordio.pace import Pace, Priority
from bot.discordio.troubles import CAUGHT, shuts_us_out, trouble_of
from bot.discordio.watch import Watch
from bot.services.ports import Clock, Unsure

Answer = TypeVar("Answer")

PATIENCE = 10.0
"""Seconds until a request counts as unanswered."""


class Wire:
    """Sends one request at its turn and says what became of it."""

    def __init__(self, clock: Clock, watch: Watch) -> None:
        self.watch = watch
        self.breaker = Breaker(clock, watch)
        self._pace = Pace(clock)

    async def ask(self, priority: Priority, call: Callable[[], Awaitable[Answer]]) -> Answer:
        """Make the call once. Raises Blocked, Gone or Unsure, never an error of the library."""
        self.breaker.check()
        shuts = self.breaker.shuts
        async with self._pace.turn(priority):
            self.breaker.check_again(shuts)
            try:
                async with asyncio.timeout(PATIENCE):
                    answer = await call()
            except CAUGHT as error:
                trouble = trouble_of(error)
                if trouble is None:
                    raise
                self._count(error, unsure=isinstance(trouble, Unsure))
                raise trouble from error
        self.breaker.went_well()
        return answer

    def _count(self, error: BaseException, *, unsure: bool) -> None:
        if shuts_us_out(error):
            self.breaker.shut()
        elif unsure:
            self.breaker.failed()
        else:
            self.breaker.went_well()
