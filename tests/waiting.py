"""Waiting for what must come: the one guard against hanging, which measures nothing.

How fast a machine is, and what else it does, decides no test (`tests/meta/test_speed.py`): whoever
waits for something waits with these, and whoever compares speeds compares two in one run
(`tests/growth.py`).
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

Answer = TypeVar("Answer")

HANGS = 300.0
"""Real seconds after which something hangs: far more than a slow and busy machine needs."""
EVERY = 0.05
"""Real seconds between two looks at what rings no bell: a file, a process, a thread."""


class HangsError(AssertionError):
    """What was waited for did not come."""


class Patience:
    """What runs out only where something hangs; for loops that do more than look."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    @property
    def is_over(self) -> bool:
        """Tell whether it hangs."""
        return time.monotonic() - self._began > HANGS


async def until(true: Callable[[], object], told: Callable[[], object] = str) -> None:
    """Wait until something is so; `told` says how things stand where it never is."""
    patience = Patience()
    while not true():
        if patience.is_over:
            raise HangsError(told())
        await asyncio.sleep(EVERY)


def until_here(true: Callable[[], object]) -> None:
    """Wait until something is so, in a story without a loop or one that holds it up."""
    patience = Patience()
    while not true():
        if patience.is_over:
            raise HangsError
        time.sleep(EVERY)


async def in_the_end(work: Awaitable[Answer]) -> Answer:
    """Wait for a piece of work; one that hangs fails the test."""
    return await asyncio.wait_for(work, HANGS)
