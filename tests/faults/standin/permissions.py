"""Who may do what where, computed as Discord documents it."""

from collections.abc import Iterable
from typing import Any

Json = dict[str, Any]

BITS = {
    "create_instant_invite": 1 << 0, "kick_members": 1 << 1, "administrator": 1 << 3,
    "manage_channels": 1 << 4, "manage_guild": 1 << 5, "add_reactions": 1 << 6,
    "view_audit_log": 1 << 7, "view_channel": 1 << 10, "send_messages": 1 << 11,
    "manage_messages": 1 << 13, "embed_links": 1 << 14, "attach_files": 1 << 15,
    "read_message_history": 1 << 16, "mention_everyone": 1 << 17, "connect": 1 << 20,
    "speak": 1 << 21, "mute_members": 1 << 22, "move_members": 1 << 24, "use_vad": 1 << 25,
    "manage_roles": 1 << 28, "use_application_commands": 1 << 31, "manage_events": 1 << 33,
    "create_events": 1 << 44, "set_voice_channel_status": 1 << 48,
}  # fmt: skip
EVERYTHING = (1 << 53) - 1
EVERYONE = (
    "view_channel", "send_messages", "read_message_history", "embed_links", "attach_files",
    "connect", "speak", "use_vad", "use_application_commands", "add_reactions",
)  # fmt: skip
VOICE = 2
TIMED_OUT = BITS["view_channel"] | BITS["read_message_history"]


def bits(names: Iterable[str]) -> int:
    """Add up named rights; an unknown name is a KeyError."""
    total = 0
    for name in names:
        total |= BITS[name]
    return total


def in_guild(guild: Json, member: str) -> int:
    """Say what a member may do in the guild at large; nothing for a stranger."""
    if member not in guild["members"]:
        return 0
    if guild["owner_id"] == member:
        return EVERYTHING
    granted = 0
    for role in (guild["id"], *guild["members"][member]["roles"]):
        granted |= int(guild["roles"][role]["permissions"])
    if granted & BITS["administrator"]:
        return EVERYTHING
    return granted & TIMED_OUT if guild["members"][member].get("timed_out") else granted


def in_channel(guild: Json, member: str, channel: Json) -> int:
    """Say what a member may do in a channel, its overwrites counted in."""
    granted = in_guild(guild, member)
    if granted == EVERYTHING or not granted:
        return granted
    rules = {rule["id"]: rule for rule in channel["permission_overwrites"]}
    for ids in ((guild["id"],), guild["members"][member]["roles"], (member,)):
        found = [rules[one] for one in ids if one in rules]
        for rule in found:
            granted &= ~int(rule["deny"])
        for rule in found:
            granted |= int(rule["allow"])
    if guild["members"][member].get("timed_out"):
        granted &= TIMED_OUT
    if not granted & BITS["view_channel"]:
        return 0
    if channel["type"] == VOICE and not granted & BITS["connect"]:
        # Discord: who may not connect has no other right in a voice channel either.
        return granted & bits(("view_channel", "read_message_history", "use_application_commands"))
    return granted
