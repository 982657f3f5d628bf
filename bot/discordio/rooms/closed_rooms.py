"""Rooms behind a closed door: closed to every role and everyone named, read back from Discord."""

import asyncio
import logging
from collections.abc import AsyncIterator, Collection, Iterable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from functools import partial

import discord

from bot.discordio.gateway import quirks
from bot.discordio.gateway.guild_cache import GuildCache
from bot.discordio.overwrites import permissions
from bot.discordio.overwrites.permissions import Overwrite
from bot.discordio.overwrites.visibility import ServerRights, changed
from bot.discordio.requests.buckets import LONGEST, Route
from bot.discordio.requests.discord_requests import DiscordRequests
from bot.discordio.requests.limiter import Priority
from bot.domain.ids import ChannelId, MemberId, RoleId
from bot.domain.server.onlookers import NOBODY, Doorway
from bot.domain.server.server import Server
from bot.services.ports.room_access import Inside
from bot.services.ports.trouble import Blocked, Gone, Unsure

log = logging.getLogger(__name__)


class ClosedRooms:
    """The part of the port `Rooms` that closes rooms to all who did not come through the door."""

    def __init__(
        self, client: discord.Client, requests: DiscordRequests, guild_cache: GuildCache
    ) -> None:
        self._client, self._requests, self._guild_cache = client, requests, guild_cache
        self._refused: dict[ChannelId, tuple[frozenset[Overwrite], int]] = {}
        """What a room and our rights were when Discord did not let us close it."""
        self._let_in_roles: dict[ChannelId, tuple[int | None, int | None]] = {}
        """The roles let into a room that was closed: the facilitators', and the guests'."""
        self._writers: dict[ChannelId, asyncio.Lock] = {}
        """One request of ours at a time changes who may be in a room."""
        self._just_made: dict[ChannelId, tuple[Overwrite, ...]] = {}
        """How rooms stood when Discord said that they were made."""
        guild_cache.on_channel_gone = self._forget_room

    def doorway(self, server: Server) -> Doorway:
        """Say how the rooms of this server will stand, by its category as last seen."""
        category, rights = self._guild_cache.category(server), self._guild_cache.rights(server)
        if category is None or rights is None:
            return Doorway(closed=False)
        rules = permissions.of_channel(category)
        if rights.may_close(rules):
            return Doorway(closed=True, can_close=True)
        return Doorway(closed=False, onlookers=rights.onlookers(rules, ()))

    def glance(
        self,
        server: Server,
        room: ChannelId,
        inside: Collection[MemberId],
        guests: RoleId | None = None,
    ) -> Doorway | None:
        """Say how a room stands as last seen, without asking; None where that is unknown."""
        channel = self._guild_cache.channel(server.id, room)
        rights = self._guild_cache.rights(server, guests)
        if channel is None or rights is None:
            return None
        return self._as_it_stands(rights, room, permissions.of_channel(channel), inside)

    async def look_at(
        self, server: Server, room: ChannelId, inside: Inside, guests: RoleId | None = None
    ) -> Doorway:
        """Ask Discord how a room stands. Raises Gone, Blocked and Unsure."""
        urgent = self._how_urgent(server, room, await inside(), guests)
        rights, rules = await self._rules_of(server, room, guests, urgent)
        return self._as_it_stands(rights, room, rules, await inside())

    async def keep_closed(
        self,
        server: Server,
        room: ChannelId,
        inside: Inside,
        guests: RoleId | None = None,
        *,
        fresh: bool = False,
    ) -> Doorway:
        """Close a room to all but facilitators, `guests` and who is inside, where the bot may.

        What is said of it is Discord's own answer after that. `fresh` tells that nobody can have
        come in yet: then one request changes everything, and the answer that told us of the room
        need not be asked for again. Raises Gone, Blocked and Unsure.
        """
        known = await inside()
        urgent = Priority.OPEN if fresh else self._how_urgent(server, room, known, guests)
        rights, rules = await self._rules_of(server, room, guests, urgent)
        known = await inside()
        before = self._as_it_stands(rights, room, rules, known)
        changes = rights.to_close(rules, known)
        if not before.can_close or not changes:
            return before
        try:
            after = await self._change(room, rules, changes, inside, fresh=fresh)
        except Blocked as blocked:
            if blocked.reason not in {"forbidden", "no_view"}:
                raise
            log.warning("room.not_closed", extra={"code": blocked.reason})
            _, after = await self._rules_of(server, room, guests, Priority.OPEN)
            self._refused[room] = (frozenset(after), rights.may)
        stands = self._as_it_stands(rights, room, after, await inside())
        shut_out = before.onlookers if stands.closed else NOBODY
        return Doorway(stands.closed, stands.onlookers, shut_out, stands.can_close)

    def _as_it_stands(
        self,
        rights: ServerRights,
        room: ChannelId,
        rules: Iterable[Overwrite],
        inside: Collection[MemberId],
    ) -> Doorway:
        rules = tuple(rules)
        refused = self._refused.get(room) == (frozenset(rules), rights.may)
        can_close = rights.may_close(rules) and not refused
        onlookers = rights.onlookers(rules, inside)
        return Doorway(can_close and not onlookers, onlookers, can_close=can_close)

    def _how_urgent(
        self, server: Server, room: ChannelId, inside: Collection[MemberId], guests: RoleId | None
    ) -> Priority:
        """Say how soon to ask how a room stands: later where the gateway has named it closed."""
        seen = self.glance(server, room, inside, guests)
        return Priority.LOOK if seen is not None and seen.closed else Priority.OPEN

    async def _rules_of(
        self, server: Server, room: ChannelId, guests: RoleId | None, priority: Priority
    ) -> tuple[ServerRights, tuple[Overwrite, ...]]:
        rules = self._just_made.pop(room, None)
        if rules is None:
            rules = permissions.from_wire(await self._shown(room, priority))
        rights = self._guild_cache.rights(server, guests)
        if rights is None:
            raise Unsure
        self._let_in_roles[room] = (rights.facilitators, rights.guests)
        return rights, rules

    async def _change(
        self,
        room: ChannelId,
        rules: tuple[Overwrite, ...],
        changes: tuple[Overwrite, ...],
        inside: Inside,
        *,
        fresh: bool,
    ) -> tuple[Overwrite, ...]:
        """Change overwrites and give what stands then: all at once while nobody may be on the way.

        Later one by one, the bot's own first: what somebody else writes meanwhile stays.
        """
        if fresh:
            wanted = [rule.wire for rule in changed(rules, changes)]
            with suppress(Blocked):  # it may still be allowed one by one
                request = partial(quirks.set_overwrites, self._client, room, wanted)
                route = Route("edit_channel", room)
                async with self._alone(room):
                    shown = await self._requests.send(Priority.OPEN, route, request)
                return permissions.from_wire(shown)
        for rule in changes:
            if rule.is_role or rule.id == self._me() or rule.id not in await inside():
                await self._write(room, rule)
        return permissions.from_wire(await self._shown(room))

    def _forget_room(self, room: ChannelId) -> None:
        for known in (self._refused, self._let_in_roles, self._writers, self._just_made):
            known.pop(room, None)

    @asynccontextmanager
    async def _alone(self, room: ChannelId, patience: timedelta = LONGEST) -> AsyncIterator[None]:
        """Let nothing else of ours change who may be in a room meanwhile.

        Raises Blocked where somebody who comes again would wait longer than `patience`.
        """
        lock = self._writers.setdefault(room, asyncio.Lock())
        try:
            async with asyncio.timeout(None if patience >= LONGEST else patience.total_seconds()):
                await lock.acquire()
        except TimeoutError as error:
            raise Blocked("too_many_requests") from error
        try:
            yield
        finally:
            lock.release()

    async def _shown(
        self, room: ChannelId, priority: Priority = Priority.OPEN
    ) -> quirks.DiscordRequests:
        request = partial(quirks.get_channel, self._client, room)
        return await self._requests.send(priority, Route("get_channel", room), request)

    def _me(self) -> int:
        me = self._client.user
        return me.id if me else 0

    async def _write(self, room: ChannelId, rule: Overwrite) -> None:
        """Set an overwrite; one that says nothing is taken out."""
        if not rule.is_empty:
            await self._put(room, rule)
            return
        with suppress(Gone):
            request = partial(quirks.drop_overwrite, self._client, room, rule.id)
            async with self._alone(room):
                await self._requests.send(Priority.PERSON, Route("drop_overwrite", room), request)

    async def _put(self, room: ChannelId, rule: Overwrite, patience: timedelta = LONGEST) -> None:
        self._guild_cache.require_manage_permissions(room)
        request = partial(quirks.put_overwrite, self._client, room, rule.wire)
        async with self._alone(room, patience):
            await self._requests.send(
                Priority.PERSON, Route("put_overwrite", room), request, patience
            )
