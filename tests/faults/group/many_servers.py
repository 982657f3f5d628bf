"""Many servers, each with a meeting, written into the bot's database before it is started."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.domain.calendar.occurrence import DOORS_BEFORE, Occurrence, RoomKind
from bot.domain.ids import ChannelId, GuildId, OccurrenceId, RoleId
from bot.domain.server.server import Server
from bot.services.ports.store import Tx
from tests.faults.group.people import People

Json = dict[str, Any]


async def found_server(people: People, number: int, bot: Sequence[str] = ()) -> Json:
    """Found one; `bot` may do so much where its rooms are to be. Its `places` bear plain names."""
    prefix = f"g{number}-"
    rooms: Json = {"private": True, "bot": list(bot)} if bot else {"private": True}
    made = await people.found(
        name=prefix, owner=f"{prefix}olga", roles={"Facilitator": []},
        members={f"{prefix}fay": ["Facilitator"]}, text=[f"{prefix}doors", f"{prefix}orgs"],
        categories={f"{prefix}Meetings": rooms},
    )  # fmt: skip
    places = {name.removeprefix(prefix): one for name, one in made["channels"].items()}
    return {**made, "places": places}


def plan(tx: Tx, found: Sequence[Json], doors: Mapping[str, datetime]) -> None:
    """Keep what each has settled, and a meeting whose `doors` open at the instant of its server."""
    for number, made in enumerate(found, start=1):
        guild, role = GuildId(int(made["id"])), RoleId(int(made["roles"]["Facilitator"]))
        channel = {name: ChannelId(int(one)) for name, one in made["places"].items()}
        tx.servers.put(
            Server(guild, channel["Meetings"], channel["doors"], channel["orgs"], role,
                   timezone="Europe/London", country="GB")
        )  # fmt: skip
        opens = doors[made["id"]]
        tx.occurrences.add(
            Occurrence(OccurrenceId(number), guild, "Tonight", opens + DOORS_BEFORE, 60,
                       "newcomers-45", RoomKind.VOICE, opens - DOORS_BEFORE)
        )  # fmt: skip
