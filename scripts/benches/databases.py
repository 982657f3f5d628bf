"""Presses on one meeting on PostgreSQL beside the same on SQLite, in turns in the same run.

Both are the real bot, and both databases hold the same meeting. Each waits for its disk: the server
is one that keeps what it says it kept. Twelve people who press on one meeting are the worst there
is for a server, for they all want the same row.
"""

import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import click
import uvloop
from benches.meters.bounds import Bound, Figures
from benches.meters.process import step_aside
from benches.press import together
from benches.worlds.evening import HERE, READY, openround, to_the_discussion
from benches.worlds.fast_lane import standing
from sqlalchemy import create_engine, insert, select

from bot.storage.database.migrate import upgrade
from bot.storage.database.tables import metadata
from tests.a_postgres import postgres_in

FILE, SERVER = KINDS = ("sqlite", "postgres")
BOUNDS = (
    Bound("throughput_per_s", least=0.6),
    Bound("p50_ms", most=1.5),
)
NOT_COPIED = {"lease"}
"""Which process leads is each database's own."""


@dataclass(frozen=True, slots=True)
class Folders:
    """Where each bot runs: the same evening, with the same key."""

    file: Path
    server: Path

    def copy(self, url: str) -> None:
        """Give the server what the file holds."""
        shutil.copytree(self.file, self.server)
        upgrade(url)
        file = create_engine(f"sqlite:///{self.file / 'data' / 'openround.db'}")
        server = create_engine(url)
        with file.connect() as kept, server.begin() as fresh:
            for table in metadata.sorted_tables:
                rows = [dict(row) for row in kept.execute(select(table)).mappings()]
                if rows and table.name not in NOT_COPIED:
                    fresh.execute(insert(table), rows)
        file.dispose()
        server.dispose()


def measure(rounds: int, turns: int, *, fast: bool, as_json: bool) -> None:
    """Measure both and print the figures; `fast` is a server that does not wait for its disk."""
    step_aside()
    with tempfile.TemporaryDirectory() as folder, _server(durable=not fast) as url:
        Path(folder).chmod(0o700)
        found = uvloop.run(_measure(Path(folder), url, rounds, turns))
    click.echo(json.dumps(found, indent=1) if as_json else _table(found))


@contextmanager
def _server(*, durable: bool) -> Iterator[str]:
    root = Path(tempfile.mkdtemp(prefix="openround-postgres-"))
    try:
        with postgres_in(root, durable=durable) as url:
            yield url
    finally:
        shutil.rmtree(root, ignore_errors=True)


async def _measure(folder: Path, url: str, rounds: int, turns: int) -> dict[str, list[Figures]]:
    (folder / FILE).mkdir()
    folders = Folders(folder / FILE, folder / SERVER)
    async with standing(folder) as (lane, people):
        room = await to_the_discussion(lane, people, folders.file)
        lane.aim(HERE, room, READY)
        await lane.empty()
        folders.copy(url)
        starts = {
            FILE: lambda: openround(folders.file),
            SERVER: lambda: openround(folders.server, {"OPENROUND_DATABASE__URL": url}),
        }
        found: dict[str, list[Figures]] = {name: [] for name in KINDS}
        for number in range(rounds):
            click.echo(f"round {number + 1} of {rounds}", err=True)
            order = sorted(KINDS, reverse=number % 2 == 0)
            runners = await together(lane, {name: starts[name] for name in order}, turns)
            for one in runners:
                found[one.name].append(one.figures)
    return found


def _table(found: dict[str, list[Figures]]) -> str:
    bounds = {one.figure: one for one in BOUNDS}
    lines = [f"{'':22}{FILE:>12}{SERVER:>12}{'ratio':>8}   bound"]
    for name in found[FILE][0]:
        file, server = (_middle(found[kind], name) for kind in KINDS)
        ratio = median(
            ours[name] / theirs[name] if theirs[name] else 0.0
            for ours, theirs in zip(found[SERVER], found[FILE], strict=True)
        )
        bound = bounds.get(name)
        said = "" if bound is None else "met" if bound.keeps(ratio) else "NOT MET"
        words = bound.words if bound else ""
        lines.append(f"{name:22}{file:12.2f}{server:12.2f}{ratio:8.2f}   {words:8}{said}")
    return "\n".join(lines)


def _middle(rounds: Sequence[Figures], name: str) -> float:
    return median(one[name] for one in rounds)
