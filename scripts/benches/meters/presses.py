"""Presses beside a crowded minute: so many in a second, whether or not the last was answered."""

import asyncio
import time
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from benches.meters.count import Count

from tests.faults.group.hands import RefusedError
from tests.faults.group.people import People

A_SECOND = 5


@dataclass(frozen=True, slots=True)
class Button:
    """What is pressed, and where."""

    channel: str
    label: str


@dataclass(slots=True)
class Pressing:
    """People who press in turn, and what came of it."""

    people: People
    members: Sequence[str]
    buttons: Sequence[Button]
    count: Count = field(default_factory=Count, init=False)
    by_button: defaultdict[str, Count] = field(
        default_factory=lambda: defaultdict(Count), init=False
    )
    deferred: int = field(default=0, init=False)
    refused: Counter[str] = field(default_factory=Counter, init=False)
    """Buttons that were not there, by name: nobody was kept waiting."""

    @asynccontextmanager
    async def meanwhile(self) -> AsyncIterator[None]:
        """Press as long as the block lasts, and wait for the last answers."""
        presses = set[asyncio.Task[None]]()
        going_on = asyncio.create_task(self._go_on(presses))
        try:
            yield
        finally:
            going_on.cancel()
            await asyncio.gather(*presses)

    async def _go_on(self, presses: set[asyncio.Task[None]]) -> None:
        begun = time.monotonic()
        for number in count():
            await asyncio.sleep(begun + number / A_SECOND - time.monotonic())
            presses.add(asyncio.create_task(self._press(number)))

    async def _press(self, number: int) -> None:
        member = self.members[number // len(self.buttons) % len(self.members)]
        button = self.buttons[number % len(self.buttons)]
        try:
            answer = await self.people.press_label(member, button.channel, button.label)
        except RefusedError:
            self.refused[button.label] += 1
            return
        for each in (self.count, self.by_button[button.label]):
            each.take([answer.latency if answer.ok else None])
        self.deferred += answer.deferred

    def figures(self) -> dict[str, Any]:
        """Give what is to be told of them."""
        every = self.count
        if not every.latencies:
            return {"presses": 0, "presses_failed": every.failures}
        return {
            "presses": len(every.latencies) + every.failures,
            "presses_failed": every.failures,
            "presses_deferred": self.deferred,
            "presses_refused": dict(self.refused),
            "press_p50_ms": round(every.quantile(0.5), 1),
            "press_p95_ms": round(every.quantile(0.95), 1),
            "press_max_ms": round(every.quantile(1.0), 1),
            "press_p95_ms_of": {
                label: round(one.quantile(0.95)) for label, one in self.by_button.items()
            },
        }
