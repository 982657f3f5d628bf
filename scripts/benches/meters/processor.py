"""The processor time of a bot that shares its process with a simulated Discord."""

import time
from collections.abc import Coroutine, Generator
from typing import Any


class Meter:
    """The processor time of this process, without that of the steps of whoever waits here."""

    def __init__(self) -> None:
        self.spent = 0.0

    async def run(self, act: Coroutine[Any, Any, None]) -> None:
        """Wait for what lets the bot work, and add what the bot has taken."""
        begun = time.process_time()
        own = await _Stepped(act)
        self.spent += time.process_time() - begun - own


class _Stepped:
    """Awaits something, and gives the processor time of its own steps."""

    def __init__(self, act: Coroutine[Any, Any, None]) -> None:
        self._act = act

    def __await__(self) -> Generator[Any, Any, float]:
        steps, own = self._act.__await__(), 0.0
        while True:
            begun = time.thread_time()
            try:
                waits_for = next(steps)
            except StopIteration:
                return own + time.thread_time() - begun
            own += time.thread_time() - begun
            yield waits_for
