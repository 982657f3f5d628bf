"""What the client of one account gets to see and can send, forged presses and forms too."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from simcord import Env, InteractionResult, MemberActor, ResponseMessage, actors
from simcord.backend import serializers
from simcord.backend.models import EPHEMERAL_FLAG
from simcord.enums import InteractionType

from bot.rehearsal import simkit
from bot.rehearsal.simkit import Wire

SNOWFLAKE = re.compile(r"(?<!\d)\d{17,20}(?!\d)")
RECEIPT = re.compile(r"`[0-9a-f]{8,}`")
_LABEL, _TEXT = 18, 4
_OF_A_MESSAGE = (
    "content", "components", "embeds", "attachments", "poll", "mentions", "mention_roles",
    "reactions", "thread", "pinned", "flags", "edited_timestamp",
)  # fmt: skip
Lines = list[str]


@dataclass(slots=True)
class Client:
    """One account: what it sends, what comes back, and what it hears without asking."""

    env: Env
    member: MemberActor
    heard: Lines = field(default_factory=list)
    elsewhere: Any = None
    """The channel of another server in which it is; SimCord's own look-up knows one server."""

    def __post_init__(self) -> None:
        """Listen from now on."""
        simkit.listen(self.env, self._hear)

    # ------------------------------------------------------------------------------- sends

    async def press(self, on: ResponseMessage, custom_id: str, *values: str) -> Lines:
        """Press what has this id, or choose in it, whether or not it was ever drawn."""
        data: Wire = {"custom_id": custom_id, "component_type": 3 if values else 2}
        if values:
            data["values"] = list(values)
        return await self._send(InteractionType.MESSAGE_COMPONENT, on, data)

    async def submit(self, on: ResponseMessage, custom_id: str, **given: str) -> Lines:
        """Send a form that has this id, whether or not it was ever opened."""
        rows = [
            {"type": _LABEL, "id": 1, "component": {"type": _TEXT, "custom_id": name, "value": one}}
            for name, one in given.items()
        ]
        data: Wire = {"custom_id": custom_id, "components": rows}
        return await self._send(InteractionType.MODAL_SUBMIT, on, data)

    async def command(self, place: Any, name: str, **options: object) -> Lines:
        """Use a slash command."""
        return self.read(await self.member.slash(place, name, **options))

    async def complete(self, place: Any, name: str, option: str, typed: str) -> Lines:
        """Type the beginning of an option's value."""
        return self.told(await self.member.autocomplete(place, name, option, typed))

    async def _send(self, kind: int, on: ResponseMessage, data: Wire) -> Lines:
        stored = self.env.backend.get_message(on.channel_id, on.id)
        shown = dict(serializers.message_payload(self.env.backend, stored))
        place = self.elsewhere or simkit.channel(self.env, on.channel_id)
        self.env._begin_operation("forged")
        try:
            done = await actors._dispatch_actor_interaction(
                self.member, kind, place, data, extra={"message": shown}, source_message_id=on.id
            )
        finally:
            self.env._end_operation()
        return self.read(done)

    def read(self, result: InteractionResult) -> Lines:
        """Everything that came back for one question."""
        assert result.acknowledged, "whatever is asked is answered"
        shown = simkit.seen_message(result)
        messages = [*([shown] if shown else []), *result.followups]
        return self.told([result.modal, *(self._payload(one._message) for one in messages)])

    # -------------------------------------------------------------------------------- sees

    def channels(self, *, open_to_me: bool = True) -> Lines:
        """The channels that the client shows; or the others, which Discord hands to it as well."""
        return [
            line
            for one in self.env.backend.channels.values()
            if one.guild_id == self.member.guild.id and self.sees(one.id) is open_to_me
            for line in self.told(dict(serializers.channel_payload(self.env.backend, one)))
        ]

    def voices(self) -> Lines:
        """Who is in the voice rooms that are open to this account."""
        found = simkit.where(self.member.guild).items()
        return sorted(self.plain(f"{who} in {room}") for who, room in found if self.sees(room))

    def members(self) -> Lines:
        """Everybody in the server, with their roles and names."""
        guild = self.member.guild._guild
        return [
            line
            for one in guild.members.values()
            for line in self.told(dict(serializers.member_payload(self.env.backend, guild, one)))
        ]

    def messages(self) -> Lines:
        """Every message that is not a private answer, with when it was edited; DMs too."""
        found = [one for one in simkit.visible(self.member) if not one.ephemeral]
        return [line for one in found for line in self.told(self._payload(one._message))]

    def sees(self, channel_id: int) -> bool:
        """Whether this account can open the channel."""
        return simkit.may_see(self.env, channel_id, self.member.id)

    def _hear(self, event: str, payload: Wire) -> None:
        place = payload.get("channel_id") or (payload.get("id") if "CHANNEL" in event else None)
        private = int(payload.get("flags") or 0) & EPHEMERAL_FLAG
        if event == "INTERACTION_CREATE" or private or not place:
            return
        if int(place) in self.env.backend.channels and self.sees(int(place)):
            at = self.env.backend.clock.elapsed
            self.heard.append(self.plain(f"{at:.0f} s: {event} in {place}"))

    # ----------------------------------------------------------------------------- in words

    def told(self, value: Any) -> Lines:
        """Lines that are equal where a person could tell nothing apart."""
        return [self.plain(line) for line in _lines(value)]

    def plain(self, text: str) -> str:
        """Give ids that are known their names, and take out those that every world draws anew."""
        return RECEIPT.sub("`receipt`", SNOWFLAKE.sub(self._name, text))

    def _name(self, found: re.Match[str]) -> str:
        backend, number = self.env.backend, int(found[0])
        if number in backend.users:
            return f"@{backend.users[number].name}"
        if number in backend.channels:
            return f"#{backend.channels[number].name}"
        return "an id"

    def _payload(self, message: Any) -> Wire:
        payload: Wire = {**serializers.message_payload(self.env.backend, message)}
        return {name: payload[name] for name in _OF_A_MESSAGE if name in payload}


def _lines(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _lines(inner, name)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _lines(inner, key)
    elif value is not None and value != "":
        for line in str(value).split("\n"):
            yield f"{key}: {line}"
