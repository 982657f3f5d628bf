"""What a person does with what they see: press, choose, fill in a form, call a command."""

from typing import Any

from tests.faults.standin import interactions, render
from tests.faults.standin.api.refusals import Refused
from tests.faults.standin.api.rest import Discord
from tests.faults.standin.input.commands import CHANNEL, ROLE, USER, Invocation, resolve
from tests.faults.standin.interactions import Interaction
from tests.faults.standin.messages import is_direct
from tests.faults.standin.permissions import BITS

Json = dict[str, Any]

SELECT_KINDS = {5: USER, 6: ROLE, 8: CHANNEL}


class Touches:
    """Turns a person's action into an interaction, as a real client would, or refuses it."""

    def __init__(self, discord: Discord) -> None:
        """Act in that Discord."""
        self.discord = discord
        self.world = discord.world

    def command(self, ask: Json) -> Interaction:
        """Call a slash command: member, channel, path, options."""
        who, channel = self._here(ask, "use_application_commands")
        invocation = Invocation(self.world, self._guild(channel), ask["path"])
        wanted = int(invocation.command["default_member_permissions"] or 0)
        if not is_direct(channel) and self.world.rights(channel, who) & wanted != wanted:
            raise Refused(f"{ask['member']} is not offered /{ask['path']}")
        data = invocation.data(ask.get("options", {}))
        return self.discord.interactions.send(interactions.COMMAND, who, channel, data)

    def autocomplete(self, ask: Json) -> Interaction:
        """Type into an option that offers suggestions: path, option, text."""
        who, channel = self._here(ask, "use_application_commands")
        invocation = Invocation(self.world, self._guild(channel), ask["path"])
        given = ask.get("options", {}) | {ask["option"]: ask["text"]}
        data = invocation.data(given, focused=ask["option"])
        return self.discord.interactions.send(interactions.AUTOCOMPLETE, who, channel, data)

    def press(self, ask: Json) -> Interaction:
        """Press a button by custom id or by how its label begins, on a message or the newest."""
        who, channel = self._here(ask)
        message, button = self._button(ask, who, channel)
        data = {"custom_id": button["custom_id"], "component_type": render.BUTTON, "id": 1}
        return self.discord.interactions.send(
            interactions.COMPONENT, who, channel, data, source=message
        )

    def _button(self, ask: Json, who: str, channel: Json) -> tuple[Json, Json]:
        shown = self.discord.messages.seen_by(channel, who)
        if ask.get("message"):
            shown = [one for one in shown if one["id"] == ask["message"]]
        custom_id, label = ask.get("custom_id"), ask.get("label")
        for message in reversed(shown):
            for button in render.buttons(message):
                fits = button["custom_id"] and button["custom_id"] == custom_id
                if fits or (label and (button["label"] or "").startswith(label)):
                    if button["disabled"] or not button["custom_id"]:
                        raise Refused(f"{label or custom_id} cannot be pressed")
                    return message, button
        raise Refused(f"{ask['member']} sees no button {label or custom_id!r}")

    def forge(self, ask: Json) -> Interaction:
        """Press what is not there: any custom id on any message, as an attacker would."""
        who, message = self.world.user(ask["member"])["id"], None
        message = self.discord.messages.anywhere(ask["message"])
        channel = self.world.channels[message["channel_id"]]
        data = {"custom_id": ask["custom_id"], "component_type": render.BUTTON, "id": 1}
        return self.discord.interactions.send(
            interactions.COMPONENT, who, channel, data, source=message
        )

    def select(self, ask: Json) -> Interaction:
        """Choose from a menu by labels, values or names: message, custom_id (or the first)."""
        who, channel = self._here(ask)
        shown = self.discord.messages.seen_by(channel, who)
        for message in reversed(shown):
            for menu in render.menus(message):
                here = ask.get("message") in (None, message["id"])
                if here and ask.get("custom_id") in (None, menu["custom_id"]):
                    resolved: Json = {}
                    values = self.chosen(menu, ask["values"], channel, resolved)
                    data = {"custom_id": menu["custom_id"], "component_type": menu["type"],
                            "values": values, "resolved": resolved, "id": 1}  # fmt: skip
                    return self.discord.interactions.send(
                        interactions.COMPONENT, who, channel, data, source=message
                    )
        raise Refused(f"{ask['member']} sees no such menu")

    def chosen(self, menu: Json, names: list[str], channel: Json, resolved: Json) -> list[str]:
        """Turn labels or names into the values a menu sends."""
        kind = SELECT_KINDS.get(menu["type"])
        if kind is not None:
            guild = self._guild(channel)
            return [resolve(self.world, guild, kind, name, resolved) for name in names]
        options = menu.get("options") or []
        return [_value(options, name) for name in names]

    def _here(self, ask: Json, right: str = "view_channel") -> tuple[str, Json]:
        """Find who and where; they must see the place."""
        who = self.world.user(ask["member"])["id"]
        if ask.get("channel") is None:
            found = self.discord.messages.anywhere(ask["message"])
            channel = self.world.channels[found["channel_id"]]
        else:
            channel = self.world.channel(ask["channel"])
        may = self.world.rights(channel, who)
        if not may & BITS["view_channel"] or not may & BITS[right]:
            raise Refused(f"{ask['member']} may not do this in {channel.get('name')}")
        return who, channel

    def _guild(self, channel: Json) -> Json | None:
        return None if is_direct(channel) else self.world.guilds[channel["guild_id"]]


def _value(options: list[Json], name: str) -> str:
    for option in options:
        if name == option["value"] or option["label"].startswith(name):
            return str(option["value"])
    raise Refused(f"{name} is not among {[option['label'] for option in options]}")
