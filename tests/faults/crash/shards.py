"""Processes that share one PostgreSQL, one of them killed every so often (T-SHARDS-1).

`python -m tests.faults.crash.shards` prints the figures as JSON; `scripts/crash --shards` calls it.
The clock is the real one: how late a room is, is what people would have waited.
"""

import argparse
import asyncio
import json
import random
import sys
import tempfile
from collections import Counter
from contextlib import ExitStack, suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.storage.database.migrate import upgrade
from bot.storage.database.opening import open_storage
from bot.storage.sealing.key_source import KeySource
from tests.faults import checking
from tests.faults.bots import Bot, Place, standing
from tests.faults.crash.crash import Plan, configure
from tests.faults.group.many_servers import found_server, plan
from tests.faults.standin.ledger import Entry
from tests.waiting import HangsError, until

LATEST = 60.0
"""Seconds that a room may be late."""
BEGUN = timedelta(seconds=30)
"""So long after the start the first doors open."""
OURS = ("view_channel", "connect", "manage_channels", "manage_roles")
"""What the bot may do where its rooms are to be."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Show:
    """How many processes and servers there are, and how often a process is killed."""

    url: str
    processes: int = 4
    servers: int = 250
    """Of each process."""
    shards: int = 16
    every: float = 20.0
    minutes: float = 10.0
    seed: int = 1
    by_themselves: bool = False
    """Whether the shards are divided by the leases alone."""

    def shards_of(self, number: int) -> str:
        """Say which shards a process is told to hold."""
        if self.by_themselves:
            return f"auto/{self.shards}"
        first, after = (self.shards * one // self.processes for one in (number, number + 1))
        return f"{first}-{after - 1}/{self.shards}"


@dataclass(slots=True)
class ShardFigures:
    """What came of it."""

    seed: int
    meetings: int = 0
    kills: int = 0
    late_s: list[float] = field(default_factory=list)
    """The first, the middle and the last room, in seconds after its doors were to open."""
    too_late: int = 0
    lost: int = 0
    twice: int = 0
    messages_twice: int = 0
    violations: int = 0
    tracebacks: int = 0

    @property
    def is_well(self) -> bool:
        """Tell whether nothing was lost, doubled or too late."""
        bad = self.too_late, self.lost, self.twice, self.messages_twice, self.violations
        return self.meetings > 0 and not any(bad) and not self.tracebacks


@dataclass(slots=True)
class Crowds:
    """The servers, each with a meeting at an instant of its own, and the processes beside them."""

    show: Show
    place: Place
    folder: Path
    doors: dict[str, datetime] = field(default_factory=dict)
    bots: list[Bot] = field(default_factory=list)

    async def gather(self) -> None:
        """Found the servers, and write what they have settled and planned."""
        dice = random.Random(self.show.seed)
        people = self.place.people
        found = [await found_server(people, number, OURS) for number in range(self._count)]
        first, span = self.place.now() + BEGUN + timedelta(seconds=0.02 * self._count), self._span
        for one in found:
            self.doors[one["id"]] = first + span * dice.random()
        configure(self.place, self.folder, Plan(0, speed=1.0, url=self.show.url))
        key = KeySource.of(self.folder / "data" / "master.key")
        upgrade(self.show.url)
        storage = open_storage(self.show.url, key.file, lambda: None)
        await storage.store.run(lambda tx: plan(tx, found, self.doors))
        storage.close()

    def begin(self) -> None:
        """Start every process."""
        for number in range(self.show.processes):
            shards = self.show.shards_of(number)
            self.bots.append(self.place.bot(self.folder, OPENROUND_DISCORD__SHARDS=shards))
            self.bots[-1].start()

    async def kill(self) -> int:
        """Kill a process every so often until the last doors are open; gives how many."""
        dice, over, kills = random.Random(self.show.seed), max(self.doors.values()), 0
        while (at := self.place.now() + timedelta(seconds=self.show.every)) < over:
            await self.place.until(at)
            one = dice.choice(self.bots)
            await one.kill()
            one.start()
            kills += 1
        await self.place.until(over)
        return kills

    async def figures(self, kills: int) -> ShardFigures:
        """Wait for the last rooms, and say how it went."""
        with suppress(HangsError):  # what is missing is counted
            await until(lambda: self.doors.keys() <= {one["guild_id"] for one in self._rooms()})
        made = self._rooms()
        late = sorted(self._seconds(one) for one in made)
        told, log = checking.messages_twice(self.place), (self.folder / "bot.log").read_text()
        return ShardFigures(
            self.show.seed,
            len(self.doors),
            kills,
            [round(late[at], 1) for at in (0, len(late) // 2, -1)] if late else [],
            sum(one > LATEST for one in late),
            len(self.doors.keys() - {one["guild_id"] for one in made}),
            sum(count - 1 for count in Counter(one["guild_id"] for one in made).values()),
            len(told),
            len((await self.place.people.state())["violations"]),
            log.count("Traceback"),
        )

    def _rooms(self) -> list[Entry]:
        """List the rooms; one that the bot has taken away as a second one is none."""
        return [one for one in self.place.rooms() if one["deleted"] is None]

    def _seconds(self, room: Entry) -> float:
        at = datetime.fromisoformat(room["at"])
        return (at - self.doors[room["guild_id"]]).total_seconds()

    @property
    def _count(self) -> int:
        return self.show.processes * self.show.servers

    @property
    def _span(self) -> timedelta:
        return timedelta(minutes=self.show.minutes)


async def hold(folder: Path, show: Show) -> ShardFigures:
    """Let meetings be due all the while, kill processes, and look what came of it."""
    async with standing(folder) as place:
        crowds = Crowds(show, place, folder)
        await crowds.gather()
        crowds.begin()
        return await crowds.figures(await crowds.kill())


def main() -> int:
    """Read the arguments and print the figures; 1 when anything went wrong."""
    from tests.a_postgres import postgres_in  # noqa: PLC0415 - only here

    parser = argparse.ArgumentParser(prog="crash --shards")
    for name, usual in (("processes", 4), ("servers", 250), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("--of", type=int, default=16, dest="shards", help="shards in all")
    parser.add_argument("--every", type=float, default=20.0, help="seconds between two kills")
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--auto", action="store_true", help="let the shards be divided by leases")
    parser.add_argument("--keep", type=Path, help="a folder for ledger and log")
    asked = vars(parser.parse_args())
    auto, keep = asked.pop("auto"), asked.pop("keep")
    with ExitStack() as stack:
        made = tempfile.TemporaryDirectory(prefix="openround-shards-")
        folder = keep or Path(stack.enter_context(made))
        folder.mkdir(parents=True, exist_ok=True)
        root = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="openround-pg-")))
        url = stack.enter_context(postgres_in(root))
        figures = asyncio.run(hold(folder, Show(url, by_themselves=auto, **asked)))
    print(json.dumps(asdict(figures), indent=1))  # noqa: T201
    return 0 if figures.is_well else 1


if __name__ == "__main__":
    sys.exit(main())
