"""Rooms in Discord: made once, found again by their mark, opened to people, removed."""

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from functools import partial
from weakref import WeakValueDictionary

import discord

from bot.discordio.gateway import quirks
from bot.discordio.gateway.guild_cache import GuildCache
from bot.discordio.overwrites import permissions
from bot.discordio.overwrites.permissions import Overwrite
from bot.discordio.requests.buckets import Route
from bot.discordio.requests.discord_requests import DiscordRequests
from bot.discordio.requests.errors import INVALID_FORM
from bot.discordio.requests.limiter import Priority
from bot.discordio.rooms import preflight, room_names
from bot.discordio.rooms.many_at_once import ManyAtOnce
from bot.discordio.rooms.stage_lines import StageLines
from bot.domain.calendar.occurrence import Occurrence, RoomKind
from bot.domain.ids import ChannelId, GuildId, MemberId
from bot.domain.server.server import Server
from bot.services.ports.clock import Clock
from bot.services.ports.rooms import FoundRoom, Need
from bot.services.ports.trouble import NAME_REFUSED, Blocked, Gone, Trouble

LOOK_BACK = 50
"""Messages that are looked at before a room counts as unused."""
SLOWEST = 21_600
"""Seconds of the longest slow mode."""
KINDS = {RoomKind.VOICE: discord.ChannelType.voice, RoomKind.TEXT: discord.ChannelType.text}


class DiscordRooms(ManyAtOnce):
    """The port `Rooms`. Every call raises Blocked, Gone or Unsure, and asks Discord once."""

    def __init__(
        self,
        client: discord.Client,
        requests: DiscordRequests,
        guild_cache: GuildCache,
        clock: Clock,
    ) -> None:
        super().__init__(client, requests, guild_cache)
        self._clock = clock
        self.lines = StageLines(client, requests, guild_cache)
        self._one_at_a_time: WeakValueDictionary[GuildId, asyncio.Lock] = WeakValueDictionary()

    def discord_now(self) -> datetime:
        """Say what time it is by Discord's clock, which stands in the ids of channels."""
        return self._clock.now() + self._requests.responses.skew

    async def create(self, server: Server, occurrence: Occurrence) -> ChannelId:
        """Ask for one room, once. Unsure means that it may be there: look before asking again."""
        blocking = preflight.blocking(server, self._guild_cache, self._requests.responses.skew)
        if blocking or server.rooms is None:
            raise Blocked(blocking or "no_category")
        options = room_names.room_options(server, occurrence) | {"parent_id": server.rooms}
        rules = self._rules(server)
        if rules is not None:  # it stays open: nobody but Discord counts who goes in
            options["permission_overwrites"] = [rule.for_create for rule in rules]
            options |= room_names.voice_limit(occurrence)
        async with self._one_at_a_time.setdefault(server.id, asyncio.Lock()):
            made = await self._create(server, occurrence, options)
        room = ChannelId(int(str(made["id"])))
        self._guild_cache.note_server(room, server.id)
        self._note_as_made(room, made, self._of_category(server) if rules is None else rules)
        return room

    async def _create(
        self, server: Server, occurrence: Occurrence, options: dict[str, object]
    ) -> quirks.DiscordRequests:
        guild = server.id
        kind, reason = KINDS[occurrence.room_kind], f"room {occurrence.code}"
        try:
            return await self._requests.send(
                Priority.OPEN,
                Route("create_channel", guild),
                lambda: quirks.create_channel(self._client, guild, kind, reason, **options),
            )
        except Gone as error:
            raise Blocked("no_category") from error
        except Blocked as blocked:
            if blocked.reason != INVALID_FORM or server.discreet:
                raise
            raise Blocked(NAME_REFUSED) from blocked  # only the name is not ours

    def _note_as_made(
        self, room: ChannelId, made: quirks.DiscordRequests, expected: Iterable[Overwrite]
    ) -> None:
        """Note how a new room stands, where that is as expected: anything else is looked up."""
        rules = permissions.from_wire(made)
        if set(rules) == set(expected):
            self._just_made[room] = rules

    def _of_category(self, server: Server) -> tuple[Overwrite, ...]:
        category = self._guild_cache.category(server)
        return () if category is None else permissions.of_channel(category)

    def _rules(self, server: Server) -> tuple[Overwrite, ...] | None:
        """Give the overwrites to create with; None where the room is to inherit.

        A room that the bot will close inherits: only that way it keeps Manage Permissions, which
        nobody but an administrator may write into a new room.
        """
        category = self._guild_cache.category(server)
        if category is None or self.doorway(server).can_close:
            return None
        return permissions.for_open_room(
            permissions.of_channel(category),
            category.guild.me.id,
            category.guild.me.guild_permissions,
            self._guild_cache.facilitators(server),
        )

    async def delete(self, room: ChannelId, reason: str) -> None:
        """Remove a room; one that is not there any more is removed."""
        self._forget_room(room)
        self.lines.forget(room)
        with suppress(Gone):
            request = partial(quirks.delete_channel, self._client, room, reason)
            await self._requests.send(Priority.CLOSE, Route("delete_channel", room), request)

    async def find(self, server: Server, occurrence: Occurrence) -> tuple[FoundRoom, ...]:
        """List the channels that carry our mark, by REST: what we remember may be behind."""
        request = partial(quirks.channels_of, self._client, server.id)
        listed = await self._requests.send(
            Priority.OPEN, Route("list_channels", server.id), request
        )
        ours = [
            room_names.id_of(one) for one in listed if room_names.is_ours(one, server, occurrence)
        ]
        voice = occurrence.room_kind is RoomKind.VOICE
        return tuple(
            [FoundRoom(room, await self._is_unused(server.id, room, voice=voice)) for room in ours]
        )

    async def _is_unused(self, guild: GuildId, room: ChannelId, *, voice: bool) -> bool:
        """Tell whether nobody is in a room and nobody else wrote in it; what is unsure is no."""
        if voice and self._guild_cache.occupants(guild, room) != frozenset():
            return False
        if not self._guild_cache.reads(guild, room):
            return False
        try:
            request = partial(self._only_ours, room)
            return await self._requests.send(Priority.OPEN, Route("history", room), request)
        except Trouble:
            return False

    async def _only_ours(self, room: ChannelId) -> bool:
        place = self._client.get_partial_messageable(room)
        written = [message.author.id async for message in place.history(limit=LOOK_BACK)]
        return set(written) <= {self._me()}

    async def exists(self, room: ChannelId) -> bool:
        """Tell whether a room is there; one that is hidden from us is."""
        try:
            await self._shown(room)
        except Gone:
            return False
        except Blocked as trouble:
            if trouble.reason not in {"no_view", "forbidden"}:
                raise
        return True

    # ----------------------------------------------------------------------- what is shown

    async def lock(self, guild: GuildId, room: ChannelId) -> None:
        """Let nobody write in a room any more; without Manage Permissions, hardly."""
        rules = permissions.from_wire(await self._shown(room))
        me, known, may = (
            self._me(),
            self._guild_cache.guild(guild),
            self._guild_cache.grantable_permissions(room),
        )
        mine = frozenset(role.id for role in known.me.roles) if known else frozenset()
        try:
            for rule in permissions.locked(rules, guild, me, mine - {guild}, may):
                await self._put(room, rule)
        except Blocked as trouble:
            if trouble.reason != "forbidden":
                raise
            request = partial(quirks.set_slowmode, self._client, room, SLOWEST)
            await self._requests.send(Priority.OPEN, Route("edit_channel", room), request)

    async def show_stage(self, room: ChannelId, text: str) -> None:
        """Want the line under a voice room's name, where that is allowed; nobody waits for it."""
        self.lines.show(room, text)

    def occupants(self, guild: GuildId, room: ChannelId) -> frozenset[MemberId] | None:
        """Say who is in a voice room; None while that is not certain."""
        return self._guild_cache.occupants(guild, room)

    def needs(self, server: Server) -> tuple[Need, ...]:
        """Name what is missing or worth knowing; only what keeps rooms from opening blocks."""
        return preflight.needs(server, self._guild_cache, self._requests.responses.skew)
