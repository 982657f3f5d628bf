"""Who may come into a room of the Discord in memory, and who sees it."""

from collections.abc import Collection
from dataclasses import replace

from bot.domain.ids import ChannelId, GuildId, MemberId, RoleId
from bot.domain.server.onlookers import NOBODY, Doorway
from bot.domain.server.server import Server
from bot.services.ports.room_access import AtTheDoor, Inside, MemberAccess
from bot.simulation.in_memory.small_discord import Channel, DiscordInMemory


class AccessInMemory:
    """The part of the port `Rooms` that lets people in and keeps others out."""

    def __init__(self, discord: DiscordInMemory) -> None:
        self.discord = discord

    def our_overwrites(
        self, guild: GuildId, room: ChannelId
    ) -> dict[MemberId, MemberAccess] | None:
        del guild
        known = self.discord.channels.get(room)
        if known is None:
            return None
        out = dict.fromkeys(known.barred, MemberAccess.KEPT_OUT)
        return out | dict.fromkeys(known.allowed, MemberAccess.LET_IN)

    def doorway(self, server: Server) -> Doorway:
        del server
        closed, seen = self.discord.closed_door, self.discord.sees_category
        return Doorway(closed, NOBODY if closed else seen, can_close=closed)

    def glance(
        self,
        server: Server,
        room: ChannelId,
        inside: Collection[MemberId],
        guests: RoleId | None = None,
    ) -> Doorway | None:
        del server, inside, guests
        known = self.discord.channels.get(room)
        return None if known is None else self._stands(known)

    async def look_at(
        self, server: Server, room: ChannelId, inside: Inside, guests: RoleId | None = None
    ) -> Doorway:
        del server, inside, guests
        outcome = await self.discord.asked("look_at", room)
        self.discord.answered(outcome)
        return self._stands(self.discord.channels[room])

    async def keep_closed(
        self,
        server: Server,
        room: ChannelId,
        inside: Inside,
        guests: RoleId | None = None,
        *,
        fresh: bool = False,
    ) -> Doorway:
        del server, guests, fresh
        outcome = await self.discord.asked("keep_closed", room)
        channel, before = self.discord.channels[room], self._stands(self.discord.channels[room])
        if self.discord.closed_door:
            channel.onlookers = NOBODY
            channel.allowed &= set(await inside())
        self.discord.answered(outcome)
        shut_out = before.onlookers if before.can_close else NOBODY
        return replace(self._stands(channel), shut_out=shut_out)

    def _stands(self, channel: Channel) -> Doorway:
        may = self.discord.closed_door
        return Doorway(may and not channel.onlookers, channel.onlookers, can_close=may)

    async def admit(
        self, room: ChannelId, member: MemberId, *, ordinary: bool = False, writes: bool = True
    ) -> None:
        del ordinary
        outcome = await self.discord.asked("admit", room)
        self._let_in(room, member, writes=writes)
        self.discord.answered(outcome)

    async def admit_all(self, room: ChannelId, waiting: AtTheDoor) -> frozenset[MemberId]:
        outcome = await self.discord.asked("admit_all", room)
        wanted = await waiting.people()
        for member, writes in wanted.items():
            self._let_in(room, member, writes=writes)
        self.discord.answered(outcome)
        self.discord.channels[room].allowed -= set(wanted) - set(await waiting.welcome())
        return frozenset(wanted)

    def _let_in(self, room: ChannelId, member: MemberId, *, writes: bool) -> None:
        self.discord.note("admit")
        self.discord.channels[room].allowed.add(member)
        listening = self.discord.channels[room].listening
        (listening.discard if writes else listening.add)(member)

    def listening(self, guild: GuildId, room: ChannelId) -> set[MemberId]:
        del guild
        return self.discord.channels[room].listening if room in self.discord.channels else set()

    def doubt_roles(self, room: ChannelId) -> bool:
        del room
        return False

    async def bar(self, room: ChannelId, member: MemberId) -> None:
        outcome = await self.discord.asked("bar", room)
        self._forget(room, member)
        self.discord.channels[room].barred.add(member)
        self.discord.answered(outcome)

    async def unbar(self, room: ChannelId, member: MemberId) -> None:
        outcome = await self.discord.asked("unbar", room)
        self._forget(room, member)
        self.discord.answered(outcome)

    def _forget(self, room: ChannelId, member: MemberId) -> None:
        channel = self.discord.channels[room]
        for known in (channel.allowed, channel.listening, channel.barred):
            known.discard(member)

    async def lock(self, guild: GuildId, room: ChannelId) -> None:
        del guild
        outcome = await self.discord.asked("lock", room)
        self.discord.channels[room].locked = True
        self.discord.answered(outcome)
