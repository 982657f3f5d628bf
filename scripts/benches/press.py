"""A press on the card, beside a bare bot in the same run: waiting, cost, requests, start, memory.

The bots share one core while this process, on another, is Discord. They are pressed in short turns
and compared within the same round, for the machine is not ours alone. A durable press waits for the
disk, a bare bot never does: how long that takes is measured too (`TMPDIR` chooses the disk), and a
third bot shows the floor: bare, but for a commit before it answers.
"""

import asyncio
import json
import resource
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import click
import uvloop
from benches.meters.bounds import RATES, Figures, summary, table
from benches.meters.count import ANSWER_WITHIN, Count
from benches.meters.process import Measured, begin_beside, step_aside, sync_time
from benches.worlds.evening import HERE, READY, openround, remembered, to_the_discussion
from benches.worlds.fast_lane import Lane, standing

WARM_UP, ONE_BY_ONE = 200, 100
"""Presses."""
PER_TURN = 200
"""Presses at one rate before it is the other bot's turn: enough to see one in a hundred."""
AT_ONCE = 12
"""People who press again as soon as they are answered, for the throughput."""


@dataclass(slots=True)
class Runner:
    """One bot in one round."""

    name: str
    lane: Lane
    process: Measured
    figures: Figures = field(default_factory=dict)
    failures: int = 0

    async def first_answer(self) -> None:
        """Wait until it has answered a press for the first time."""
        while not self.lane.meet(self.name):
            if self.process.process.poll() is not None:
                raise click.ClickException(f"{self.name} ended: {self.process.last_words()}")
            await asyncio.sleep(0.001)
        await asyncio.wait_for(self.lane.press(self.name), 2 * ANSWER_WITHIN)
        self.figures["start_s"] = time.perf_counter() - self.process.since
        self.figures["start_cpu_s"] = self.process.cpu()

    async def press(self) -> float | None:
        """Press once and wait."""
        try:
            return await asyncio.wait_for(self.lane.press(self.name), ANSWER_WITHIN)
        except TimeoutError:
            self.failures += 1
            return None

    async def alone(self, presses: int) -> Count:
        """Press, wait for the answer, press again."""
        count = Count()
        for _ in range(presses):
            count.take([await self.press()])
        return count

    async def at_rate(self, rate: int) -> Count:
        """Press evenly at a rate, whether or not the presses before were answered."""
        begun, tasks = time.perf_counter(), list[asyncio.Task[float | None]]()
        for number in range(PER_TURN):
            await asyncio.sleep(max(0.0, begun + number / rate - time.perf_counter()))
            tasks.append(asyncio.create_task(self.press()))
        count = Count()
        count.take(await asyncio.gather(*tasks))
        return count

    async def flat_out(self) -> Count:
        """Press for a second with twelve people, each again as soon as they are answered."""
        until, count = time.perf_counter() + 1, Count()

        async def person() -> None:
            while time.perf_counter() < until:
                count.take([await self.press()])

        await asyncio.gather(*(person() for _ in range(AT_ONCE)))
        return count


def measure(rounds: int, turns: int, *, plain_loop: bool, as_json: bool) -> None:
    """Measure the bots and print the figures."""
    step_aside()
    with tempfile.TemporaryDirectory() as folder:
        found = uvloop.run(_measure(Path(folder), rounds, turns, plain_loop=plain_loop))
    report = summary(found)
    click.echo(json.dumps(report, indent=1) if as_json else table(report))


async def _measure(
    folder: Path, rounds: int, turns: int, *, plain_loop: bool
) -> dict[str, list[Figures]]:
    async with standing(folder) as (lane, people):
        room = await to_the_discussion(lane, people, folder)
        lane.aim(HERE, room, READY)
        (folder / "meeting.json").write_bytes(await remembered(folder))
        starts = {
            "openround": lambda: openround(folder),
            **{one: _beside(one, lane, folder, plain_loop) for one in ("bare", "keeping")},
        }
        found: dict[str, list[Figures]] = {name: [] for name in starts}
        for number in range(rounds):
            click.echo(f"round {number + 1} of {rounds}", err=True)
            order = sorted(starts, reverse=number % 2 == 0)
            for one in await together(lane, {name: starts[name] for name in order}, turns):
                found[one.name].append(one.figures | {"disk_sync_ms": sync_time(folder)})
    return found


def _beside(name: str, lane: Lane, folder: Path, plain_loop: bool) -> Callable[[], Measured]:
    env = {"API_URL": lane.api, "GATEWAY_URL": lane.gateway,
           "MEETING": str(folder / "meeting.json"), "KEPT": str(folder / "kept.db"),
           "LOOP": "asyncio" if plain_loop else "uvloop"}  # fmt: skip
    return lambda: begin_beside(name, folder, env)


async def together(
    lane: Lane, starts: dict[str, Callable[[], Measured]], turns: int
) -> list[Runner]:
    """Start the bots of one round and compare them."""
    runners: list[Runner] = []
    try:
        for name, start in starts.items():
            runners.append(Runner(name, lane, start()))
            await runners[-1].first_answer()
        for runner in runners:
            await runner.alone(WARM_UP)
        await lane.quiet()
        await _compare(lane, runners, turns)
    finally:
        for runner in runners:
            runner.process.stop()
        await lane.empty()
    return runners


async def _compare(lane: Lane, runners: Sequence[Runner], turns: int) -> None:
    before = {one.name: (lane.presses[one.name], lane.requests[one.name]) for one in runners}
    wrong = lane.wrong.copy()
    await _alternate(runners, "p50_ms", 0.5, turns, lambda one: one.alone(ONE_BY_ONE))
    spent = {one.name: (one.process.cpu(), lane.presses[one.name]) for one in runners}
    for rate in RATES:
        await _alternate(
            runners, f"p99_ms_at_{rate}", 0.99, turns, partial(Runner.at_rate, rate=rate)
        )
    for one in runners:
        cpu, presses = spent[one.name]
        used = one.process.cpu() - cpu
        one.figures["cpu_s_per_1000"] = used / (lane.presses[one.name] - presses) * 1000
    used = _used()
    counts = await _alternate(runners, "p50_ms_flat_out", 0.5, turns, lambda one: one.flat_out())
    busy = (_used() - used) / turns / len(runners)
    for one in runners:
        presses, requests = before[one.name]
        one.figures["throughput_per_s"] = len(counts[one.name].latencies) / turns
        one.figures["generator_busy"] = busy
        one.figures["failures"] = float(one.failures + lane.wrong[one.name] - wrong[one.name])
        asked = lane.requests[one.name] - requests
        one.figures["requests_per_press"] = asked / (lane.presses[one.name] - presses)
        one.figures["rss_mib"] = one.process.rss()


async def _alternate(
    runners: Sequence[Runner],
    figure: str,
    part: float,
    turns: int,
    act: Callable[[Runner], Awaitable[Count]],
) -> dict[str, Count]:
    """Let each bot do the same in turns, and keep a quantile of all its turns."""
    counts = {one.name: Count() for one in runners}
    for _ in range(turns):
        for one in runners:
            count = await act(one)
            counts[one.name].latencies += count.latencies
            counts[one.name].failures += count.failures
    for one in runners:
        one.figures[figure] = counts[one.name].quantile(part)
    return counts


def _used() -> float:
    mine = resource.getrusage(resource.RUSAGE_SELF)
    return mine.ru_utime + mine.ru_stime
