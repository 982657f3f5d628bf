"""Many running meetings, the bot killed and started again: how long until every card is true.

The real bot is a process of its own and the strict stand-in another; the clock is the real one.
"""

import asyncio
import json
import os
import signal
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from benches.crowd import FOR_A_SERVER, GETS_READY
from benches.meters.instant import TOO_MANY, Instant, most_in_a_second, span
from benches.meters.process import Measured, begin
from benches.worlds.crowd import DATABASE, Crowd
from sqlalchemy import NullPool, create_engine

from bot.app.wiring.meeting import running_meetings
from bot.domain.ids import MemberId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.person import Actor
from bot.services.ports.store import Tx
from bot.storage.database.health import as_kept
from bot.storage.engine.store import Store
from bot.storage.sealing.keys import open_keys
from tests.faults import checking
from tests.faults.bots import ROOT, RUN, Place, standing
from tests.faults.standin.ledger import Entry
from tests.waiting import until

QUIET = 40.0
"""Seconds after which everything that is to be written down is."""
MINUTE = 66.0
"""Seconds in which every room is looked at once."""
EVENING = timedelta(hours=1)
"""Until then whoever leads counts as seen, and meetings are paused: nothing changes by time."""
EDIT = ("PATCH", "/channels/{channel}/messages/{message}")

Json = dict[str, Any]


@dataclass(slots=True)
class Here:
    """Stands still while it is made, and knows when it was: a clock, and an alarm of nobody."""

    at: datetime

    def now(self) -> datetime:
        """Give that instant."""
        return self.at

    async def sleep_until(self, at: datetime) -> None:
        """Wait for nothing."""

    def by(self, at: datetime) -> None:
        """Wake nobody."""


@dataclass(slots=True)
class Evenings:
    """So many running meetings, and the bot that holds them."""

    folder: Path
    place: Place
    crowd: Crowd
    meetings: int
    bot: Measured | None = None

    async def hold(self) -> None:
        """Open every room, begin every meeting, and let all cards be true."""
        await self.crowd.gather(self.meetings)
        wait = GETS_READY + self.meetings * FOR_A_SERVER
        doors = (self.place.now() + wait).replace(microsecond=0)
        await self.crowd.plan(doors)
        self.start()
        await self.place.until(doors)
        await until(lambda: Instant(self.place, doors, self.meetings, wait).stands)
        self.kill()
        await self._in_the_database(self._begin)
        self.start()
        await until(lambda: self._cards() >= 2 * self.meetings)
        await asyncio.sleep(QUIET)
        self.kill()

    def start(self) -> None:
        """Start the bot."""
        self.bot = begin(RUN, self.folder, {"PYTHONPATH": os.fspath(ROOT)})

    def kill(self) -> None:
        """End it as a power cut would."""
        if self.bot is not None:
            self.bot.process.send_signal(signal.SIGKILL)
            self.bot.process.wait()

    async def change(self, of_those: int) -> None:
        """Let the newest so many have changed while no process ran."""

        async def work(store: Store) -> None:
            running = await store.run(lambda tx: tx.live_meetings.all())
            for one in running[len(running) - of_those :]:
                await store.run(partial(_save, meeting=one))

        await self._in_the_database(work)

    async def started(self, seconds: float) -> Json:
        """Start it again, look for so long, and kill it: give what it asked for."""
        before = len(self.place.entries())
        self.start()
        await until(lambda: _first(self.place.entries()[before:], "identify"))
        await asyncio.sleep(seconds)
        assert self.bot is not None  # noqa: S101 - just started
        spent = self.bot.cpu()
        self.kill()
        return _figures(self.place.entries()[before:]) | {"cpu_s": round(spent, 1)}

    async def _begin(self, store: Store) -> None:
        running = await store.run(lambda tx: tx.live_meetings.all())
        here = Here(self.place.now())
        meetings = running_meetings(store, here, here)
        for one in running:
            begun = await meetings.begin(one.id, _facilitator(one), one.place)
            stands = replace(begun, paused_at=here.at, lead_seen_at=here.at + EVENING)
            await store.run(partial(_save, meeting=stands))

    async def _in_the_database(self, work: Callable[[Store], Any]) -> None:
        url = f"sqlite:///{self.folder / DATABASE}"
        with create_engine(url, poolclass=NullPool).connect() as connection:
            cipher = as_kept(connection, open_keys(self.folder / "data" / "master.key")[0])
        store = Store(url, cipher)
        try:
            await work(store)
        finally:
            store.close()

    def _cards(self) -> int:
        every = self.place.entries("message_created")
        return sum(any(checking.CARD.fullmatch(it or "") for it in one["custom_ids"])
                   for one in every)  # fmt: skip


def _save(tx: Tx, meeting: LiveMeeting) -> None:
    tx.live_meetings.save(meeting)


def _facilitator(meeting: LiveMeeting) -> Actor:
    return Actor(MemberId(meeting.guild + 1), "fay", leads=True)


def _first(entries: list[Entry], kind: str) -> Entry | None:
    return next((one for one in entries if one["kind"] == kind), None)


def _figures(entries: list[Entry]) -> Json:
    identify = _first(entries, "identify")
    assert identify is not None  # noqa: S101 - it was waited for
    asked = [(one["real"] - identify["real"], one) for one in entries if one["kind"] == "request"]
    named = Counter(f"{one['method']} {one['route']}" for _, one in asked)
    edits = [(at, one["path"]) for at, one in asked if (one["method"], one["route"]) == EDIT]
    first = {path: at for at, path in reversed(edits)}
    return {
        "edits": len(edits),
        "edits_s": span(first.values()),
        "most_in_a_second": most_in_a_second([at for at, _ in asked]),
        "refused_429": sum(one["status"] == TOO_MANY for _, one in asked),
        "requests": dict(named),
    }


async def once(folder: Path, meetings: int) -> Json:
    """Hold so many meetings, and start the bot again where all, none and one have changed."""
    async with standing(folder) as place:
        evenings = Evenings(folder, place, Crowd(folder, place, ready=True), meetings)
        try:
            await evenings.hold()
            await evenings.change(meetings)
            every = await evenings.started(MINUTE)
            none = await evenings.started(MINUTE)
            await evenings.change(1)
            one = await evenings.started(QUIET)
        finally:
            evenings.kill()
        return {"all changed": every, "none changed": none, "one changed": one}


def measure(meetings: int, *, as_json: bool) -> None:
    """Do it once and print the figures."""
    with tempfile.TemporaryDirectory(prefix="openround-restart-") as folder:
        found = asyncio.run(once(Path(folder), meetings))
    if as_json:
        print(json.dumps({"meetings": meetings, **found}))
        return
    print(f"{meetings} running meetings; edits in seconds after IDENTIFY: first, middle, last:")
    for case, figures in found.items():
        print(case)
        for name, value in figures.items():
            print(f"  {name:20}{value}")
