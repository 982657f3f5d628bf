"""How fast the simulated evening goes."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.rehearsal.simkit import turn

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from simcord import Env

AT_ONCE = 1000.0
"""From this speed on nothing waits in real time."""
_STEP = 60.0
"""Simulated seconds moved in one operation, so that one deadline never covers a whole evening."""
_LONGEST_WAIT = 120
"""Minutes that somebody waits for a door at one press."""
_FRAME = 0.25
"""Real seconds between two moves of a clock that somebody watches."""


@dataclass(slots=True)
class SimulationSpeed:
    """The one who moves the clock: `speed` simulated seconds go by in each real one."""

    env: Env
    speed: float = AT_ONCE
    gate: asyncio.Event | None = None
    """While it is not set, waiting lasts: somebody else has the clock."""

    async def wait(self, seconds: float) -> None:
        """Let this much simulated time go by (at least 0), timers firing at their own instants."""
        left = max(seconds, 0.0)
        while left > 0:
            watched = self.speed < AT_ONCE
            step = min(left, self.speed * _FRAME if watched else _STEP)
            if watched:
                await asyncio.sleep(step / self.speed)
            if self.gate is not None:
                await self.gate.wait()
            await self.jump(step)
            left -= step

    async def until(self, at: datetime) -> None:
        """Let time go by until this aware instant; nothing when it is past."""
        await self.wait((at - self.env.now()).total_seconds())

    async def skip(self, at: datetime) -> None:
        """Let time go by until this aware instant in one go, whatever the speed."""
        if self.gate is not None:
            await self.gate.wait()
        await self.jump(max((at - self.env.now()).total_seconds(), 0.0))

    async def until_there(self, look: Callable[[], object | None]) -> bool:
        """Move the clock now, a minute at a time, until a look finds something; say whether."""
        left = _LONGEST_WAIT
        while look() is None and left:
            await self.jump(60)
            left -= 1
        return look() is not None

    async def jump(self, seconds: float) -> None:
        """Move the clock now, whatever the speed."""
        await turn(self.env)
        await self.env.advance_time(seconds)
