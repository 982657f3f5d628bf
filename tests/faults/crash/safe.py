"""The safe while its process is killed: while it writes, erases, or takes over a new master key.

`python -m tests.faults.crash.safe --kills 1000 --members 20` prints the figures as JSON. Nothing
that was acknowledged may be lost, nobody may be erased by half, and everything must open.
"""

import argparse
import asyncio
import json
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, fields
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from bot.domain.ids import MemberId
from bot.domain.journal.entry import JournalShelf
from tests.faults.crash import safe_life
from tests.faults.crash.safe_life import GUILDS, Done, Life, live, opened

MOST_WORDS = 40
"""A life is killed after at most so many words, and a moment later."""
LONGEST = 0.01
"""Seconds of that moment: long enough to be in the middle of what comes next."""


@dataclass(slots=True)
class Figures:
    """What was killed, what the lives did, and what was wrong."""

    kills: int = 0
    seconds: float = 0.0
    certain: Counter[str] = field(default_factory=Counter)
    cut_short: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


class Found(NamedTuple):
    """What is found of a member after a kill, once what was promised is done."""

    names: tuple[str, ...]
    entries: tuple[int, ...]

    @property
    def number(self) -> int:
        """The newest number that was written; 0 for nothing."""
        return int(self.names[0] or 0)


def look(folder: Path, members: int) -> dict[int, Found]:
    """Open the database after a kill, and read everything in it."""
    storage, privacy = opened(folder)

    def work(tx):
        found = {}
        for number in range(1, members + 1):
            member = MemberId(number)
            names = tuple(tx.memberships.get(guild, member).name for guild in GUILDS)
            entries = tx.entries.of(GUILDS[0], member, JournalShelf.CHECKIN)
            found[number] = Found(names, tuple(sorted(one.id for one in entries)))
        assert not tx.registry.unreadable(), tx.registry.unreadable()
        return found

    async def read():
        await privacy.finish()
        assert storage.beside.promises.waiting == ()
        return await storage.store.run(work)

    try:
        return asyncio.run(read())
    finally:
        storage.close()


@dataclass(slots=True)
class Known:
    """What must be there: by what was acknowledged, and what was under way when it was killed."""

    members: dict[int, tuple[int, ...]]
    """The numbers that were written of each member since they were erased last."""
    under_way: Done | None = None

    def heard(self, done: Done) -> None:
        """Take note of what a life said."""
        self.under_way = None if done.is_certain else done
        if done.is_certain and done.what == "write":
            self.members[done.member] += (done.number,)
        elif done.is_certain and done.what == "erase":
            self.members[done.member] = ()

    def wrong_with(self, found: dict[int, Found]) -> Iterator[str]:
        """Say where what is found is not what must be there."""
        for member, one in found.items():
            must = self.members[member]
            allowed = {must, *self._perhaps(member, must)}
            if one.entries not in allowed:
                yield f"member {member}: {one.entries} and not one of {sorted(allowed)}"
            if set(one.names) != {str(one.entries[-1]) if one.entries else ""}:
                yield f"member {member}: by half, {one.names} beside {one.entries}"
            self.members[member] = one.entries

    def _perhaps(self, member: int, must: tuple[int, ...]) -> list[tuple[int, ...]]:
        """Give what there may be as well, if what was under way came true."""
        done = self.under_way
        if done is None or done.member != member or done.what not in {"write", "erase"}:
            return []
        return [(*must, done.number) if done.what == "write" else ()]


def crash(
    folder: Path, kills: int, members: int, seed: int = 1, *, is_hasty: bool = False
) -> Figures:
    """Let process after process work on one database, and kill each."""
    began, figures, dice = time.monotonic(), Figures(), random.Random(seed)
    known = Known(dict.fromkeys(range(1, members + 1), ()))
    look(folder, members)
    while figures.kills < kills:
        life = Life(folder, members, dice.randrange(2**32), figures.kills * 100_000, is_hasty)
        _live_and_die(life, dice, known, figures)
        figures.kills += 1
        figures.wrong += known.wrong_with(look(folder, members))
    figures.seconds = round(time.monotonic() - began, 1)
    return figures


def _live_and_die(life: Life, dice: random.Random, known: Known, figures: Figures) -> None:
    with _process(life) as (process, hears):
        for _ in range(dice.randrange(1, MOST_WORDS)):
            _take(hears, known, figures)
        time.sleep(dice.uniform(0.0, LONGEST))
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        with suppress(EOFError):
            while hears.poll():
                _take(hears, known, figures)
    if known.under_way:
        figures.cut_short[known.under_way.what] += 1


def _take(hears: Connection, known: Known, figures: Figures) -> None:
    done = Done(*hears.recv())
    known.heard(done)
    figures.certain[done.what] += done.is_certain


@contextmanager
def _process(life: Life) -> Iterator[tuple[multiprocessing.Process, Connection]]:
    # Each comes from a process that never had a thread: OpenSSL's locks do not survive a fork.
    ways = multiprocessing.get_context("forkserver")
    ways.set_forkserver_preload([safe_life.__name__])
    hears, says = ways.Pipe(duplex=False)
    process = ways.Process(target=live, args=(life, says.send))
    process.start()
    says.close()
    try:
        yield process, hears  # type: ignore[misc]
    finally:
        process.kill()
        process.join()
        hears.close()


def vars_of(figures: Figures) -> dict[str, object]:
    """Give the figures by their names; `asdict` would count the pairs of a Counter anew."""
    return {one.name: getattr(figures, one.name) for one in fields(figures)}


def main() -> int:
    """Run as a command."""
    parser = argparse.ArgumentParser(prog="crash --safe")
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--members", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="openround-crash-") as folder:
        figures = crash(Path(folder), asked.kills, asked.members, asked.seed)
    print(json.dumps(vars_of(figures), indent=1))  # noqa: T201
    return 1 if figures.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
