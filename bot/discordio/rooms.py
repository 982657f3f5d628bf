"""Rooms in Discord: made once, found again by their mark, opened to people, removed."""

import asyncio
import logging
from collections import defaultdict
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial

import discord

from bot.discordio import names, permissions, preflight, quirks
from bot.discordio.buckets import LONGEST, SOON, Route
from bot.discordio.members import DiscordMembers
from bot.discordio.pace import Priority
from bot.discordio.permissions import BARRED, MEMBER, Overwrite
from bot.discordio.sight import Sight
from bot.discordio.wire import Wire
from bot.domain.ids import ChannelId, GuildId, MemberId
from bot.domain.occurrence import Occurrence, RoomKind
from bot.domain.server import Server
from bot.services.ports import Blocked, Clock, FoundRoom, Gone, Need, Trouble

SLOWEST = 21_600
"""Seconds of the longest slow mode."""
LOOK_BACK = 50
"""Messages that are looked at before a room counts as unused."""
KINDS = {RoomKind.VOICE: discord.ChannelType.voice, RoomKind.TEXT: discord.ChannelType.text}

log = logging.getLogger(__name__)


class DiscordRooms:
    """The port `Rooms`. Every call raises Blocked, Gone or Unsure, and asks Discord once."""

    def __init__(self, client: discord.Client, wire: Wire, sight: Sight, clock: Clock) -> None:
        self._client = client
        self._wire = wire
        self._sight = sight
        self._clock = clock
        self._members = DiscordMembers(client, wire, sight)
        self._one_at_a_time: defaultdict[GuildId, asyncio.Lock] = defaultdict(asyncio.Lock)

    def discord_now(self) -> datetime:
        """Say what time it is by Discord's clock, which stands in the ids of channels."""
        return self._clock.now() + self._wire.watch.skew

    async def create(self, server: Server, occurrence: Occurrence) -> ChannelId:
        """Ask for one room, once. Unsure means that it may be there: look before asking again."""
        blocking = [need for need in self.needs(server) if need.blocks]
        if blocking or server.rooms is None:
            raise Blocked(blocking[0].key if blocking else "no_category")
        options = names.room_options(server, occurrence) | {"parent_id": server.rooms}
        rules = self._rules(server)
        if rules is not None:
            options["permission_overwrites"] = [rule.for_create for rule in rules]
        async with self._one_at_a_time[server.id]:
            room = await self._create(server.id, occurrence, options)
        await self._complete(server, room)
        return room

    async def _create(
        self, guild: GuildId, occurrence: Occurrence, options: dict[str, object]
    ) -> ChannelId:
        kind, reason = KINDS[occurrence.room_kind], f"room {occurrence.code}"
        try:
            made = await self._wire.ask(
                Priority.OPEN,
                Route("create_channel", guild),
                lambda: quirks.create_channel(self._client, guild, kind, reason, **options),
            )
        except Gone as error:
            raise Blocked("no_category") from error
        return ChannelId(made)

    def _rules(self, server: Server) -> tuple[Overwrite, ...] | None:
        """Give the overwrites to create with; None where the room is to inherit."""
        category = self._sight.category(server)
        if category is None or self._sight.is_closed(category):
            return None
        return permissions.for_open_room(
            permissions.of_channel(category),
            category.guild.me.id,
            category.guild.me.guild_permissions,
            self._sight.facilitators(server),
        )

    async def _complete(self, server: Server, room: ChannelId) -> None:
        """Let facilitators into a room behind a closed door; without it they use the door."""
        category = self._sight.category(server)
        if category is None or not self._sight.is_closed(category):
            return
        me, rules = category.guild.me, permissions.of_channel(category)
        mine = {me.id, *(role.id for role in me.roles)} - {category.guild.id}
        granted = 0
        for rule in rules:
            granted |= rule.allow if rule.id in mine else 0
        facilitators = self._sight.facilitators(server)
        may = me.guild_permissions
        added = permissions.for_closed_room(rules, me.id, granted, may, facilitators)
        try:
            for rule in added:
                await self._put(room, rule)
        except Trouble as trouble:
            code = getattr(trouble, "reason", type(trouble).__name__)
            log.warning("room.not_opened_to_facilitators", extra={"code": code})

    async def delete(self, room: ChannelId, reason: str) -> None:
        """Remove a room; one that is not there any more is removed."""
        with suppress(Gone):
            request = partial(quirks.delete_channel, self._client, room, reason)
            await self._wire.ask(Priority.CLOSE, Route("delete_channel", room), request)

    async def find(self, server: Server, occurrence: Occurrence) -> tuple[FoundRoom, ...]:
        """List the channels that carry our mark, by REST: what we remember may be behind."""
        request = partial(quirks.channels_of, self._client, server.id)
        listed = await self._wire.ask(Priority.OPEN, Route("list_channels", server.id), request)
        ours = [names.id_of(one) for one in listed if names.is_ours(one, server, occurrence)]
        voice = occurrence.room_kind is RoomKind.VOICE
        return tuple(
            [FoundRoom(room, await self._is_unused(server.id, room, voice=voice)) for room in ours]
        )

    async def _is_unused(self, guild: GuildId, room: ChannelId, *, voice: bool) -> bool:
        """Tell whether nobody is in a room and nobody else wrote in it; what is unsure is no."""
        if voice and self._sight.occupants(guild, room) != frozenset():
            return False
        if not self._sight.reads(guild, room):
            return False
        try:
            request = partial(self._only_ours, room)
            return await self._wire.ask(Priority.OPEN, Route("history", room), request)
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

    async def _shown(self, room: ChannelId) -> quirks.Wire:
        request = partial(quirks.get_channel, self._client, room)
        return await self._wire.ask(Priority.OPEN, Route("get_channel", room), request)

    async def admit(self, room: ChannelId, member: MemberId) -> None:
        """Let one person into a room behind a closed door; what the category says of them stays.

        Waits for nobody's turn: raises Blocked, with the instant from which it may be asked again.
        """
        theirs, may = self._sight.by_hand(room, member), self._sight.grants(room)
        known = theirs or Overwrite(member, is_role=False)
        wanted = known.letting((MEMBER & may).value)
        if wanted != theirs or not self._sight.stands(room, theirs):
            await self._put(room, wanted.within(may), SOON)

    async def bar(self, room: ChannelId, member: MemberId) -> None:
        """Keep one person out, with as little as it takes; who is in voice stays until they go."""
        self._sight.must_permit(room)
        if await self._members.sees_by_role(room, member):
            await self._put(room, Overwrite(member, deny=BARRED.value, is_role=False))
        else:
            await self._drop(room, member)

    async def unbar(self, room: ChannelId, member: MemberId) -> None:
        """Forget what was said about one person: they may come through the door again.

        What somebody said of them by hand, for the whole category, holds again.
        """
        self._sight.must_permit(room)
        theirs = self._sight.by_hand(room, member)
        if theirs is not None:
            await self._put(room, theirs.within(self._sight.grants(room)))
        else:
            await self._drop(room, member)

    def named(self, guild: GuildId, room: ChannelId) -> dict[MemberId, bool] | None:
        """Say whom we have let into a room (True) or kept out of it; None where that is unknown."""
        channel = self._sight.channel(guild, room)
        if channel is None:
            return None
        inherited = permissions.of_channel(channel.category) if channel.category else ()
        may = channel.guild.me.guild_permissions
        found = permissions.named(permissions.of_channel(channel), inherited, may)
        return {MemberId(member): way for member, way in found.items()}

    async def lock(self, guild: GuildId, room: ChannelId) -> None:
        """Let nobody write in a room any more; without Manage Permissions, hardly."""
        rules = permissions.from_wire(await self._shown(room))
        me, known = self._me(), self._sight.guild(guild)
        mine = frozenset(role.id for role in known.me.roles) if known else frozenset()
        try:
            for rule in permissions.locked(rules, guild, me, mine - {guild}):
                await self._put(room, rule)
        except Blocked as trouble:
            if trouble.reason != "forbidden":
                raise
            request = partial(quirks.set_slowmode, self._client, room, SLOWEST)
            await self._wire.ask(Priority.OPEN, Route("edit_channel", room), request)

    def _me(self) -> int:
        me = self._client.user
        return me.id if me else 0

    async def _put(self, room: ChannelId, rule: Overwrite, patience: timedelta = LONGEST) -> None:
        self._sight.must_permit(room)
        request = partial(quirks.put_overwrite, self._client, room, rule.wire)
        await self._wire.ask(Priority.OPEN, Route("put_overwrite", room), request, patience)

    async def _drop(self, room: ChannelId, member: MemberId) -> None:
        with suppress(Gone):
            request = partial(quirks.drop_overwrite, self._client, room, member)
            await self._wire.ask(Priority.OPEN, Route("drop_overwrite", room), request)

    async def show_stage(self, room: ChannelId, text: str) -> None:
        """Write the line under a voice room's name, where that is allowed; else nothing."""
        channel = self._client.get_channel(room)
        if not isinstance(channel, discord.VoiceChannel):
            return
        may = self._sight.may(channel)
        if not (may.set_voice_channel_status and may.manage_channels):
            return
        try:
            request = partial(quirks.set_voice_status, self._client, room, text)
            await self._wire.ask(Priority.CARD, Route("voice_status", room), request)
        except Trouble as trouble:
            log.info("room.stage_not_shown", extra={"error": type(trouble).__name__})

    def occupants(self, guild: GuildId, room: ChannelId) -> frozenset[MemberId] | None:
        """Say who is in a voice room; None while that is not certain."""
        return self._sight.occupants(guild, room)

    def door_is_closed(self, server: Server) -> bool:
        """Tell whether rooms of this server are seen only by those who were let in."""
        category = self._sight.category(server)
        return category is not None and self._sight.is_closed(category)

    def needs(self, server: Server) -> tuple[Need, ...]:
        """Name what is missing or worth knowing; only what keeps rooms from opening blocks."""
        return preflight.needs(server, self._sight, self._wire.watch.skew)
