"""So many rooms open at once in one process: whether anything breaks, and what one of them costs.

The real services and the real database, on a Discord in memory. A tenth as many are held in the
same run: what one room costs may not grow with their number.
"""

import asyncio
import json
import logging
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import click
from benches.meters.process import mib_in_use

from bot.domain.calendar.occurrence import DOORS_BEFORE, Occurrence, Phase, RoomKind
from bot.domain.ids import ChannelId, GuildId, OccurrenceId
from bot.domain.server.server import Server
from bot.services.ports.store import Tx
from bot.simulation.in_memory.small_discord import DiscordInMemory, LeapingClock
from bot.simulation.process import Process, begin
from bot.storage.database.migrate import upgrade

PER_SERVER = 10
"""As many meetings as one server may hold at once."""
AT_A_TIME = 1000
"""Meetings that are planned in one transaction."""
DOORS = datetime(2026, 12, 1, 18, 50, tzinfo=UTC)
LOOKED_AT = timedelta(minutes=2)
"""So long they are open: each is looked at once a minute."""
LEAST_LEAP = timedelta(milliseconds=10)
ANNOUNCED, ORGANISERS, CATEGORY = ChannelId(11), ChannelId(12), ChannelId(13)

Figures = dict[str, float]


class Faults(logging.Handler):
    """Counts what the log calls a fault."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.count, self.first = 0, ""

    def emit(self, record: logging.LogRecord) -> None:
        """Count one."""
        self.count += 1
        self.first = self.first or self.format(record)


class Unwatched(DiscordInMemory):
    """A Discord that does not go through every room to see who could look into it."""

    def note(self, what: str) -> None:
        """Note nothing."""


@dataclass(slots=True)
class House:
    """One process with so many meetings, which all open at one instant."""

    process: Process
    clock: LeapingClock
    ticks: int = 0

    async def until(self, at: datetime) -> None:
        """Let time pass, waking as the scheduler would."""
        while self.clock.at < at:
            following = await self.process.tick()
            self.ticks += 1
            self.clock.at = max(min(following or at, at), self.clock.at + LEAST_LEAP)

    async def open(self) -> int:
        """Say how many are open."""
        live = await self.process.storage.store.run(lambda tx: tx.occurrences.live())
        return sum(one.phase is Phase.OPEN for one in live)


def planned(rooms: int) -> Iterator[tuple[Server, Occurrence]]:
    """Give meetings of one instant, ten in each server."""
    for number in range(1, rooms + 1):
        server = Server(GuildId(10_000 + number // PER_SERVER), CATEGORY, ANNOUNCED, ORGANISERS,
                        timezone="Europe/London", country="GB")  # fmt: skip
        yield server, Occurrence(OccurrenceId(number), server.id, f"Evening {number}",
                                 DOORS + DOORS_BEFORE, 60, "newcomers-45", RoomKind.VOICE,
                                 DOORS - DOORS_BEFORE)  # fmt: skip


def _keep(tx: Tx, *, some: list[tuple[Server, Occurrence]]) -> None:
    for server, occurrence in some:
        tx.servers.put(server)
        tx.occurrences.add(occurrence)


async def held(folder: Path, rooms: int) -> Figures:
    """Open so many rooms, look at them for two minutes; gives what that cost."""
    upgrade(f"sqlite:///{folder}/openround.db")
    clock = LeapingClock(DOORS - timedelta(minutes=6))
    process = await begin(folder, Unwatched(clock))
    house, every = House(process, clock), list(planned(rooms))
    for first in range(0, rooms, AT_A_TIME):
        work = partial(_keep, some=every[first : first + AT_A_TIME])
        await process.storage.store.run(work)
    spent = time.process_time()
    await house.until(DOORS + timedelta(minutes=10))
    opened = time.process_time() - spent
    stand, ticks, spent = await house.open(), house.ticks, time.process_time()
    await house.until(clock.at + LOOKED_AT)
    looked = (time.process_time() - spent) / (rooms * LOOKED_AT / timedelta(minutes=1))
    figures = {"open": stand, "made": len(process.discord.ever), "still_open": await house.open(),
               "cpu_ms_to_open_one": opened / rooms * 1000, "cpu_ms_to_look_at_one": looked * 1000,
               "ticks_while_open": house.ticks - ticks, "mib": mib_in_use()}  # fmt: skip
    process.stop()
    return figures


def measure(rooms: int, *, as_json: bool) -> None:
    """Do it with a tenth and with all, and print the figures."""
    faults, found = Faults(), dict[str, Figures]()
    logging.getLogger().addHandler(faults)
    for count in (rooms // 10, rooms):
        click.echo(f"{count} rooms", err=True)
        with tempfile.TemporaryDirectory(prefix="openround-ceilings-") as folder:
            found[str(count)] = asyncio.run(held(Path(folder), count))
    few, many = found.values()
    ratio = {name: round(many[name] / few[name], 2) for name in few if few[name]}
    report = {**found, "ratio": ratio, "faults": faults.count, "first_fault": faults.first}
    click.echo(json.dumps(report, indent=None if as_json else 1))
