"""Ready only while the alarm clock rings: what shuts it down from outside is seen at once."""

from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp

from bot.app.clock import DiscordClock
from bot.app.watched import Watched
from bot.config.settings import Health
from bot.ops.store_condition import StoreCondition
from bot.ops.vitals import Vitals
from bot.scheduler import Wake
from bot.web.health import HealthServer
from tests.waiting import until


class Connected:
    """A client whose gateway is well."""

    latency = 0.1

    class ws:  # noqa: N801 - the library's name
        open = True

    def is_ready(self) -> bool:
        return True

    def is_closed(self) -> bool:
        return False


class Answering:
    """A database that answers."""

    async def run(self, _work: object) -> None:
        return None


async def test_a_scheduler_that_is_shut_down_from_outside_turns_ready_red():
    parts: Any = Connected(), Answering()
    vitals = Vitals(lambda: 0.0, lambda _: None)
    wake = Wake(DiscordClock(), lambda at: at)

    async def tick() -> datetime:
        vitals.ticked()
        return datetime.now(UTC) + timedelta(hours=1)

    unused: Any = None
    bot, store = parts
    condition = StoreCondition(lambda: datetime.now(UTC))
    watched = Watched(bot, wake, store, condition, unused, unused, vitals, Health())
    server = HealthServer(0, watched.look)
    await server.start()
    where = f"http://127.0.0.1:{server.port}/readyz"
    wake.start(tick)
    await until(lambda: vitals.ticks and wake.is_running)
    async with aiohttp.ClientSession() as session:
        async with session.get(where) as well:
            assert well.status == 200, await well.text()
        wake._scheduler.shutdown(wait=False)
        async with session.get(where) as red:
            assert red.status == 503
            assert await red.json() == {
                "gateway": True, "database": True, "alarm": False, "tick": True,
            }  # fmt: skip
    wake.stop()
    await server.stop()
