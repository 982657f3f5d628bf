"""Routes of a guild's scheduled events: Create Events for one's own, Manage Events for others'."""

from typing import Any

from tests.faults.standin import permissions
from tests.faults.standin.api.refusals import no_permission
from tests.faults.standin.api.rest import Body, Call, Discord, route
from tests.faults.standin.events import Events
from tests.faults.standin.permissions import BITS

Json = dict[str, Any]


def _guild(discord: Discord, call: Call, *, writes: bool = True, creator: str = "") -> Json:
    guild: Json = discord.world.in_reach(call.at["guild"])
    may = permissions.in_guild(guild, discord.world.bot["id"])
    own = creator in {"", discord.world.bot["id"]}
    if writes and not may & (BITS["manage_events"] | (BITS["create_events"] if own else 0)):
        raise no_permission()
    return guild


@route("GET", "/guilds/{guild}/scheduled-events")
def get_events(discord: Discord, call: Call) -> Body:
    """List them."""
    return Events(discord.world).listed(_guild(discord, call, writes=False))


@route("POST", "/guilds/{guild}/scheduled-events")
def post_event(discord: Discord, call: Call) -> Body:
    """Make one."""
    guild, me = _guild(discord, call), discord.world.bot["id"]
    return Events(discord.world).create(guild, call.body, me)


@route("PATCH", "/guilds/{guild}/scheduled-events/{event}")
def patch_event(discord: Discord, call: Call) -> Body:
    """Change one."""
    events = Events(discord.world)
    event = events.get(_guild(discord, call, writes=False), call.at["event"])
    guild = _guild(discord, call, creator=event["creator_id"])
    return events.change(guild, call.at["event"], call.body, discord.world.bot["id"])


@route("DELETE", "/guilds/{guild}/scheduled-events/{event}")
def delete_event(discord: Discord, call: Call) -> Body:
    """Remove one."""
    events = Events(discord.world)
    event = events.get(_guild(discord, call, writes=False), call.at["event"])
    guild = _guild(discord, call, creator=event["creator_id"])
    events.delete(guild, call.at["event"], discord.world.bot["id"])
    return None
