"""The alarm clock: whatever the wall clock does, the tick comes."""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from bot import scheduler
from bot.app.clock import DiscordClock, SimulatedClock
from bot.scheduler import PeriodicTask, Wake
from tests.waiting import in_the_end, until


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
            await asyncio.Event().wait()
            return datetime.max.replace(tzinfo=UTC)
        finally:
            ended.set()

    wake = Wake(DiscordClock(), lambda at: at)
    wake.start(tick)
    await in_the_end(begun.wait())
    wake.stop()
    await in_the_end(ended.wait())
    assert [one.message for one in caplog.records] == []


@pytest.fixture
async def started(impatient, monkeypatch):
    """`started(*tasks)`: an alarm clock with a tick that does nothing, and these tasks."""
    monkeypatch.setattr(scheduler, "TASK_AGAIN", timedelta(milliseconds=10))
    ticks, made = [], []

    async def tick() -> datetime:
        ticks.append("begun")
        return datetime.now(UTC) + timedelta(hours=1)

    def start(*tasks: PeriodicTask) -> list[str]:
        made.append(Wake(DiscordClock(), lambda at: at))
        made[0].start(tick, tasks)
        return ticks

    yield start
    made[0].stop()
    await asyncio.sleep(0)


async def test_periodic_work_is_done_at_the_start_and_again_and_again(started):
    thrice, done = asyncio.Event(), []

    async def work() -> None:
        done.append("done")
        if len(done) == 3:
            thrice.set()

    started(PeriodicTask("work", work, timedelta(milliseconds=10)))
    await in_the_end(thrice.wait())


async def test_periodic_work_that_failed_is_done_again_soon_and_told_of(started, caplog):
    again, done = asyncio.Event(), []

    async def work() -> None:
        done.append("begun")
        if len(done) == 1:
            raise OSError
        again.set()

    started(PeriodicTask("work", work))
    await in_the_end(again.wait())
    assert done == ["begun", "begun"]
    told = [(one.message, one.code) for one in caplog.records if one.message == "task.fault"]
    assert told == [("task.fault", "work")]


async def test_periodic_work_that_hangs_is_let_go_and_keeps_neither_tick_nor_others(
    started, caplog
):
    let_go, other = asyncio.Event(), asyncio.Event()

    async def hang() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            let_go.set()

    async def work() -> None:
        other.set()

    ticks = started(PeriodicTask("hangs", hang), PeriodicTask("work", work))
    await in_the_end(asyncio.gather(let_go.wait(), other.wait()))
    assert ticks != []
    told = [(one.message, one.code) for one in caplog.records if one.message == "task.hung"]
    assert told == [("task.hung", "hangs")]


async def test_work_that_wants_something_of_discord_wakes_the_tick(started):
    waited = asyncio.Event()

    async def work() -> None:
        await waited.wait()

    ticks = started(PeriodicTask("work", work, wakes=True))
    await until(lambda: ticks)
    before = len(ticks)
    waited.set()
    await until(lambda: len(ticks) > before)


async def test_stopping_in_the_middle_of_periodic_work_is_no_fault(caplog):
    begun, ended = asyncio.Event(), asyncio.Event()

    async def tick() -> datetime:
        return datetime.now(UTC) + timedelta(hours=1)

    async def work() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    wake = Wake(DiscordClock(), lambda at: at)
    wake.start(tick, [PeriodicTask("work", work)])
    await in_the_end(begun.wait())
    wake.stop()
    await in_the_end(ended.wait())
    assert [one.message for one in caplog.records] == []


async def test_an_hour_of_a_clock_that_runs_faster_is_shorter_by_the_machines():
    async def work() -> datetime:
        return datetime.now(UTC) + timedelta(hours=1)

    fast = SimulatedClock(datetime(2026, 12, 1, tzinfo=UTC), 60.0, datetime.now(UTC))
    wake = Wake(fast, fast.wall)
    wake.start(work, [PeriodicTask("work", work)])
    job = wake._scheduler.get_job("work")
    wake.stop()
    assert job.trigger.interval == timedelta(minutes=1)


async def test_a_tick_that_raises_is_told_of_and_the_next_one_comes(impatient, caplog):
    begun, again = [], asyncio.Event()

    async def tick() -> datetime:
        begun.append("begun")
        if len(begun) < 3:
            raise ZeroDivisionError
        again.set()
        return datetime.now(UTC) + timedelta(hours=1)

    wake = Wake(DiscordClock(), lambda at: at)
    wake.start(tick)
    await in_the_end(again.wait())
    assert wake.is_running
    wake.stop()
    assert begun == ["begun"] * 3
    assert [one.message for one in caplog.records] == ["tick.fault"] * 2
