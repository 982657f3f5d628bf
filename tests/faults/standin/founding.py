"""Founding a guild from a few words of JSON."""

from typing import Any

from tests.faults.standin.permissions import EVERYONE, bits
from tests.faults.standin.world import CATEGORY, TEXT, VOICE, World

Json = dict[str, Any]

BOT_RIGHTS = (
    "view_channel", "send_messages", "read_message_history", "connect", "speak",
    "manage_channels", "set_voice_channel_status", "create_events",
)  # fmt: skip


def found(world: World, plan: Json) -> Json:
    """Make a guild: roles, members, channels, categories, and the bot in it.

    `plan`: name, locale, roles {name: [rights]}, members {name: [roles]}, owner, everyone
    [rights], bot_rights [rights], text [names], voice [names], categories {name: {private: bool,
    bot: [rights], text: [names], voice: [names]}}.
    """
    guild_id = world.ids.take()
    guild: Json = {
        "id": guild_id, "name": plan.get("name", "Group"), "owner_id": "0", "voice": {},
        "locale": plan.get("locale", "en-US"), "members": {}, "unavailable": False, "roles": {},
    }  # fmt: skip
    world.guilds[guild_id] = guild
    add_role(world, guild, "@everyone", plan.get("everyone", EVERYONE), role_id=guild_id)
    for name, rights in plan.get("roles", {}).items():
        add_role(world, guild, name, rights)
    bot_role = add_role(world, guild, "OpenRound", plan.get("bot_rights", BOT_RIGHTS))
    for name, roles in {plan.get("owner", "owner"): [], **plan.get("members", {})}.items():
        add_member(world, guild, name, roles)
    guild["owner_id"] = world.user(plan.get("owner", "owner"))["id"]
    guild["bot_role"] = bot_role["id"]
    join_bot(world, guild)
    _channels(world, guild, plan, None)
    for name, inside in plan.get("categories", {}).items():
        _category(world, guild, name, inside)
    world.tell("GUILD_CREATE", guild)
    return guild


def join_bot(world: World, guild: Json) -> None:
    """Put the bot into the guild, with its own role."""
    guild["members"][world.bot["id"]] = _member(world, [guild["bot_role"]])


def add_role(
    world: World, guild: Json, name: str, rights: list[str] | tuple[str, ...], role_id: str = ""
) -> Json:
    """Make a role."""
    role = {"id": role_id or world.ids.take(), "name": name, "permissions": str(bits(rights)),
            "position": len(guild["roles"]), "color": 0, "hoist": False, "managed": False,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "mentionable": False, "icon": None, "unicode_emoji": None, "flags": 0}  # fmt: skip
    guild["roles"][role["id"]] = role
    return role


def role_named(guild: Json, name: str) -> Json:
    """Find a role by name or id; an unknown one is a KeyError."""
    for role in guild["roles"].values():
        if name in (role["id"], role["name"]):
            found_role: Json = role
            return found_role
    raise KeyError(name)


def add_member(world: World, guild: Json, name: str, roles: list[str]) -> Json:
    """Let a person, known already or new, join the guild."""
    known = [user for user in world.users.values() if user["username"] == name.lower()]
    user = known[0] if known else world.add_user(name)
    ids = [role_named(guild, role)["id"] for role in roles]
    guild["members"][user["id"]] = _member(world, ids)
    return user


def _member(world: World, roles: list[str]) -> Json:
    return {"roles": roles, "nick": None, "avatar": None, "deaf": False, "mute": False, "flags": 0,
            "joined_at": world.clock.now().isoformat(), "pending": False}  # fmt: skip


def _channels(world: World, guild: Json, plan: Json, parent: str | None) -> None:
    for kind, names in ((TEXT, plan.get("text", [])), (VOICE, plan.get("voice", []))):
        for name in names:
            body = {"name": name, "type": kind, "parent_id": parent}
            world.create_channel(guild, body, by="founding")


def _category(world: World, guild: Json, name: str, plan: Json) -> None:
    rules = []
    if plan.get("private"):
        hidden = bits(("view_channel", "connect"))
        rules.append({"id": guild["id"], "type": 0, "allow": 0, "deny": hidden})
    if plan.get("bot"):
        allow = bits(plan["bot"])
        rules.append({"id": guild["bot_role"], "type": 0, "allow": allow, "deny": 0})
    body = {"name": name, "type": CATEGORY, "permission_overwrites": rules}
    category = world.create_channel(guild, body, by="founding")
    _channels(world, guild, plan, category["id"])
