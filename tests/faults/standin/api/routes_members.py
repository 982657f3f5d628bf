"""Routes of one person on a server."""

from typing import Any

from tests.faults.standin import permissions
from tests.faults.standin.api.refusals import ApiError, bad_form, no_permission, unknown
from tests.faults.standin.api.rest import Body, Call, Discord, route
from tests.faults.standin.permissions import BITS

Json = dict[str, Any]


@route("PATCH", "/guilds/{guild}/members/{member}")
def patch_member(discord: Discord, call: Call) -> Body:
    """Take somebody out of a voice channel: Move Members in that channel."""
    world, member = discord.world, call.at["member"]
    home: Json = world.in_reach(call.at["guild"])
    if member not in home["members"]:
        raise unknown("member")
    if call.body != {"channel_id": None}:
        raise bad_form("channel_id", "BASE_TYPE_REQUIRED", "The stand-in only disconnects.")
    inside = world.channels.get(home["voice"].get(member, ""))
    if inside is None:
        raise ApiError(400, 40032, "Target user is not connected to voice.")
    may = permissions.in_channel(home, world.bot["id"], inside)
    if not may & BITS["move_members"]:
        raise no_permission()
    world.set_voice(home, member, None)
    return world.member(home, member)
