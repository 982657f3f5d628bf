"""The loop's lag while the worst files are read: how long everybody else waits for one of them.

A file is read in a thread, as `/prompt import` does; what holds the interpreter there holds the
loop. Beside it stands a thread that only counts, which is as good as a thread can be.
"""

import asyncio
import json
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from bot.content import prompts
from bot.content.prompts import pack
from bot.content.source import LARGEST
from bot.domain.ids import PromptId
from bot.domain.prompts.pack import compare
from tests.content.growing import TABLES, TOML

MOST_MS = 50.0
"""What a file may cost everybody else at a time."""
BEAT = 0.001
COUNTED = 10_000_000
PLAIN = "(a thread that counts)"


@dataclass(frozen=True, slots=True)
class Lag:
    """The longest wait of the loop in ms, and how long the work took in all, over the rounds."""

    name: str
    worst_ms: float
    took_ms: float

    @property
    def met(self) -> bool:
        """Tell whether it stays below the bound."""
        return self.worst_ms < MOST_MS


def measure(rounds: int, *, as_json: bool) -> None:
    """Read every hard file so often, and print the longest waits first."""
    prompts.load()
    found = [asyncio.run(_lag(name, work, rounds)) for name, work in _works().items()]
    found.sort(key=lambda one: -one.worst_ms)
    if as_json:
        rows = {one.name: {"worst_ms": one.worst_ms, "took_ms": one.took_ms} for one in found}
        print(json.dumps({"files": rows, "most_ms": MOST_MS, "met": all(f.met for f in found)}))
        return
    print(f"{'':36}{'loop waits':>12}{'takes':>10}   bound {MOST_MS:g} ms")
    for one in found:
        said = "met" if one.met else "NOT MET"
        print(f"{one.name:36}{one.worst_ms:9.1f} ms{one.took_ms:7.0f} ms   {said}")


def _works() -> dict[str, Callable[[], object]]:
    hard = [("toml", TOML), ("csv", TABLES)]
    files = {f"{name}.{end}": built for end, every in hard for name, built in every.items()}
    works: dict[str, Callable[[], object]] = {
        name: _read(name, built(LARGEST - 1).encode()) for name, built in files.items()
    }
    return works | {PLAIN: _count}


def _count() -> None:
    left = COUNTED
    while left:
        left -= 1


def _read(name: str, data: bytes) -> Callable[[], object]:
    """Give what `/prompt import` does with a file before it shows what taking it would do."""

    def work() -> object:
        try:
            found = pack.read(name, data)
        except ValueError as refused:
            return refused
        fresh = [PromptId(f"g{number}") for number, _ in enumerate(found.prompts)]
        return compare((), prompts.load(), found.prompts, fresh, found.unread)

    return work


async def _lag(name: str, work: Callable[[], object], rounds: int) -> Lag:
    waits, took = [], []
    for _ in range(rounds):
        longest, began = [0.0], time.perf_counter()
        beating = asyncio.create_task(_beat(longest))
        await asyncio.sleep(5 * BEAT)
        await asyncio.to_thread(work)
        took.append((time.perf_counter() - began) * 1000)
        beating.cancel()
        waits.append(longest[0] * 1000)
    return Lag(name, statistics.median(waits), statistics.median(took))


async def _beat(longest: list[float]) -> None:
    while True:
        asked = time.perf_counter()
        await asyncio.sleep(BEAT)
        longest[0] = max(longest[0], time.perf_counter() - asked - BEAT)
