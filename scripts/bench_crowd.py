"""Many meetings due at one instant, over the wire: how long after it rooms, cards and doors stand.

The real bot is a process of its own and the strict stand-in another; the clock is the real one.
"""

import asyncio
import json
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bench_process import Measured, begin

from bot.domain.calendar.occurrence import DOORS_BEFORE, Occurrence, RoomKind
from bot.domain.ids import ChannelId, GuildId, OccurrenceId, RoleId
from bot.domain.server.server import Server
from bot.services.ports.store import Tx
from bot.storage.database.migrate import upgrade
from bot.storage.engine.store import Store
from bot.storage.sealing.keys import open_keys
from tests.faults import checking
from tests.faults.bots import ROOT, RUN, Place, standing
from tests.faults.group.people import People
from tests.faults.standin.ledger import Entry
from tests.waiting import until

INSIDE = ["view_channel", "connect", "speak", "send_messages", "read_message_history"]
OURS = [*INSIDE, "manage_channels", "manage_roles"]
DATABASE = "data/openround.db"
READY, FOR_A_SERVER = timedelta(seconds=60), timedelta(seconds=0.08)
"""So long before the doors the bot is started: what it says to each server at first takes time."""
REST = 5.0
"""Seconds for what comes after the last door."""
TOO_MANY = 429
_OUTSIDE = ("/interactions", "/webhooks")
"""Requests that Discord's limit of 50 in a second does not count."""

Json = dict[str, Any]


@dataclass(slots=True)
class Instant:
    """What the ledger says of one crowded instant."""

    place: Place
    doors: datetime
    meetings: int

    def seconds(self, one: Entry) -> float:
        """Give how long after the instant something happened."""
        return (datetime.fromisoformat(one["at"]) - self.doors).total_seconds()

    def shown(self, what: Callable[[str], object]) -> list[float]:
        """Give when each card, or door, came to stand."""
        every = self.place.entries("message_created")
        return [
            self.seconds(one) for one in every if any(what(it or "") for it in one["custom_ids"])
        ]

    @property
    def stands(self) -> bool:
        """Tell whether every card and every door stands."""
        cards, doors = self.shown(checking.CARD.fullmatch), self.shown(checking.DOOR.fullmatch)
        return min(len(cards), len(doors)) >= self.meetings

    def figures(self) -> Json:
        """Give what is to be told of it."""
        made = self.place.rooms()
        changed = [one for one in self.place.entries("channel_changed") if one["by"] == "bot"]
        doors = self.shown(checking.DOOR.fullmatch)
        asked = [(self.seconds(one), one) for one in self.place.entries("request")]
        counted = [(at, one) for at, one in asked if not one["route"].startswith(_OUTSIDE)]
        first, last = min(map(self.seconds, made)) - 1, max(doors)
        meanwhile = [one for at, one in counted if first <= at <= last]
        return {
            "rooms_s": span(map(self.seconds, made)),
            "closed_s": span(map(self.seconds, changed)),
            "cards_s": span(self.shown(checking.CARD.fullmatch)),
            "doors_s": span(doors),
            "requests_per_meeting": round(len(meanwhile) / self.meetings, 2),
            "most_in_a_second": most_in_a_second([at for at, _ in counted]),
            "refused_429": sum(one["status"] == TOO_MANY for _, one in asked),
            "requests": dict(Counter(f"{one['method']} {one['route']}" for one in meanwhile)),
        }


def span(instants: Any) -> list[float]:  # noqa: ANN401 - any numbers
    """Give the first, the middle and the last."""
    listed = sorted(instants)
    return [round(listed[at], 1) for at in (0, len(listed) // 2, -1)] if listed else []


def most_in_a_second(instants: Sequence[float]) -> int:
    """Give how many fell into the fullest second."""
    listed, since, most = sorted(instants), 0, 0
    for number, at in enumerate(listed):
        while listed[since] <= at - 1:
            since += 1
        most = max(most, number - since + 1)
    return most


@dataclass(slots=True)
class Crowd:
    """So many servers, each with a meeting at the same instant."""

    folder: Path
    place: Place
    ready: bool
    """Whether each category is as its rooms are to be: then none is changed after it was made."""
    found: list[Json] = field(default_factory=list)

    async def gather(self, meetings: int) -> None:
        """Found the servers."""
        for number in range(meetings):
            self.found.append(await self._server(self.place.people, f"g{number}-"))

    async def _server(self, people: People, prefix: str) -> Json:
        bot = {} if self.ready else {"bot": OURS}
        made = await people.found(
            name=prefix, owner=f"{prefix}olga", roles={"Facilitator": []},
            members={f"{prefix}fay": ["Facilitator"]}, text=[f"{prefix}doors", f"{prefix}orgs"],
            categories={f"{prefix}Meetings": {"private": True, **bot}},
        )  # fmt: skip
        places = {name.removeprefix(prefix): one for name, one in made["channels"].items()}
        if self.ready:
            role = made["roles"]["Facilitator"]
            await people.overwrite(places["Meetings"], role=role, allow=INSIDE)
            await people.overwrite(places["Meetings"], member="openround", allow=OURS)
        return {**made, "places": places}

    async def plan(self, doors: datetime) -> None:
        """Write settings and meetings into the bot's database, before it is started."""
        (self.folder / "data").mkdir(mode=0o700)
        cipher, _ = open_keys(self.folder / "data" / "master.key")
        url = f"sqlite:///{self.folder / DATABASE}"
        upgrade(url)
        store = Store(url, cipher)
        await store.run(lambda tx: _keep(tx, self.found, doors))
        store.close()
        config = self.folder / "config.toml"
        config.write_text(
            f'{self.place.config()}\n[database]\nurl = "sqlite:///{DATABASE}"\n', encoding="utf-8"
        )
        config.chmod(0o600)


def _keep(tx: Tx, found: Sequence[Json], doors: datetime) -> None:
    for number, made in enumerate(found, start=1):
        guild, role = GuildId(int(made["id"])), RoleId(int(made["roles"]["Facilitator"]))
        channel = {name: ChannelId(int(one)) for name, one in made["places"].items()}
        tx.servers.put(
            Server(guild, channel["Meetings"], channel["doors"], channel["orgs"], role,
                   timezone="Europe/London", country="GB")
        )  # fmt: skip
        tx.occurrences.add(
            Occurrence(OccurrenceId(number), guild, "Tonight", doors + DOORS_BEFORE, 60,
                       "newcomers-45", RoomKind.VOICE, doors - DOORS_BEFORE)
        )  # fmt: skip


async def once(folder: Path, meetings: int, *, ready: bool, tree: Path = ROOT) -> Json:
    """Let so many meetings be due at one instant, for the bot in a tree of its source."""
    async with standing(folder) as place:
        crowd = Crowd(folder, place, ready)
        await crowd.gather(meetings)
        doors = (place.now() + READY + meetings * FOR_A_SERVER).replace(microsecond=0)
        await crowd.plan(doors)
        bot = begin(RUN, folder, {"PYTHONPATH": os.fspath(tree)})
        try:
            return await _watch(place, bot, Instant(place, doors, meetings))
        finally:
            bot.stop()


async def _watch(place: Place, bot: Measured, instant: Instant) -> Json:
    await place.people.ready()
    await place.until(instant.doors)
    await until(lambda: instant.stands)
    spent = bot.cpu()
    await asyncio.sleep(REST)
    return {**instant.figures(), "cpu_s": round(spent, 1)}


def measure(meetings: int, *, ready: bool, tree: Path, as_json: bool) -> None:
    """Do it once and print the figures."""
    with tempfile.TemporaryDirectory(prefix="openround-crowd-") as folder:
        found = asyncio.run(once(Path(folder), meetings, ready=ready, tree=tree.resolve()))
    if as_json:
        print(json.dumps({"meetings": meetings, **found}))
        return
    print(f"{meetings} meetings due at one instant; first, middle, last, in seconds after it:")
    for name, value in found.items():
        print(f"{name:22}{value}")
