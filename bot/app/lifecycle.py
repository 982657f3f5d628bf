"""What starts with the bot and stops with it: the tick, periodic work, the database."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

import discord

from bot.discordio.gateway import quirks
from bot.discordio.requests.responses import ResponseMonitor
from bot.domain.errors import StoreFault
from bot.ops.store_condition import Outage, Over, StoreCondition
from bot.ops.vitals import Vitals
from bot.scheduler import PeriodicTask, Wake
from bot.services.rooms.in_turn.showings_kept import ShowingsKept
from bot.services.rooms.ticks import Ticks

ASKED_AT_LOGIN = 2
"""Requests of the library before anybody looks at its answers: who we are, and whose."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BotLifecycle:
    """Starts and stops in the one right order."""

    responses: ResponseMonitor
    ticks: Ticks
    showings: ShowingsKept
    wake: Wake
    tasks: tuple[PeriodicTask, ...]
    vitals: Vitals
    condition: StoreCondition
    close_storage: Callable[[], None]
    keep_promises: Callable[[], Awaitable[object]]

    def logged_in(self, client: discord.Client) -> None:
        """Look at every answer from now on; what the library has asked just now counts too."""
        for _ in range(ASKED_AT_LOGIN):
            with self.responses.outside():
                pass
        quirks.add_response_middleware(client, self.responses.observe)

    async def begin(self) -> None:
        """Erase what was promised and not erased yet, before anybody is served.

        Where the database is in the way nothing of it opens, and the periodic work tries again.
        """
        try:
            await self.keep_promises()
        except StoreFault as fault:
            log.error("erase.waits", extra={"code": fault.key})  # noqa: TRY400 - its key says all

    async def connects(self) -> None:
        """Begin what needs no server to be known: cards are redrawn while those stream in."""
        await self.showings.load()
        await self.ticks.draw_cards()

    async def ready(self) -> None:
        """Look at everything that was open, then tick."""
        loop = asyncio.get_running_loop()

        def heard(told: Outage | Over) -> None:
            if isinstance(told, Over):
                with suppress(RuntimeError):  # the loop is over: we have stopped
                    loop.call_soon_threadsafe(self.ticks.resume_soon)

        self.condition.tell(heard)
        await self.showings.load(self.ticks.drawn)  # of servers that were not ours by name
        await self.ticks.resume()
        self.wake.start(self._tick, self.tasks)

    async def _tick(self) -> datetime | None:
        try:
            following = await self.ticks.tick()
            await self.showings.keep()
        except StoreFault as fault:
            if fault.is_outage:
                self.vitals.ticked()  # it rings all the same; to start again would not help
            raise
        self.vitals.ticked()
        return following

    async def closed(self) -> None:
        """Tick no more, let go of what is under way, and then of the database."""
        self.wake.stop()
        self.ticks.stop()
        with suppress(StoreFault):  # then the next start edits more than it would have to
            await self.showings.keep(timedelta(0))
        self.close_storage()
