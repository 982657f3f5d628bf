"""An event loop on a machine of its own, whose two clocks a story moves: seconds cost nothing.

One clock counts for ever, as `loop.time()` does; the other hangs on the wall: it is put right, by
seconds or by days, and goes on while the machine is suspended.
"""

import asyncio
import selectors
from collections.abc import Coroutine
from datetime import datetime, timedelta
from typing import Any

import discord.utils
import pytest

from bot.rehearsal import simkit


class Machine(asyncio.SelectorEventLoop):
    """Where everybody sleeps, time goes on to when the first wakes."""

    def __init__(self, start: datetime) -> None:
        self._counted, self._start = 0.0, start
        self._before: list[tuple[float, datetime]] = []
        """Until when, as it is counted, the clock on the wall had begun at what."""
        super().__init__(_Sleep(self))

    def time(self) -> float:
        """Tell what is counted, which nobody can put back."""
        return self._counted

    def wall(self) -> datetime:
        """Tell the time on the wall."""
        return self._start + timedelta(seconds=self._counted)

    def put(self, by: timedelta) -> None:
        """Put the clock on the wall on, or back."""
        self._before.append((self._counted, self._start))
        self._start += by

    def came(self, at: datetime) -> float:
        """Tell when, as it is counted, an instant first was past on the wall."""
        begun = 0.0
        for until, start in (*self._before, (float("inf"), self._start)):
            counted = max(begun, (at - start).total_seconds())
            if counted < until:
                return counted
            begun = until
        raise AssertionError(at)

    def pass_time(self, seconds: float) -> None:
        """Let time pass on both, whoever sleeps or works meanwhile."""
        self._counted += seconds

    def tell(self, story: Coroutine[Any, Any, None], patch: pytest.MonkeyPatch) -> None:
        """Tell a story on this machine; discord.py and APScheduler look at its wall."""
        patch.setattr(discord.utils, "utcnow", self.wall)
        runner = asyncio.Runner(loop_factory=lambda: self)
        with simkit.virtual_apscheduler(_fail), runner:
            runner.run(story)


class _Sleep(selectors.SelectSelector):
    """Waits for nothing but other threads; whoever sleeps has slept at once."""

    def __init__(self, machine: Machine) -> None:
        super().__init__()
        self._machine = machine

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(timeout if timeout is None else 0)
        if not ready and timeout is not None:
            self._machine.pass_time(max(0.0, timeout))
        return ready


def _fail(fault: BaseException) -> None:
    raise fault
