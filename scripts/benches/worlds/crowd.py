"""The servers of a crowded instant, as the stand-in and the bot's database know them."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from benches.worlds.evening import A_GROUP

from bot.storage.database.migrate import upgrade
from bot.storage.engine.store import Store
from bot.storage.sealing.keys import open_keys
from tests.faults.bots import Place
from tests.faults.group.many_servers import found_server, plan
from tests.faults.group.people import People

INSIDE = ["view_channel", "connect", "speak", "send_messages", "read_message_history"]
OURS = [*INSIDE, "manage_channels", "manage_roles"]
DATABASE = "data/openround.db"
IN_A_SECOND = 50
BY_ROUTE = (
    ("POST", r"/channels/\d+/messages", 5, 5.0),
    ("PATCH", r"/channels/\d+/messages", 5, 5.0),
    ("POST", r"/guilds/\d+/channels", 10, 10.0),
    ("PUT", r"/channels/\d+/permissions", 10, 15.0),
)
"""Discord's limits, as far as they are known."""

Json = dict[str, Any]


@dataclass(slots=True)
class Crowd:
    """So many servers, each with a meeting at the same instant; and one that is pressed in."""

    folder: Path
    place: Place
    ready: bool
    """Whether each category is as its rooms are to be: then none is changed after it was made."""
    found: list[Json] = field(default_factory=list)
    pressed: Json = field(default_factory=dict)

    async def gather(self, meetings: int) -> None:
        """Found the servers, with Discord's limits."""
        await self.place.people.limit_all(IN_A_SECOND)
        for method, regex, count, seconds in BY_ROUTE:
            await self.place.people.limit(method, regex, count, seconds)
        self.pressed = await self.place.people.found(**A_GROUP)
        for number in range(meetings):
            self.found.append(await self._server(self.place.people, number))

    async def _server(self, people: People, number: int) -> Json:
        made = await found_server(people, number, () if self.ready else OURS)
        if self.ready:
            rooms, role = made["places"]["Meetings"], made["roles"]["Facilitator"]
            await people.overwrite(rooms, role=role, allow=INSIDE)
            await people.overwrite(rooms, member="openround", allow=OURS)
        return made

    async def plan(self, doors: datetime) -> None:
        """Write settings and meetings into the bot's database, before it is started."""
        (self.folder / "data").mkdir(mode=0o700)
        cipher, _ = open_keys(self.folder / "data" / "master.key")
        url = f"sqlite:///{self.folder / DATABASE}"
        upgrade(url)
        store, at = Store(url, cipher), {one["id"]: doors for one in self.found}
        await store.run(lambda tx: plan(tx, self.found, at))
        store.close()
        config = self.folder / "config.toml"
        config.write_text(
            f'{self.place.config()}\n[database]\nurl = "sqlite:///{DATABASE}"\n', encoding="utf-8"
        )
        config.chmod(0o600)
