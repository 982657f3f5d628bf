"""What organisers and Discord itself do by hand: delete, rename, kick, grant, go down."""

from typing import Any

from tests.faults.standin import founding, permissions
from tests.faults.standin.control import VERBS, Control
from tests.faults.standin.events import Events

Json = dict[str, Any]
LONG = "2100-01-01T00:00:00+00:00"


def _delete_channel(control: Control, ask: Json) -> Json:
    control.world.delete_channel(control.world.channel(ask["channel"]), by="hand")
    return {}


def _rename_channel(control: Control, ask: Json) -> Json:
    channel = control.world.channel(ask["channel"])
    control.world.change_channel(channel, {"name": ask["name"]}, by="hand")
    return {}


def _add_channels(control: Control, ask: Json) -> Json:
    """Make `count` channels by hand, to fill a category or a guild."""
    guild = control.world.guild(ask.get("guild"))
    parent = control.world.channel(ask["category"])["id"] if ask.get("category") else None
    made = []
    for number in range(ask.get("count", 1)):
        name = ask["name"] if ask.get("count", 1) == 1 else f"{ask['name']}-{number}"
        body = {"name": name, "type": ask.get("type", 0), "parent_id": parent}
        made.append(control.world.create_channel(guild, body, by="hand")["id"])
    return {"channels": made}


def _delete_message(control: Control, ask: Json) -> Json:
    control.discord.messages.remove(control.discord.messages.anywhere(ask["message"]))
    return {}


def _add_member(control: Control, ask: Json) -> Json:
    guild = control.world.guild(ask.get("guild"))
    roles = ask.get("roles", [])
    return {"id": founding.add_member(control.world, guild, ask["member"], roles)["id"]}


def _set_roles(control: Control, ask: Json) -> Json:
    """Give a member these roles and no others."""
    guild = control.world.guild(ask.get("guild"))
    ids = [founding.role_named(guild, role)["id"] for role in ask["roles"]]
    guild["members"][control.world.user(ask["member"])["id"]]["roles"] = ids
    return {}


def _time_out(control: Control, ask: Json) -> Json:
    """Time a member out (the bot is called `openround`), or end it."""
    guild = control.world.guild(ask.get("guild"))
    user = control.world.user(ask["member"])
    member = guild["members"][user["id"]]
    member["timed_out"] = ask["on"]
    member["communication_disabled_until"] = LONG if ask["on"] else None
    if user is control.world.bot:  # of others a bot is told only with the members intent
        shown = control.world.member(guild, user["id"])
        control.world.tell("GUILD_MEMBER_UPDATE", {"guild_id": guild["id"], **shown})
    return {}


def _guild_changed(control: Control, ask: Json) -> Json:
    """Tell the bot that the server's settings were changed."""
    guild = control.world.guild(ask.get("guild"))
    control.world.tell("GUILD_UPDATE", control.discord.gateway.guild_summary(guild))
    return {}


def _kick_bot(control: Control, ask: Json) -> Json:
    guild = control.world.guild(ask.get("guild"))
    guild["members"].pop(control.world.bot["id"])
    control.world.ledger.write("bot_kicked", guild=guild["id"])
    control.world.tell("GUILD_DELETE", {"id": guild["id"]})
    return {}


def _invite_bot(control: Control, ask: Json) -> Json:
    guild = control.world.guild(ask.get("guild"))
    founding.join_bot(control.world, guild)
    control.world.tell("GUILD_CREATE", guild)
    return {}


def _outage(control: Control, ask: Json) -> Json:
    guild = control.world.guild(ask.get("guild"))
    guild["unavailable"] = ask["on"]
    if ask["on"]:
        control.world.tell("GUILD_DELETE", {"id": guild["id"], "unavailable": True})
    else:
        control.world.tell("GUILD_CREATE", guild)
    return {}


def _role_rights(control: Control, ask: Json) -> Json:
    """Set the rights of a role; without `role`, of the bot's own."""
    guild = control.world.guild(ask.get("guild"))
    role = founding.role_named(guild, ask.get("role") or guild["bot_role"])
    role["permissions"] = str(permissions.bits(ask["rights"]))
    control.world.tell("GUILD_ROLE_UPDATE", {"guild_id": guild["id"], "role": role})
    return {}


def _overwrite(control: Control, ask: Json) -> Json:
    """Set an overwrite by hand for a role (`role`), a member (`member`) or the bot."""
    channel = control.world.channel(ask["channel"])
    guild = control.world.guilds[channel["guild_id"]]
    rule: Json = {"id": guild["bot_role"], "type": 0}
    if ask.get("role"):
        rule["id"] = founding.role_named(guild, ask["role"])["id"]
    if ask.get("member"):
        rule = {"id": control.world.user(ask["member"])["id"], "type": 1}
    rule |= {key: permissions.bits(ask.get(key, [])) for key in ("allow", "deny")}
    kept = [one for one in channel["permission_overwrites"] if one["id"] != rule["id"]]
    changes = {"permission_overwrites": [*kept, rule]}
    control.world.change_channel(channel, changes, by="hand")
    return {}


def _close_dms(control: Control, ask: Json) -> Json:
    control.world.closed_dms.add(control.world.user(ask["member"])["id"])
    return {}


def _events(control: Control, ask: Json) -> Json:
    """List the events of a guild, or change one by hand: `change` (nothing left deletes it)."""
    guild, events = control.world.guild(ask.get("guild")), Events(control.world)
    if "event" in ask and ask.get("change"):
        events.change(guild, ask["event"], ask["change"], by="hand")
    elif "event" in ask:
        events.delete(guild, ask["event"], by="hand")
    return {"events": events.listed(guild)}


VERBS.update({
    "delete_channel": _delete_channel, "rename_channel": _rename_channel,
    "add_channels": _add_channels, "delete_message": _delete_message, "add_member": _add_member,
    "kick_bot": _kick_bot, "invite_bot": _invite_bot, "outage": _outage,
    "role_rights": _role_rights, "set_roles": _set_roles, "time_out": _time_out,
    "overwrite": _overwrite, "guild_changed": _guild_changed, "close_dms": _close_dms,
    "events": _events,
})  # fmt: skip
