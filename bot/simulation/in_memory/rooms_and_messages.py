"""Rooms and messages, on the Discord in memory: two ports."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.calendar.occurrence import Occurrence
from bot.domain.ids import ChannelId, GuildId, MemberId, MessageId, OccurrenceId
from bot.domain.outbox_entry import IdempotencyKey
from bot.domain.server.server import Server
from bot.services.ports.drawings import Drawing, Line
from bot.services.ports.messages import Mark, Paper
from bot.services.ports.rooms import FoundRoom, Need
from bot.services.ports.trouble import Gone
from bot.simulation.in_memory.access import AccessInMemory
from bot.simulation.in_memory.small_discord import Channel, DiscordInMemory, Late, Message

LONGEST_NONCE = 25
_AT_ONCE = 2
"""So many private messages are taken back at one call."""


class RoomsInMemory(AccessInMemory):
    """The port, on the Discord in memory."""

    def discord_now(self) -> datetime:
        return self.discord.clock.now()

    async def create(self, server: Server, occurrence: Occurrence) -> ChannelId:
        outcome = await self.discord.asked("create")
        room, now = ChannelId(self.discord.new_id()), self.discord.clock.now()
        self.discord.made += 1
        self.discord.channels[room] = self.discord.ever[room] = Channel(
            server.id,
            occurrence.code,
            occurrence.room_kind,
            now,
            now + outcome.after if isinstance(outcome, Late) else now,
            occurrence.title,
            onlookers=self.discord.sees_category,
        )
        self.discord.answered(outcome)
        return room

    async def find(self, server: Server, occurrence: Occurrence) -> tuple[FoundRoom, ...]:
        outcome = await self.discord.asked("find")
        ours = [
            FoundRoom(room, empty=not one.inside and self.discord.sees_people)
            for room, one in self.discord.channels.items()
            if one in self.discord.rooms() and one.code == occurrence.code
            if one.guild == server.id
            if self.discord.blind != "rooms"
        ]
        self.discord.answered(outcome)
        return tuple(ours)

    async def exists(self, room: ChannelId) -> bool:
        try:
            self.discord.answered(await self.discord.asked("exists", room))
        except Gone:
            return False
        return True

    async def delete(self, room: ChannelId, reason: str) -> None:
        del reason
        outcome = await self.discord.asked("delete", room)
        gone = self.discord.channels.pop(room)
        self.discord.deleted.append((room, frozenset(gone.inside)))
        self.discord.answered(outcome)

    async def show_stage(self, room: ChannelId, text: str) -> None:
        outcome = await self.discord.asked("show_stage", room)
        self.discord.channels[room].status = text
        self.discord.answered(outcome)

    def occupants(self, guild: GuildId, room: ChannelId) -> frozenset[MemberId] | None:
        del guild
        known = self.discord.channels.get(room)
        if known is None or not self.discord.sees_people:
            return None
        return frozenset(known.inside)

    def needs(self, server: Server) -> tuple[Need, ...]:
        return (*self.discord.needs, *self.discord.needs_of.get(server.id, ()))


class MessagesInMemory:
    """The port, on the Discord in memory, which drops a repeated nonce for a few minutes."""

    def __init__(self, discord: DiscordInMemory) -> None:
        self.discord = discord

    async def send(
        self,
        drawing: Drawing,
        channel: ChannelId,
        key: IdempotencyKey,
        *,
        look_first: bool,
        mark: Mark | None = None,
    ) -> MessageId:
        found = await self.find(channel, key, mark) if look_first else None
        if found is not None:
            return found
        if len(key.nonce) > LONGEST_NONCE:
            raise ValueError(key.nonce)
        outcome = await self.discord.asked("send", channel)
        self.discord.note(type(drawing).__name__)
        now = self.discord.clock.now()
        lately = now - self.discord.nonce_window
        known = [
            one
            for one in self.discord.with_nonce(key.nonce)
            if self.discord.messages[one].at >= lately
        ]
        message = (
            known[0] if known else self.discord.posted(Message(channel, key.nonce, drawing, now))
        )
        self.discord.answered(outcome)
        return message

    async def find(
        self, channel: ChannelId, key: IdempotencyKey, mark: Mark | None
    ) -> MessageId | None:
        del mark
        outcome = await self.discord.asked("find_message", channel)
        sees = self.discord.blind != "messages"
        ours = self.discord.with_nonce(key.nonce) if sees else []
        self.discord.answered(outcome)
        return ours[0] if ours else None

    def shown(self, line: Line) -> str:
        return str(line.facts)

    async def read(self, guild: GuildId, channel: ChannelId) -> dict[MessageId, str]:
        del guild
        outcome = await self.discord.asked("read", channel)
        self.discord.answered(outcome)
        listed = self.discord.messages.items()
        lines = {known: one.shown for known, one in listed if one.channel == channel}
        return {known: str(one.facts) for known, one in lines.items() if isinstance(one, Line)}

    async def others_below(
        self, guild: GuildId, channel: ChannelId, message: MessageId
    ) -> int | None:
        del guild
        self.discord.answered(await self.discord.asked("others_below", channel))
        if message not in self.discord.messages:
            return None
        return sum(one > message for one in self.discord.chatter.get(channel, ()))

    async def stands(self, channel: ChannelId, message: MessageId) -> bool:
        try:
            self.discord.answered(await self.discord.asked("stands", channel))
        except Gone:
            return False
        return message in self.discord.messages

    async def edit(self, drawing: Drawing, channel: ChannelId, message: MessageId) -> None:
        outcome = await self.discord.asked("edit", channel)
        if message not in self.discord.messages:
            raise Gone
        self.discord.messages[message].edits.append(drawing)
        self.discord.answered(outcome)

    async def delete(self, channel: ChannelId, message: MessageId) -> None:
        outcome = await self.discord.asked("delete_message", channel)
        if self.discord.messages.pop(message, None) is None:
            raise Gone
        self.discord.answered(outcome)

    async def whisper(self, drawing: Drawing, member: MemberId, once: str = "") -> bool:
        return await self.hand(drawing, member, (), once) is not None

    async def hand(
        self, drawing: Drawing, member: MemberId, papers: Sequence[Paper], once: str = ""
    ) -> MessageId | None:
        outcome = await self.discord.asked("whisper")
        if member in self.discord.closed_to:
            return None
        if once not in self.discord.nonces - {""}:
            self.discord.whispers.append((member, drawing))
            self.discord.handed += [(member, one) for one in papers]
        self.discord.nonces.add(once)
        self.discord.answered(outcome)
        return MessageId(len(self.discord.whispers))

    async def rewrite(self, drawing: Drawing, member: MemberId, message: MessageId) -> None:
        outcome = await self.discord.asked("rewrite")
        self.discord.rewritten.append((member, message, drawing))
        self.discord.answered(outcome)

    async def take_back(self, member: MemberId, only: MessageId) -> bool:
        outcome = await self.discord.asked("take_back")
        if only:
            self.discord.taken_back.append((member, only))
            self.discord.answered(outcome)
            return False
        mine = [one for one in self.discord.whispers if one[0] == member]
        for one in mine[:_AT_ONCE]:
            self.discord.whispers.remove(one)
        self.discord.answered(outcome)
        return len(mine) > _AT_ONCE

    def redraw(self, meeting: OccurrenceId) -> None:
        del meeting
        self.discord.calls["redraw"] += 1
