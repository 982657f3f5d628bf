"""The alarm clock: whatever the wall clock does, the tick comes."""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from bot import scheduler
from bot.clock import DiscordClock
from bot.scheduler import Wake
from tests.waiting import in_the_end


async def test_a_clock_that_is_put_back_by_a_day_does_not_let_the_bot_sleep_for_a_day(
    monkeypatch, caplog
):
    monkeypatch.setattr(scheduler, "OVERSLEPT", 0.05)
    begun, asked, again = [], [], asyncio.Event()

    def wall(at: datetime) -> datetime:
        """The second wake is set while the wall clock is a day ahead; then it is put right."""
        asked.append(at)
        return at + timedelta(days=len(asked) == 2)

    async def tick() -> datetime:
        begun.append("begun")
        if len(begun) == 2:
            again.set()
        return datetime.now(UTC) + timedelta(hours=len(begun) == 2)

    wake = Wake(DiscordClock(), wall)
    wake.start(tick)
    await in_the_end(again.wait())
    wake.stop()
    assert begun == ["begun", "begun"]
    assert [one.message for one in caplog.records] == ["wake.overslept"]


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(scheduler, "SLOW_TICK", 0.02)
    monkeypatch.setattr(scheduler, "LONGEST_TICK", 0.05)
    monkeypatch.setattr(scheduler, "AFTER_A_FAULT", timedelta(milliseconds=10))


async def test_a_tick_that_hangs_is_told_of_and_let_go_and_the_next_one_comes(impatient, caplog):
    begun, again = [], asyncio.Event()

    async def tick() -> datetime:
        begun.append("begun")
        if len(begun) == 1:
            try:
                await asyncio.Event().wait()
            finally:
                begun.append("cancelled")
        again.set()
        return datetime.now(UTC) + timedelta(hours=1)

    wake = Wake(DiscordClock(), lambda at: at)
    wake.start(tick)
    await in_the_end(again.wait())
    wake.stop()
    assert begun == ["begun", "cancelled", "begun"]
    told = [(one.message, one.code) for one in caplog.records if one.message == "tick.late"]
    assert told == [("tick.late", "slow"), ("tick.late", "hung")]


async def test_a_tick_that_does_not_even_end_when_told_to_is_overtaken(impatient):
    begun, again, free = [], asyncio.Event(), asyncio.Event()

    async def tick() -> datetime:
        begun.append("begun")
        first = len(begun) == 1
        while first and not free.is_set():
            with suppress(asyncio.CancelledError):
                await free.wait()
        again.set()
        return datetime.now(UTC) + timedelta(hours=1)

    wake = Wake(DiscordClock(), lambda at: at)
    wake.start(tick)
    await in_the_end(again.wait())
    wake.stop()
    free.set()
    assert len(begun) == 2
    await asyncio.sleep(0)


async def test_stopping_in_the_middle_of_a_tick_is_no_fault(caplog):
    begun, ended = asyncio.Event(), asyncio.Event()

    async def tick() -> datetime:
        begun.set()
        try:
            return await asyncio.Event().wait()
        finally:
            ended.set()

    wake = Wake(DiscordClock(), lambda at: at)
    wake.start(tick)
    await in_the_end(begun.wait())
    wake.stop()
    await in_the_end(ended.wait())
    assert [one.message for one in caplog.records] == []
