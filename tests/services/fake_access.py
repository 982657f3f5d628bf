"""Who may come into a room of our small Discord, and who sees it."""

from dataclasses import replace

from bot.domain.ids import MemberId
from bot.domain.server.onlookers import NOBODY, Doorway
from bot.services.ports.room_access import MemberAccess
from tests.services.small_discord import Discord


class Access:
    """The part of the port `Rooms` that lets people in and keeps others out."""

    def __init__(self, discord: Discord) -> None:
        self.discord = discord

    def our_overwrites(self, guild, room) -> dict[MemberId, MemberAccess] | None:
        known = self.discord.channels.get(room)
        if known is None:
            return None
        out = dict.fromkeys(known.barred, MemberAccess.KEPT_OUT)
        return out | dict.fromkeys(known.allowed, MemberAccess.LET_IN)

    def doorway(self, server) -> Doorway:
        closed, seen = self.discord.closed_door, self.discord.sees_category
        return Doorway(closed, NOBODY if closed else seen, can_close=closed)

    def glance(self, server, room, inside, guests=None) -> Doorway | None:
        known = self.discord.channels.get(room)
        return None if known is None else self._stands(known)

    async def look_at(self, server, room, inside, guests=None) -> Doorway:
        outcome = await self.discord.asked("look_at", room)
        self.discord.answered(outcome)
        return self._stands(self.discord.channels[room])

    async def keep_closed(self, server, room, inside, guests=None, *, fresh=False) -> Doorway:
        outcome = await self.discord.asked("keep_closed", room)
        channel, before = self.discord.channels[room], self._stands(self.discord.channels[room])
        if self.discord.closed_door:
            channel.onlookers = NOBODY
            channel.allowed &= set(await inside())
        self.discord.answered(outcome)
        shut_out = before.onlookers if before.can_close else NOBODY
        return replace(self._stands(channel), shut_out=shut_out)

    def _stands(self, channel) -> Doorway:
        may = self.discord.closed_door
        return Doorway(may and not channel.onlookers, channel.onlookers, can_close=may)

    async def admit(self, room, member, *, ordinary=False, writes=True) -> None:
        outcome = await self.discord.asked("admit", room)
        self.discord.note("admit")
        self.discord.channels[room].allowed.add(member)
        listening = self.discord.channels[room].listening
        (listening.discard if writes else listening.add)(member)
        self.discord.answered(outcome)

    async def admit_all(self, room, waiting) -> frozenset[MemberId]:
        outcome = await self.discord.asked("admit_all", room)
        wanted = await waiting.people()
        for member, writes in wanted.items():
            self.discord.note("admit")
            self.discord.channels[room].allowed.add(member)
            listening = self.discord.channels[room].listening
            (listening.discard if writes else listening.add)(member)
        self.discord.answered(outcome)
        self.discord.channels[room].allowed -= set(wanted) - set(await waiting.welcome())
        return frozenset(wanted)

    def listening(self, guild, room) -> set[MemberId]:
        return self.discord.channels[room].listening if room in self.discord.channels else set()

    def doubt_roles(self, room) -> bool:
        return False

    async def bar(self, room, member) -> None:
        outcome = await self.discord.asked("bar", room)
        self.discord.channels[room].allowed.discard(member)
        self.discord.channels[room].listening.discard(member)
        self.discord.channels[room].barred.add(member)
        self.discord.answered(outcome)

    async def unbar(self, room, member) -> None:
        outcome = await self.discord.asked("unbar", room)
        self.discord.channels[room].allowed.discard(member)
        self.discord.channels[room].listening.discard(member)
        self.discord.channels[room].barred.discard(member)
        self.discord.answered(outcome)

    async def lock(self, guild, room) -> None:
        outcome = await self.discord.asked("lock", room)
        self.discord.channels[room].locked = True
        self.discord.answered(outcome)
