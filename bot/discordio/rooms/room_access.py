"""Member overwrites of rooms: set only where no role lets a member in, and removed again."""

import logging
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress

import discord

from bot.discordio.gateway.guild_cache import GuildCache
from bot.discordio.members import DiscordMembers
from bot.discordio.overwrites import permissions
from bot.discordio.overwrites.permissions import BARRED, MEMBER, OUTSIDE, Overwrite
from bot.discordio.overwrites.visibility import ADMINISTRATOR, VIEW, ServerRights, changed
from bot.discordio.requests.buckets import SOON
from bot.discordio.requests.discord_requests import DiscordRequests
from bot.discordio.rooms.closed_rooms import ClosedRooms
from bot.domain.ids import ChannelId, GuildId, MemberId
from bot.services.ports.room_access import MemberAccess
from bot.services.ports.trouble import Blocked, Trouble

log = logging.getLogger(__name__)


class RoomAccess(ClosedRooms):
    """The part of the port `Rooms` that lets people in and keeps others out, one by one."""

    def __init__(
        self, client: discord.Client, requests: DiscordRequests, guild_cache: GuildCache
    ) -> None:
        super().__init__(client, requests, guild_cache)
        self._members = DiscordMembers(client, requests, guild_cache)
        self._unwritten: defaultdict[ChannelId, dict[MemberId, MemberAccess]] = defaultdict(dict)
        """Who is in or out without an overwrite that would name them."""

    def _forget_room(self, room: ChannelId) -> None:
        super()._forget_room(room)
        self._unwritten.pop(room, None)

    async def admit(
        self, room: ChannelId, member: MemberId, *, ordinary: bool = False, writes: bool = True
    ) -> None:
        """Let one person into a room behind a closed door; what the category says of them stays.

        Who is let in without `writes` sees and hears, and neither writes nor speaks.

        Nobody is named whom a role lets in anyway: that is looked up unless they are `ordinary`.
        Waits for nobody's turn: raises Blocked, with the instant from which it may be asked again.
        """
        if not ordinary and await self._is_let_in_by_role(room, member):
            self._unwritten[room][member] = MemberAccess.LET_IN
            return
        self._written(room, member)
        theirs, may = (
            self._guild_cache.category_overwrite_for(room, member),
            self._guild_cache.grantable_permissions(room),
        )
        known = theirs or Overwrite(member, is_role=False)
        wanted = permissions.let_in_as(known, may, writes=writes)
        if wanted != theirs or not self._guild_cache.has_overwrite(room, theirs):
            await self._put(room, wanted, SOON)

    def doubt_roles(self, room: ChannelId) -> bool:
        """Forget who is in or out by their roles alone, for roles come and go.

        Whoever is admitted or barred again is looked up again. Gives whether there was anybody.
        """
        return bool(self._unwritten.pop(room, None))

    async def bar(self, room: ChannelId, member: MemberId) -> None:
        """Keep one person out; who is in the voice room already stays until they leave.

        Where nothing else lets them in, that leaves no mark in the room. Raises Blocked for
        administrators: nothing is shut to them.
        """
        self._guild_cache.require_manage_permissions(room)
        sees = VIEW
        if self._guild_cache.is_closed(room):
            await self._take_away(room, member)
            sees = await self._by_role(room, member)
        if sees & ADMINISTRATOR:
            self._unwritten[room][member] = MemberAccess.KEPT_OUT
            raise Blocked("forbidden")
        if sees & VIEW:
            self._written(room, member)
            await self._put(room, Overwrite(member, deny=BARRED.value, is_role=False))
        else:
            self._unwritten[room][member] = MemberAccess.KEPT_OUT

    async def unbar(self, room: ChannelId, member: MemberId) -> None:
        """Forget what was said about one person: they may come through the door again.

        What somebody said of them by hand, for the whole category, holds again; it does not let
        them in where the door is closed.
        """
        self._guild_cache.require_manage_permissions(room)
        if not self._written(room, member):
            await self._take_away(room, member)

    def _written(self, room: ChannelId, member: MemberId) -> bool:
        """Note that an overwrite says it, or nothing; gives whether it was so without one."""
        known = self._unwritten.get(room, {})
        was = known.pop(member, None) is not None
        if not known:
            self._unwritten.pop(room, None)
        return was

    def our_overwrites(
        self, guild: GuildId, room: ChannelId
    ) -> dict[MemberId, MemberAccess] | None:
        """Say whom we have let into a room or kept out of it; None where that is unknown."""
        channel = self._guild_cache.channel(guild, room)
        if channel is None:
            return None
        inherited = permissions.of_channel(channel.category) if channel.category else ()
        may = channel.guild.me.guild_permissions
        rules, closed = permissions.of_channel(channel), self._guild_cache.is_closed(room)
        found = permissions.our_overwrites(rules, inherited, may, closed=closed)
        return {MemberId(one): access for one, access in found.items()} | self._unwritten.get(
            room, {}
        )

    def listening(self, guild: GuildId, room: ChannelId) -> frozenset[MemberId]:
        """Name those whom we have let into a room to listen, as last seen."""
        channel = self._guild_cache.channel(guild, room)
        if channel is None:
            return frozenset()
        inherited = permissions.of_channel(channel.category) if channel.category else ()
        rules, may = permissions.of_channel(channel), channel.guild.me.guild_permissions
        return frozenset(map(MemberId, permissions.listening(rules, inherited, may)))

    async def _take_away(self, room: ChannelId, member: MemberId) -> None:
        """Leave of one person's overwrite what the category says, without a way into the room."""
        theirs = self._guild_cache.category_overwrite_for(room, member)
        if theirs is not None and self._guild_cache.is_closed(room):
            theirs = theirs.without(OUTSIDE.value)
        rule = theirs or Overwrite(member, is_role=False)
        await self._write(room, rule.within(self._guild_cache.grantable_permissions(room)))

    async def _is_let_in_by_role(self, room: ChannelId, member: MemberId) -> bool:
        """Tell whether somebody's roles let them into a room that is closed to everyone else."""
        rights, roles = await self._rights_of(room, member)
        if rights is None:
            return False
        rules = self._guild_cache.rules(room)
        closed = changed(rules, rights.to_close(rules, ()))
        granted = rights.in_room(_unnamed(closed, member), roles, member)
        return discord.Permissions(granted) >= MEMBER & discord.Permissions(rights.may)

    async def _by_role(self, room: ChannelId, member: MemberId) -> int:
        """Say what somebody may do in a room without being named; unknown counts as seeing it."""
        rights, roles = await self._rights_of(room, member)
        if rights is None:
            return VIEW
        return rights.in_room(_unnamed(self._guild_cache.rules(room), member), roles, member)

    async def _rights_of(
        self, room: ChannelId, member: MemberId
    ) -> tuple[ServerRights | None, frozenset[int]]:
        """Ask which roles somebody has; without rights where that cannot be known now."""
        rights = self._guild_cache.rights_in(room, *self._let_in_roles.get(room, (None, None)))
        if rights is not None:
            with suppress(Trouble):
                return rights, await self._members.roles(GuildId(rights.everyone.id), member)
        return None, frozenset()


def _unnamed(rules: Iterable[Overwrite], member: MemberId) -> list[Overwrite]:
    return [rule for rule in rules if rule.id != member]
