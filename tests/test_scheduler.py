"""The alarm clock: whatever the wall clock does, the tick comes."""

import asyncio
from datetime import UTC, datetime, timedelta

from bot import scheduler
from bot.clock import DiscordClock
from bot.scheduler import Wake


async def test_a_clock_that_is_put_back_by_a_day_does_not_let_the_bot_sleep_for_a_day(monkeypatch):
    monkeypatch.setattr(scheduler, "OVERSLEPT", 0.05)
    ahead, ticks = [timedelta(0)], asyncio.Queue()

    async def tick() -> datetime:
        await ticks.put(None)
        return datetime.now(UTC)

    wake = Wake(DiscordClock(), lambda at: at + ahead[0])
    wake.start(tick)
    await asyncio.wait_for(ticks.get(), 5)
    # Set while the wall clock was a day ahead; then it is put right.
    ahead[0] = timedelta(days=1)
    await asyncio.wait_for(ticks.get(), 5)
    ahead[0] = timedelta(0)
    while not ticks.empty():
        ticks.get_nowait()
    await asyncio.wait_for(ticks.get(), 5)
    wake.stop()
