"""Watched from outside: what is well, the figures, and the signs of life for systemd."""

import asyncio
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from math import isinf
from typing import TYPE_CHECKING

from bot import logs
from bot.app.clock import RealTime
from bot.client import OpenRound, ShardedOpenRound
from bot.config.settings import Health
from bot.discordio.requests.responses import ResponseMonitor
from bot.domain.ids import GuildId
from bot.ops import service
from bot.ops.identify import IdentifyBudget
from bot.ops.metrics import Labels, Metric, gauge, written
from bot.ops.store_condition import StoreCondition
from bot.ops.vitals import Vitals
from bot.scheduler import Wake
from bot.services.ports.store import Store

if TYPE_CHECKING:
    from bot.web.health import HealthServer

SLOW = 10.0
"""Seconds a heartbeat of the gateway may take."""
DATABASE = 5.0
"""Seconds within which the database must answer."""
NOBODY = GuildId(0)


def _is_slow(latency: float) -> bool:
    """Tell whether a heartbeat takes too long; just after the start none is measured yet."""
    return not isinf(latency) and latency >= SLOW


@dataclass(frozen=True, slots=True)
class Watched:
    """What can be seen of a running bot."""

    bot: OpenRound
    wake: Wake
    store: Store
    condition: StoreCondition
    responses: ResponseMonitor
    budgets: Collection[IdentifyBudget]
    vitals: Vitals
    settings: Health

    @asynccontextmanager
    async def while_it_runs(self) -> AsyncIterator[None]:
        """Answer and give signs of life until the bot has stopped."""
        server = self._server()
        if server is not None:
            await server.start()
        telling = asyncio.create_task(service.keep_telling(self._is_well, RealTime().sleep))
        service.notify(service.READY)
        try:
            yield
        finally:
            service.notify(service.STOPPING)
            telling.cancel()
            with suppress(asyncio.CancelledError):
                await telling
            if server is not None:
                await server.stop()

    async def look(self) -> dict[str, bool]:
        """Say what is well: all of it must be, for the bot to be ready."""
        return {
            "gateway": self._is_connected(),
            "database": await self._database_works(),
            "alarm": self.wake.is_running,
            "tick": self.vitals.ticks,
        }

    def figures(self) -> str:
        """Write down the figures, in the format of Prometheus."""
        return written(self._metrics())

    def _is_well(self) -> bool:
        return not self.vitals.is_stuck

    def _server(self) -> "HealthServer | None":
        if self.settings.port is None:
            return None
        from bot.web.health import HealthServer  # noqa: PLC0415 - a web server weighs 2 MB

        figures = self.figures if self.settings.metrics else None
        return HealthServer(self.settings.port, self.look, figures)

    def _is_connected(self) -> bool:
        bot = self.bot
        if not bot.is_ready() or bot.is_closed():
            return False
        if isinstance(bot, ShardedOpenRound):
            shards = bot.shards.values()
            return not any(one.is_closed() or _is_slow(one.latency) for one in shards)
        return bot.ws is not None and bot.ws.open and not _is_slow(bot.latency)

    async def _database_works(self) -> bool:
        """Tell whether it answers, and whether what was written last was saved."""
        asked = self.store.run(lambda tx: tx.servers.get(NOBODY))
        try:
            await asyncio.wait_for(asked, DATABASE)
        except Exception:  # noqa: BLE001 - whatever it is, it does not answer; the log has it
            return False
        return self.condition.outage is None

    def _metrics(self) -> tuple[Metric, ...]:
        silence = self.vitals.silence
        events: dict[Labels, float] = {
            (("event", event), ("level", level)): count
            for (event, level), count in logs.counts.items()
        }
        return (
            gauge("gateway_connected", self._is_connected()),
            gauge("alarm_running", self.wake.is_running),
            gauge("tick_age_seconds", -1 if silence is None else silence),
            gauge("logins_today", sum(one.known for one in self.budgets)),
            gauge("invalid_requests", self.responses.invalid),
            Metric("openround_log_events_total", "counter", events),
        )
