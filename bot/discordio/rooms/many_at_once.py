"""Let many people into a room with one request: a list of overwrites in place of the old one.

Discord changes few single overwrites of one room within a few seconds, and takes a list as one
change. It is what Discord gave last and those who wait, so that nothing else is said anew.
"""

import logging
from collections.abc import Sequence
from functools import partial

import discord

from bot.discordio.gateway import quirks
from bot.discordio.gateway.guild_cache import GuildCache
from bot.discordio.overwrites import permissions
from bot.discordio.overwrites.permissions import Overwrite
from bot.discordio.requests.buckets import SOON, Route
from bot.discordio.requests.discord_requests import DiscordRequests
from bot.discordio.requests.limiter import Priority
from bot.discordio.rooms.room_access import RoomAccess
from bot.domain.ids import ChannelId, MemberId
from bot.domain.rooms.opening import PASSING
from bot.services.ports.room_access import AtTheDoor, MemberAccess
from bot.services.ports.trouble import Blocked, Unsure

log = logging.getLogger(__name__)


class ManyAtOnce(RoomAccess):
    """The part of the port `Rooms` that lets people in together."""

    def __init__(
        self, client: discord.Client, requests: DiscordRequests, guild_cache: GuildCache
    ) -> None:
        super().__init__(client, requests, guild_cache)
        self._one_by_one: dict[ChannelId, bool] = {}
        """Rooms whose list Discord does not take from us."""

    def _forget_room(self, room: ChannelId) -> None:
        super()._forget_room(room)
        self._one_by_one.pop(room, None)

    async def admit_all(self, room: ChannelId, waiting: AtTheDoor) -> frozenset[MemberId]:
        """Let everyone who waits in with one request, and give whom.

        Gives nobody where Discord takes only one overwrite at a time from us. Raises Blocked, Gone
        and Unsure, the last also where somebody else changes the room in that very moment.
        """
        if room in self._one_by_one:
            return frozenset()
        by_role = await self._known_by_role(room, waiting)
        try:
            async with self._alone(room, SOON):
                added = await self._add(room, waiting, by_role)
        except Blocked as blocked:
            if blocked.reason in PASSING:
                raise
            self._one_by_one[room] = True
            return by_role
        still = await waiting.welcome() if added else ()
        for rule in added:
            if rule.id not in still:  # removed, or gone, while it was on the way
                await self._take_away(room, MemberId(rule.id))
        return by_role | {MemberId(rule.id) for rule in added}

    async def _known_by_role(self, room: ChannelId, waiting: AtTheDoor) -> frozenset[MemberId]:
        """Look up whom a role lets in: nobody of them is named in the room."""
        found = set()
        for member in await waiting.people():
            if member not in waiting.ordinary and await self._is_let_in_by_role(room, member):
                self._unwritten[room][member] = MemberAccess.LET_IN
                found.add(member)
        return frozenset(found)

    async def _add(
        self, room: ChannelId, waiting: AtTheDoor, by_role: frozenset[MemberId]
    ) -> tuple[Overwrite, ...]:
        self._guild_cache.require_manage_permissions(room)
        seen = frozenset(self._guild_cache.rules(room))
        rules = permissions.from_wire(await self._shown(room, Priority.PERSON))
        wanted = [
            self._inside(room, member, writes=writes)
            for member, writes in (await waiting.people()).items()
            if member not in by_role
        ]
        added = tuple(rule for rule in wanted if rule not in rules)
        for rule in added:
            self._written(room, MemberId(rule.id))
        if added:
            now = {rule.id: rule for rule in rules} | {rule.id: rule for rule in added}
            listed = [rule.wire for rule in now.values()]
            request = partial(self._replace, room, listed, {seen, frozenset(rules)})
            route = Route("edit_channel", room)
            await self._requests.send(Priority.PERSON, route, request, SOON)
            log.info("room.many_let_in", extra={"count": len(added)})
        return added

    async def _replace(
        self,
        room: ChannelId,
        listed: Sequence[quirks.DiscordRequests],
        known: set[frozenset[Overwrite]],
    ) -> None:
        """Put the list in its place, unless somebody has changed the room since it was read."""
        if frozenset(self._guild_cache.rules(room)) not in known:
            raise Unsure
        await quirks.set_overwrites(self._client, room, listed)

    def _inside(self, room: ChannelId, member: MemberId, *, writes: bool) -> Overwrite:
        theirs = self._guild_cache.category_overwrite_for(room, member)
        known = theirs or Overwrite(member, is_role=False)
        may = self._guild_cache.grantable_permissions(room)
        return permissions.let_in_as(known, may, writes=writes)
