"""The one clock: discord.py's own, or a simulated one that a stand-in for Discord shares."""

import asyncio
import time
from dataclasses import dataclass
from datetime import UTC, datetime

import discord.utils

from bot.config.settings import SimulatedTime as Settings


class DiscordClock:
    """The clock of discord.py, which the simulated Discord of tests and rehearsals moves."""

    def now(self) -> datetime:
        """Give the present instant, aware UTC."""
        return discord.utils.utcnow()

    async def sleep_until(self, at: datetime) -> None:
        """Sleep until an instant; one that is past returns at once."""
        await discord.utils.sleep_until(at)

    def wall(self, at: datetime) -> datetime:
        """Tell when, by this machine's clock, it will be `at`."""
        return at


@dataclass(frozen=True, slots=True)
class SimulatedClock:
    """A clock that runs `speed` times as fast; at the real instant `epoch` it was `start`."""

    start: datetime
    speed: float
    epoch: datetime

    def now(self) -> datetime:
        """Give the present instant, aware UTC."""
        return self.start + (datetime.now(UTC) - self.epoch) * self.speed

    async def sleep_until(self, at: datetime) -> None:
        """Sleep until a simulated instant; one that is past returns at once."""
        await asyncio.sleep(max(0.0, (at - self.now()).total_seconds() / self.speed))

    def wall(self, at: datetime) -> datetime:
        """Tell when, by this machine's clock, it will be `at`."""
        return self.epoch + (at - self.start) / self.speed


class RealTime:
    """Real time, whatever is simulated: what Discord and other programs count by."""

    def now(self) -> float:
        """Give the seconds since 1970."""
        return time.time()

    async def sleep(self, seconds: float) -> None:
        """Sleep for real seconds."""
        await asyncio.sleep(seconds)


def clock_of(settings: Settings) -> DiscordClock | SimulatedClock:
    """Give the clock that the settings ask for."""
    if settings.start is None and settings.speed == 1:
        return DiscordClock()
    real = datetime.now(UTC)
    epoch = datetime.fromtimestamp(settings.epoch, UTC) if settings.epoch else real
    return SimulatedClock(settings.start or real, settings.speed, epoch)
