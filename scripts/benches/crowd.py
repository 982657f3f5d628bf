"""Many meetings due at one instant, over the wire, with Discord's limits on and people who press.

The same is asked of naive bots in the same run, one after the other: each has a stand-in of its own
in another process, and the last core to itself. The clock is the real one.
"""

import asyncio
import json
import os
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import click
from benches.meters.count import ANSWER_WITHIN
from benches.meters.instant import Instant
from benches.meters.presses import Button, Pressing
from benches.meters.process import Measured, begin, begin_beside, step_aside
from benches.worlds.crowd import Crowd
from benches.worlds.evening import DOOR, HAND, HERE, OPTIONS, READY, hold, up

from bot.domain.rooms import crowded
from tests.faults.bots import RUN, Place, standing
from tests.waiting import Patience

NAIVE = {"raw": 0, "bucket": 45}
"""Requests a second of each naive bot; 0 is as fast as discord.py lets it."""
BARE, OURS = "bucket", "openround"
"""The one that does all that is asked for, and nothing else; and the one that is measured."""
GETS_READY, FOR_A_SERVER = timedelta(seconds=60), timedelta(seconds=0.1)
"""So long before the first room ours is started: what it says to each server takes time."""
LOGS_IN = timedelta(seconds=25)
"""So long before the instant a naive bot is started, and a little for each server."""
ALONE = timedelta(seconds=10)
"""So long people press before it: what that costs is taken off what the herd has cost."""
EVERY, REST = 0.25, 10.0
"""Seconds between two looks; and without a request, after which a bot has given up."""
BOUNDS = {"presses_failed": 0, "press_p95_ms": 50, "press_max_ms": 1000, "refused_429": 0,
          "cpu_ratio": 2.0}  # fmt: skip

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Contest:
    """The same evening for each bot."""

    folder: Path
    meetings: int
    ready: bool
    tree: Path

    async def each(self, names: Sequence[str]) -> dict[str, Json]:
        """Let the bots hold it, one after the other."""
        found: dict[str, Json] = {}
        for name in names:
            click.echo(f"{name}: {self.meetings} meetings", err=True)
            folder = self.folder / name
            folder.mkdir(mode=0o700)
            async with standing(folder, answer_within=ANSWER_WITHIN) as place:
                crowd = Crowd(folder, place, self.ready)
                await crowd.gather(self.meetings)
                act = self._ours(crowd) if name == OURS else self._naive(crowd, NAIVE[name])
                found[name] = await act
        return found

    async def _ours(self, crowd: Crowd) -> Json:
        instant = self._instant(crowd.place, GETS_READY + self.meetings * FOR_A_SERVER)
        await crowd.plan(instant.doors)
        bot = begin(RUN, crowd.folder, {"PYTHONPATH": os.fspath(self.tree)})
        try:
            await up(crowd.place.people, bot)
            room = await hold(crowd.place.people, crowd.pressed)
            door = Button(crowd.pressed["channels"]["announcements"], DOOR)
            in_the_room = [Button(room, label) for label in (READY, HAND, OPTIONS)]
            pressing = Pressing(crowd.place.people, HERE, [*in_the_room, door])
            return await _watch(bot, instant, pressing)
        finally:
            bot.stop()

    async def _naive(self, crowd: Crowd, pace: int) -> Json:
        before = LOGS_IN + self.meetings * FOR_A_SERVER / 4
        instant = self._instant(crowd.place, before, early=False)
        env = {"API_URL": crowd.place.api, "GATEWAY_URL": crowd.place.gateway, "LOOP": "uvloop",
               "PACE": str(pace), "DOORS": str(_real(crowd.place, instant.doors))}  # fmt: skip
        bot = begin_beside("naive", crowd.folder, env)
        try:
            card = Button(crowd.pressed["channels"]["organisers"], READY)
            return await _watch(bot, instant, Pressing(crowd.place.people, HERE, [card]))
        finally:
            bot.stop()

    def _instant(self, place: Place, before: timedelta, *, early: bool = True) -> Instant:
        """Give the instant before whose first room there is so much time."""
        at = datetime.max.replace(tzinfo=place.now().tzinfo)
        first = crowded.begins({at: self.meetings}).get(at, at) if early else at
        doors = (place.now() + before + (at - first)).replace(microsecond=0)
        return Instant(place, doors, self.meetings, at - first)


async def _watch(bot: Measured, instant: Instant, pressing: Pressing) -> Json:
    """Press until every door stands, or the bot has given up; gives the figures."""
    await instant.place.until(instant.begins - ALONE)
    spent = bot.cpu()
    async with replace(pressing).meanwhile():
        await instant.place.until(instant.begins)
    presses_a_second = (bot.cpu() - spent) / ALONE.total_seconds()
    spent, patience = bot.cpu(), Patience()
    async with pressing.meanwhile():
        await instant.place.until(instant.doors)
        while not (instant.stands or _gave_up(instant) or patience.is_over):  # noqa: ASYNC110 - a file rings no bell
            await asyncio.sleep(EVERY)
        spent = bot.cpu() - spent
    lasted = (instant.place.now() - instant.begins).total_seconds()
    herd = spent - presses_a_second * lasted
    cpu = {"cpu_s": round(spent, 2), "herd_cpu_s": round(herd, 2)}
    return {**instant.figures(), **cpu, **pressing.figures()}


def _gave_up(instant: Instant) -> bool:
    now = (instant.place.now() - instant.doors).total_seconds()
    return now - max((at for at, _ in instant.asked()), default=0.0) > REST


def _real(place: Place, instant: datetime) -> float:
    """Say when an instant of the stand-in's is, in seconds since 1970."""
    return time.time() + (instant - place.now()).total_seconds()


def measure(meetings: int, *, ready: bool, tree: Path, alone: bool, as_json: bool) -> None:
    """Do it once and print the figures."""
    step_aside()
    with tempfile.TemporaryDirectory(prefix="openround-crowd-") as folder:
        contest = Contest(Path(folder), meetings, ready, tree.resolve())
        found = asyncio.run(contest.each([OURS] if alone else [*NAIVE, OURS]))
    if not alone:
        ratio = found[OURS]["herd_cpu_s"] / found[BARE]["herd_cpu_s"]
        found[OURS]["cpu_ratio"] = round(ratio, 2)
    if as_json:
        click.echo(json.dumps({"meetings": meetings, "ready": ready, **found}))
        return
    click.echo(f"{meetings} meetings due at one instant; first, middle, last, in seconds after it:")
    click.echo(_table(found))


def _table(found: dict[str, Json]) -> str:
    lines = [f"{'':22}" + "".join(f"{name:>24}" for name in found) + "   bound"]
    for name in (one for one in found[OURS] if not isinstance(found[OURS][one], dict)):
        told = "".join(f"{_written(figures.get(name, '')):>24}" for figures in found.values())
        most = BOUNDS.get(name)
        kept = "" if most is None else "met" if found[OURS][name] <= most else "NOT MET"
        lines.append(f"{name:22}{told}   {'' if most is None else f'≤ {most}':8}{kept}")
    listed = [
        f"{name}, {figure}: {value}"
        for name, figures in found.items()
        for figure, value in figures.items()
        if isinstance(value, dict)
    ]
    return "\n".join([*lines, "", *listed])


def _written(value: object) -> str:
    return " / ".join(map(str, value)) if isinstance(value, list) else str(value)
