"""The machine's clock is put right, or the machine sleeps: each due instant is met, and soon."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.app.clock import DiscordClock
from bot.scheduler import Wake
from tests.machine import Machine

START = datetime(2026, 12, 1, 18, 0, tzinfo=UTC)
SECOND, MINUTE, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)
SOON = 5.0
"""Seconds, as they are counted, within which the alarm sees that a time has come."""


class Evening:
    """Instants that are due, a tick that meets whichever have come, and how late it was."""

    def __init__(self, machine: Machine, *due: datetime) -> None:
        self._machine, self._due = machine, sorted(due)
        self.late: dict[datetime, float] = {}

    async def tick(self) -> datetime | None:
        now = self._machine.wall()
        for due in [one for one in self._due if one not in self.late]:
            if due <= now:
                self.late[due] = self._machine.time() - self._machine.came(due)
        return min((one for one in self._due if one not in self.late), default=None)


def lateness(patch, *jumps: timedelta, until: timedelta = 2 * 60 * MINUTE) -> dict[datetime, float]:
    """Tell how late each of the evening's instants was met, as the clock jumps at odd moments."""
    machine = Machine(START)
    due = [START + number * 7 * MINUTE for number in range(1, 12)]
    evening = Evening(machine, *due)

    async def story() -> None:
        wake = Wake(DiscordClock(), DiscordClock().wall)
        wake.start(evening.tick)
        for jump in jumps:
            await asyncio.sleep(11 * 60 + 13)
            machine.put(jump)
        await asyncio.sleep(until.total_seconds())
        wake.stop()

    machine.tell(story(), patch)
    return evening.late


@pytest.mark.parametrize(
    "jump",
    [2 * SECOND, -2 * SECOND, 10 * MINUTE, -10 * MINUTE, DAY, -DAY, 60 * MINUTE, -60 * MINUTE],
    ids=str,
)
def test_whatever_the_clock_is_put_to_each_time_is_met_within_seconds(jump, monkeypatch):
    late = lateness(monkeypatch, jump, until=DAY + 3 * 60 * MINUTE)
    assert len(late) == 11
    assert max(late.values()) <= SOON


def test_a_clock_that_is_put_to_and_fro_all_evening_costs_nothing(monkeypatch):
    late = lateness(monkeypatch, *[10 * MINUTE, -10 * MINUTE, 2 * SECOND, -DAY, DAY] * 4)
    assert len(late) >= 11
    assert max(late.values()) <= SOON
