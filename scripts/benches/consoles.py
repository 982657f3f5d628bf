"""What consoles cost that are kept live: the same presses of members, without and with them.

The real bot and the simulated Discord share one process. What SimCord takes to look whether the bot
has done everything, at every task that sleeps, is left out; what it takes to serve a request isn't.
"""

import asyncio
import gc
import json
import tempfile
import tracemalloc
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import accumulate, pairwise
from pathlib import Path
from statistics import median
from typing import Any

from benches.meters.process import mib_in_use
from benches.meters.processor import Meter
from pydantic import SecretStr
from simcord import Env

from bot.app import composition
from bot.config.settings import Database, Discord, Settings
from bot.discordio.overwrites.permissions import INVITE
from bot.rehearsal import cast, simkit, world
from tests.cogs.group import LEAD, Group

NOBODY, PRIVATE, STANDING = KINDS = ("nobody", "private", "standing")
"""No console; each lead has one open; and each facilitators' channel has one besides."""
MEMBERS = ("Ana", "Ben", "Chi", "Esi")
SERIES = 5 * (
    (20.0, "Ana", "Raise hand"),
    (0.3, "Ben", "Raise hand"),
    (0.3, "Chi", "Ready to move on"),
    (4.0, "Ana", "Lower my hand"),
    (12.0, "Chi", "Not ready yet"),
    (0.5, "Ben", "Lower my hand"),
)
"""Simulated seconds to wait, then who presses what: the same in every meeting."""
APART = 1.85
"""Seconds by which each meeting is behind the one before."""
_START = datetime(2026, 12, 1, 18, tzinfo=UTC)
_HEARD, _AFTER = 31, 2
"""Seconds: so long after its start the bot trusts voice rooms; what is due is done after these."""

Figures = dict[str, float]


class Log(list[Any]):
    """Takes the place of SimCord's list of requests, and knows when each was made."""

    def __init__(self, env: Env) -> None:
        super().__init__(env.http_requests)
        self._env, self.stamped = env, list[tuple[datetime, Any]]()

    def append(self, request: Any) -> None:  # noqa: ANN401 - SimCord's own
        """Keep it with its instant."""
        super().append(request)
        self.stamped.append((self._env.now(), request))


@dataclass(slots=True)
class Edits:
    """The edits of some minutes, by kind and by message; answers to presses are none."""

    at: dict[str, dict[str, list[datetime]]] = field(default_factory=lambda: defaultdict(dict))
    answers: int = 0

    def figures(self) -> Figures:
        """Count them: at most one edit a second of each message is right."""
        found: Figures = {"answers": self.answers}
        for kind in ("card", PRIVATE, STANDING, "other"):
            messages = list(self.at[kind].values())
            found[f"{kind}_edits"] = sum(map(len, messages))
            found[f"{kind}_messages"] = len(messages)
        every = [times for one in self.at.values() for times in one.values()]
        found["most_in_a_second"] = max(map(_most_in_a_second, every), default=0)
        found["breaches"] = sum(
            (later - first).total_seconds() < 1
            for times in every
            for first, later in pairwise(times)
        )
        return found


def _most_in_a_second(times: Sequence[datetime]) -> int:
    return max(sum(0 <= (one - first).total_seconds() < 1 for one in times) for first in times)


class Evenings:
    """So many servers of one bot, each with a meeting in its discussion."""

    def __init__(self, env: Env, groups: Sequence[Group]) -> None:
        self._env, self._groups, self._log = env, groups, Log(env)
        env.backend.http_requests = self._log
        self._kinds: dict[str, str] = {}
        for group in groups:
            self._kinds[str(group.room.id)] = "card"
            self._kinds[str(group.world.facilitators_channel.id)] = STANDING

    async def open_consoles(self) -> list[int]:
        """Let each lead open a console; gives the ids of those messages."""
        opened = [(await group.console()).message for group in self._groups]
        paths = [one.path.split("/") for one in self._log]
        tokens = [path[3] for path in paths if path[-1] == "callback"]
        self._kinds |= dict.fromkeys(tokens[-len(opened) :], PRIVATE)
        await self._groups[0].wait(_AFTER)
        return [one.id for one in opened if one is not None]

    async def play(self) -> Figures:
        """Let members press; only what the bot does meanwhile counts."""
        self._log.stamped.clear()
        gc.collect()
        meter, now, before = Meter(), 0.0, mib_in_use()
        for at, number, name, label in _in_order(len(self._groups)):
            press = _found(self._groups[number], name, label)
            await meter.run(self._env.advance_time(at - now))
            simkit.press_at_once([press])
            await meter.run(self._env.settle())
            now = at
        await meter.run(self._env.advance_time(_AFTER))
        grown = round(mib_in_use() - before, 1)
        return {"cpu_s": round(meter.spent, 2), "grown_mib": grown, **self._edits().figures()}

    async def held(self) -> float:
        """Give how many KiB a console that is kept live holds: what is free once it is left."""
        tracemalloc.start()
        opened = await self.open_consoles()
        gc.collect()
        before = tracemalloc.get_traced_memory()[0]
        for one in opened:
            await self._groups[0].bot.live.leave(one)
        await self._env.settle()
        gc.collect()
        freed = before - tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        return round(freed / len(opened) / 1024, 1)

    def _edits(self) -> Edits:
        found = Edits()
        for at, one in self._log.stamped:
            path = one.path.split("/")
            found.answers += path[-1] == "callback"
            if one.method == "PATCH" and "messages" in path:
                place = path[3] if path[1] == "webhooks" else path[2]
                kind = self._kinds.get(place, "other")
                found.at[kind].setdefault(one.path, []).append(at)
        return found


def _in_order(meetings: int) -> list[tuple[float, int, str, str]]:
    """Give the presses of all meetings: when, in which one, who, what."""
    instants = list(accumulate(seconds for seconds, _, _ in SERIES))
    return sorted(
        (at + number * APART, number, name, label)
        for number in range(meetings)
        for at, (_, name, label) in zip(instants, SERIES, strict=True)
    )


def _found(group: Group, name: str, label: str) -> tuple[Any, Any, str]:
    message, button = cast.find_button(group[name], label)
    return group[name], message, button["custom_id"]


@asynccontextmanager
async def evenings(folder: Path, meetings: int, *, standing: bool) -> AsyncIterator[Evenings]:
    """Hold so many meetings as far as the discussion."""
    database = Database(
        url=f"sqlite:///{folder}/openround.db", key_file=folder / "master.key", daily_copy=False
    )
    nowhere = Discord(token=SecretStr("none.is.needed"))
    bot = composition.build(Settings(discord=nowhere, database=database))
    try:
        async with simkit.simulate(bot, start=_START) as env:
            groups = [Group(world.build(env, INVITE, members=MEMBERS)) for _ in range(meetings)]
            await env.settle()
            for group in groups:
                await group.set_up(standing_console=standing or None)
            await groups[0].wait(_HEARD)
            for group in groups:
                await group.start()
                await group.come(LEAD, *MEMBERS)
            for group in groups:
                await group.go_to("discussion")
                await group.console_left()  # the one that led there lives no more
            await groups[0].wait(_AFTER)
            yield Evenings(env, groups)
    finally:
        await bot.close()


async def once(kind: str, meetings: int) -> Figures:
    """Play the presses once, with these consoles."""
    with tempfile.TemporaryDirectory() as folder:
        async with evenings(Path(folder), meetings, standing=kind == STANDING) as here:
            if kind == NOBODY:
                return await here.play()
            await here.open_consoles()
            return {**await here.play(), "held_kib_per_console": await here.held()}


def measure(rounds: int, meetings: int, *, as_json: bool) -> None:
    """Play each kind so often, in turns, and print the medians."""
    found: dict[str, list[Figures]] = {kind: [] for kind in KINDS}
    for number in range(rounds):
        for kind in (*KINDS[number % len(KINDS) :], *KINDS[: number % len(KINDS)]):
            found[kind].append(asyncio.run(once(kind, meetings)))
        for kind in KINDS:
            base = found[NOBODY][-1]["cpu_s"]
            found[kind][-1]["ratio"] = round(found[kind][-1]["cpu_s"] / base, 3)
    report = {kind: _medians(every) for kind, every in found.items()}
    if as_json:
        each = {kind: [one["cpu_s"] for one in every] for kind, every in found.items()}
        print(json.dumps({"meetings": meetings, "presses": len(SERIES), "cpu_s": each, **report}))
        return
    print(f"{meetings} meetings, {len(SERIES)} presses in each, median of {rounds}")
    print(f"{'':22}" + "".join(f"{kind:>12}" for kind in KINDS))
    for name in report[STANDING]:
        values = (report[kind].get(name) for kind in KINDS)
        print(f"{name:22}" + "".join(f"{'' if one is None else one:>12}" for one in values))


def _medians(every: Sequence[Figures]) -> Figures:
    return {name: round(median(one[name] for one in every), 3) for name in every[0]}
