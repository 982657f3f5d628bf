"""Routes of the account, the guild and its channels."""

from typing import Any

from tests.faults.standin import permissions
from tests.faults.standin.api.refusals import ApiError, bad_form, no_access, no_permission, unknown
from tests.faults.standin.api.rest import Body, Call, Discord, route
from tests.faults.standin.input.commands import registered
from tests.faults.standin.input.forms import check_channel
from tests.faults.standin.permissions import BITS
from tests.faults.standin.world import CATEGORY, DM, TEXT, VOICE

Json = dict[str, Any]


@route("GET", "/gateway")
def gateway(discord: Discord, _call: Call) -> Body:
    """Say where the gateway is."""
    return {"url": discord.gateway.url}


@route("GET", "/gateway/bot")
def gateway_bot(discord: Discord, _call: Call) -> Body:
    """Say how many sessions may still be begun: a crash test begins more than Discord would let."""
    left = discord.gateway.left
    limit = {"total": 1000, "remaining": left, "reset_after": 86_400_000, "max_concurrency": 1}
    return {"url": discord.gateway.url, "shards": 1, "session_start_limit": limit}


@route("GET", "/users/@me")
def me(discord: Discord, _call: Call) -> Body:
    """Say who the bot is."""
    return discord.world.bot | {"verified": True, "mfa_enabled": True, "flags": 0}


@route("GET", "/applications/@me")
@route("GET", "/oauth2/applications/@me")
def application(discord: Discord, _call: Call) -> Body:
    """Say what the application is."""
    bot = discord.world.bot
    return {"id": bot["id"], "name": "OpenRound", "description": "", "icon": None, "flags": 0,
            "bot_public": True, "bot_require_code_grant": False, "verify_key": "0" * 64,
            "owner": bot, "team": None, "summary": ""}  # fmt: skip


@route("PUT", "/applications/{application}/commands")
def put_commands(discord: Discord, call: Call) -> Body:
    """Take the whole set of commands."""
    discord.world.commands = registered(discord.world, call.body["_list"])
    return discord.world.commands


@route("GET", "/applications/{application}/commands")
def get_commands(discord: Discord, _call: Call) -> Body:
    """Give the set of commands."""
    return discord.world.commands


@route("GET", "/guilds/{guild}")
def guild(discord: Discord, call: Call) -> Body:
    """Give a guild."""
    return discord.gateway.guild_summary(discord.world.in_reach(call.at["guild"]))


@route("GET", "/guilds/{guild}/channels")
def channels(discord: Discord, call: Call) -> Body:
    """List the channels of a guild."""
    return list(discord.world.channels_of(discord.world.in_reach(call.at["guild"])["id"]))


@route("GET", "/guilds/{guild}/members/{member}")
def member(discord: Discord, call: Call) -> Body:
    """Give one member."""
    home = discord.world.in_reach(call.at["guild"])
    if call.at["member"] not in home["members"]:
        raise unknown("member")
    return discord.world.member(home, call.at["member"])


@route("POST", "/guilds/{guild}/channels")
def create_channel(discord: Discord, call: Call) -> Body:
    """Make a channel: Manage Channels in the guild, and in the category it goes into."""
    world = discord.world
    home = world.in_reach(call.at["guild"])
    may = permissions.in_guild(home, world.bot["id"])
    if not may & BITS["manage_channels"]:
        raise no_permission()
    if call.body.get("type", TEXT) not in (TEXT, VOICE, CATEGORY):
        raise bad_form("type", "BASE_TYPE_CHOICES", "The stand-in makes text, voice, category.")
    check_channel(call.body)
    parent = world.channels.get(str(call.body.get("parent_id")))
    if parent is not None:
        _need(discord, parent, "manage_channels")
    _may_grant(discord, home, call.body.get("permission_overwrites") or [], {})
    return world.create_channel(home, call.body, by="bot")


@route("GET", "/channels/{channel}")
def get_channel(discord: Discord, call: Call) -> Body:
    """Give one channel."""
    return reach(discord, call.at["channel"])


@route("PATCH", "/channels/{channel}")
def patch_channel(discord: Discord, call: Call) -> Body:
    """Change a channel."""
    channel = reach(discord, call.at["channel"], "manage_channels")
    check_channel(call.body)
    rules = call.body.get("permission_overwrites")
    if rules is not None:
        _need(discord, channel, "manage_roles")
        home = discord.world.guilds[channel["guild_id"]]
        _may_grant(discord, home, rules, _rules(channel))
    return discord.world.change_channel(channel, call.body, by="bot")


@route("DELETE", "/channels/{channel}")
def delete_channel(discord: Discord, call: Call) -> Body:
    """Delete a channel."""
    channel = reach(discord, call.at["channel"], "manage_channels")
    discord.world.delete_channel(channel, by="bot")
    return channel


@route("PUT", "/channels/{channel}/permissions/{target}")
def put_overwrite(discord: Discord, call: Call) -> Body:
    """Set what one role or member may do in a channel."""
    channel = reach(discord, call.at["channel"], "manage_roles")
    home = discord.world.guilds[channel["guild_id"]]
    rule = call.body | {"id": call.at["target"]}
    rules = _rules(channel)
    _may_grant(discord, home, [rule], rules)
    kept = [one for key, one in rules.items() if key != rule["id"]]
    discord.world.change_channel(channel, {"permission_overwrites": [*kept, rule]}, by="bot")
    return None


@route("DELETE", "/channels/{channel}/permissions/{target}")
def delete_overwrite(discord: Discord, call: Call) -> Body:
    """Forget what one role or member may do in a channel."""
    channel = reach(discord, call.at["channel"], "manage_roles")
    rules = _rules(channel)
    if rules.pop(call.at["target"], None) is None:
        raise unknown("overwrite")
    changes = {"permission_overwrites": list(rules.values())}
    discord.world.change_channel(channel, changes, by="bot")
    return None


@route("PUT", "/channels/{channel}/voice-status")
def voice_status(discord: Discord, call: Call) -> Body:
    """Set the line under a voice channel's name; the bot is never inside, so it must manage."""
    channel = reach(discord, call.at["channel"], "set_voice_channel_status", "manage_channels")
    if channel["type"] != VOICE:
        raise ApiError(400, 50024, "Cannot execute action on this channel type")
    status = call.body.get("status") or ""
    if len(status) > 500:
        raise bad_form("status", "BASE_TYPE_MAX_LENGTH", "Must be 500 or fewer in length.")
    discord.world.ledger.write("voice_status", id=channel["id"], status=status)
    return None


def reach(discord: Discord, channel_id: str, *rights: str) -> Json:
    """Find a channel the bot can see and has these rights in, or refuse."""
    channel = discord.world.channels.get(channel_id)
    if channel is None:
        raise unknown("channel")
    if channel["type"] != DM:
        discord.world.in_reach(channel["guild_id"])
    elif rights and "send_messages" not in rights:
        raise ApiError(400, 50003, "Cannot execute action on a DM channel")
    _need(discord, channel, *rights)
    return channel


def _need(discord: Discord, channel: Json, *rights: str) -> None:
    may = discord.world.rights(channel, discord.world.bot["id"])
    if not may & BITS["view_channel"]:
        raise no_access()
    if not all(may & BITS[right] for right in rights):
        raise no_permission()


def _rules(channel: Json) -> dict[str, Json]:
    return {rule["id"]: rule for rule in channel["permission_overwrites"]}


def _may_grant(discord: Discord, home: Json, new: list[Json], old: dict[str, Json]) -> None:
    """Refuse overwrites beyond the bot's own rights; Manage Roles only admins hand out."""
    may = permissions.in_guild(home, discord.world.bot["id"])
    none = {"allow": 0, "deny": 0}
    for rule in new:
        target, before = str(rule["id"]), old.get(str(rule["id"]), none)
        if int(rule["type"]) == 0 and target not in home["roles"]:
            raise unknown("role")
        if int(rule["type"]) == 1 and target not in discord.world.users:
            raise unknown("user")
        touched = int(rule.get("allow") or 0) ^ int(before["allow"])
        touched |= int(rule.get("deny") or 0) ^ int(before["deny"])
        if may != permissions.EVERYTHING and touched & (~may | BITS["manage_roles"]):
            raise no_permission()
