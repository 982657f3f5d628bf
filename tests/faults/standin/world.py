"""What exists: guilds, people, channels; each change is written down and told to the bot."""

from collections.abc import Callable
from typing import Any

from tests.faults.standin import permissions
from tests.faults.standin.api.refusals import ApiError, Refused, bad_form, unknown
from tests.faults.standin.clock import Clock, Snowflakes
from tests.faults.standin.ledger import Ledger

Json = dict[str, Any]

TEXT, DM, VOICE, CATEGORY = 0, 1, 2, 4
PER_CATEGORY, PER_GUILD = 50, 500


class World:
    """The state of the made-up Discord; channels and messages are kept in their wire form."""

    def __init__(self, clock: Clock, ledger: Ledger) -> None:
        """Begin empty but for the bot's own account."""
        self.clock = clock
        self.ledger = ledger
        self.ids = Snowflakes(clock)
        self.guilds: dict[str, Json] = {}
        self.users: dict[str, Json] = {}
        self.channels: dict[str, Json] = {}
        self.messages: dict[str, dict[str, Json]] = {}
        self.commands: list[Json] = []
        self.violations: list[str] = []
        self.closed_dms: set[str] = set()
        self.tell: Callable[[str, Json], None] = lambda _event, _data: None
        self.bot = self.add_user("OpenRound", bot=True)

    def violation(self, what: str) -> None:
        """Note that the bot did what it must not."""
        self.violations.append(what)
        self.ledger.write("violation", what=what)

    # ---- people -------------------------------------------------------------------------------
    def add_user(self, name: str, *, bot: bool = False) -> Json:
        """Make an account."""
        user: Json = {"id": self.ids.take(), "username": name.lower(), "discriminator": "0",
                "global_name": None if bot else name, "avatar": None, "bot": bot}  # fmt: skip
        self.users[user["id"]] = user
        return user

    def user(self, name: str) -> Json:
        """Find an account by name or id."""
        for user in self.users.values():
            if name in (user["id"], user["username"], user["global_name"]):
                return user
        raise Refused(f"nobody is called {name}")

    def member(self, guild: Json, user_id: str) -> Json:
        """Write a member as Discord does, the account inside."""
        member = dict(guild["members"][user_id])
        member.pop("timed_out", None)
        return member | {"user": self.users[user_id]}

    def in_reach(self, guild_id: str) -> Json:
        """Find a guild the bot is in, or refuse the bot."""
        guild = self.guilds.get(guild_id)
        if guild is None or self.bot["id"] not in guild["members"]:
            raise unknown("guild")
        return guild

    def guild(self, name: str | None = None) -> Json:
        """Find a guild by name or id; without one, the first."""
        for guild in self.guilds.values():
            if name in (None, guild["id"], guild["name"]):
                return guild
        raise Refused(f"no guild is called {name}")

    # ---- channels -----------------------------------------------------------------------------
    def channel(self, name: str) -> Json:
        """Find a channel by id, or the newest of that name; `@name` is that person's DM."""
        if name.startswith("@"):
            return self.dm(self.user(name[1:])["id"])
        if name in self.channels:
            return self.channels[name]
        for channel in reversed(self.channels.values()):
            if channel.get("name") == name:
                return channel
        raise Refused(f"no channel is called {name}")

    def dm(self, user_id: str) -> Json:
        """Give the direct messages between the bot and a person."""
        for channel in self.channels.values():
            if channel["type"] == DM and channel["recipients"][0]["id"] == user_id:
                return channel
        channel = {"id": self.ids.take(), "type": DM, "last_message_id": None, "flags": 0,
                   "recipients": [self.users[user_id]]}  # fmt: skip
        self.channels[channel["id"]] = channel
        self.messages[channel["id"]] = {}
        return channel

    def rights(self, channel: Json, user_id: str) -> int:
        """Say what a person may do in a channel; in direct messages, everything."""
        if channel["type"] == DM:
            return permissions.EVERYTHING
        return permissions.in_channel(self.guilds[channel["guild_id"]], user_id, channel)

    def channels_of(self, guild_id: str) -> list[Json]:
        """List the channels of a guild, oldest first."""
        return [one for one in self.channels.values() if one.get("guild_id") == guild_id]

    def create_channel(self, guild: Json, body: Json, by: str) -> Json:
        """Make a channel, or refuse for want of room; without overwrites it takes the parent's."""
        parent = self._parent(guild, body.get("parent_id"))
        kind = int(body.get("type") or TEXT)
        rules = body.get("permission_overwrites") or (parent or {}).get("permission_overwrites")
        channel = {
            "id": self.ids.take(), "type": kind, "guild_id": guild["id"],
            "name": _name(kind, body["name"]), "position": len(self.channels), "flags": 0,
            "parent_id": parent["id"] if parent else None, "nsfw": False,
            "permission_overwrites": [_overwrite(rule) for rule in rules or []],
            "topic": body.get("topic"), "rate_limit_per_user": 0, "last_message_id": None,
            "bitrate": 64000, "user_limit": body.get("user_limit") or 0, "rtc_region": None,
        }  # fmt: skip
        self.channels[channel["id"]] = channel
        self.messages[channel["id"]] = {}
        self.ledger.write("channel_created", by=by, **_facts(channel))
        self.tell("CHANNEL_CREATE", channel)
        return channel

    def _parent(self, guild: Json, parent_id: str | None) -> Json | None:
        here = self.channels_of(guild["id"])
        if len(here) >= PER_GUILD:
            raise ApiError(400, 30013, "Maximum number of server channels reached (500)")
        if parent_id is None:
            return None
        parent = self.channels.get(str(parent_id))
        if parent is None or parent["type"] != CATEGORY:
            raise bad_form("parent_id", "CHANNEL_PARENT_INVALID", "Category does not exist")
        if sum(one["parent_id"] == parent["id"] for one in here) >= PER_CATEGORY:
            words = "Maximum number of channels in category reached (50)"
            raise bad_form("parent_id", "CHANNEL_PARENT_MAX_CHANNELS", words)
        return parent

    def change_channel(self, channel: Json, changes: Json, by: str) -> Json:
        """Change some fields of a channel; names and overwrites are put in Discord's form."""
        if "name" in changes:
            changes["name"] = _name(channel["type"], changes["name"])
        if "permission_overwrites" in changes:
            rules = changes["permission_overwrites"] or []
            changes["permission_overwrites"] = [_overwrite(rule) for rule in rules]
        channel.update({key: changes[key] for key in changes if key in channel})
        self.ledger.write("channel_changed", by=by, **_facts(channel))
        self.tell("CHANNEL_UPDATE", channel)
        return channel

    def delete_channel(self, channel: Json, by: str) -> None:
        """Remove a channel; whoever is inside falls out, whatever it held loses its parent."""
        inside = [user for user, where in self.voices(channel).items() if where == channel["id"]]
        for user in inside:
            self.set_voice(self.guilds[channel["guild_id"]], user, None)
        del self.channels[channel["id"]]
        self.ledger.write("channel_deleted", by=by, occupied=inside, **_facts(channel))
        for child in self.channels_of(channel["guild_id"]):
            if child["parent_id"] == channel["id"]:
                self.change_channel(child, {"parent_id": None}, by)
        self.tell("CHANNEL_DELETE", channel)

    def voices(self, channel: Json) -> dict[str, str]:
        """Say who is in which voice channel of that channel's guild."""
        voices: dict[str, str] = self.guilds[channel["guild_id"]]["voice"]
        return voices

    def set_voice(self, guild: Json, user_id: str, channel_id: str | None) -> None:
        """Move a person into a voice channel, or out of any."""
        guild["voice"].pop(user_id, None)
        if channel_id is not None:
            guild["voice"][user_id] = channel_id
        self.ledger.write("voice", guild=guild["id"], member=user_id, channel=channel_id)
        self.tell("VOICE_STATE_UPDATE", self.voice_state(guild, user_id))

    def voice_state(self, guild: Json, user_id: str) -> Json:
        """Write where a person is, as the gateway does."""
        flags = ("deaf", "mute", "self_deaf", "self_mute", "self_video", "suppress")
        return {"guild_id": guild["id"], "channel_id": guild["voice"].get(user_id),
                "user_id": user_id, "member": self.member(guild, user_id),
                "session_id": f"voice{user_id}", "request_to_speak_timestamp": None,
                **dict.fromkeys(flags, False)}  # fmt: skip


def _name(kind: int, name: str) -> str:
    return "-".join(name.lower().split()) if kind == TEXT else name.strip()


def _overwrite(rule: Json) -> Json:
    return {"id": str(rule["id"]), "type": int(rule["type"]),
            "allow": str(rule.get("allow") or 0), "deny": str(rule.get("deny") or 0)}  # fmt: skip


def _facts(channel: Json) -> Json:
    keys = ("id", "guild_id", "type", "name", "topic", "parent_id", "permission_overwrites")
    return {key: channel.get(key) for key in keys} | {"channel_type": channel["type"]}
