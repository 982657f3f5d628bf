"""The zone of the machine decides nothing: a name that is none keeps no alarm from starting."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

import pytest

from bot.app.clock import DiscordClock
from bot.scheduler import PeriodicTask, Wake
from tests.waiting import in_the_end

ZONES = [
    '"Europe/Rome"',
    "America/New York",
    " UTC",
    "CET-1CEST,M3.5.0,M10.5.0",
    "nowhere",
    ":",
    "",
]


@pytest.fixture(params=ZONES)
def foreign(request, monkeypatch):
    """A machine whose zone is set like this, as a compose file or an old script does."""
    monkeypatch.setenv("TZ", request.param)
    monkeypatch.setattr("tzlocal.unix._cache_tz", None)
    monkeypatch.setattr("tzlocal.unix._cache_tz_name", None)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


async def test_the_alarm_starts_and_wakes_at_the_right_instant_whatever_zone_is_set(foreign):
    ticks, done, again = [], asyncio.Event(), asyncio.Event()

    async def work() -> None:
        done.set()

    async def tick() -> datetime:
        ticks.append(datetime.now(UTC))
        if len(ticks) == 2:
            again.set()
        return datetime.now(UTC) + timedelta(seconds=0 if len(ticks) == 1 else 3600)

    wake = Wake(DiscordClock(), lambda at: at)
    wake.start(tick, [PeriodicTask("look", work)])
    await in_the_end(again.wait())
    await in_the_end(done.wait())
    wake.stop()
    assert len(ticks) == 2
