"""The cache of what the gateway has told us, and whether that can be trusted yet."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

import discord
from discord.ext import commands

from bot.discordio.overwrites.permissions import INVITE, Overwrite, of_channel
from bot.discordio.overwrites.roles import chosen
from bot.discordio.overwrites.visibility import ServerRights, of_guild
from bot.domain.ids import ChannelId, GuildId, MemberId, RoleId
from bot.domain.server.server import Server
from bot.domain.server.share import ServerShare
from bot.services.ports.clock import Clock
from bot.services.ports.trouble import Blocked

FRESH_AFTER = timedelta(seconds=30)
"""So long after the gateway came back, who is in a room counts as unknown.

See docs/reliability.md#when-discord-fails.
"""
_WHOLE = ("on_ready", "on_resumed", "on_disconnect")
_SHARDS = ("on_shard_ready", "on_shard_resumed", "on_shard_disconnect")
"""What is told of the only connection, and of each of several."""


class GuildCache:
    """The cache of discord.py, with a view on how old it may be. A miss is unknown, never gone."""

    def __init__(self, client: discord.Client, clock: Clock) -> None:
        self._client = client
        self._clock = clock
        self._connected_at: dict[int | None, datetime] = {}
        """Since when each shard is connected; the only connection there is has no number."""
        self._guilds_since: dict[int, datetime] = {}
        """Those that came back later than the gateway did."""
        self._server_of: dict[int, int] = {}
        """In which server a room is: discord.py would look for it in all of them, every time."""
        self.on_channel_gone: Callable[[ChannelId], None] = lambda _: None
        """Told of every channel that is gone, whoever deleted it, or with its server."""

    def attach(self, bot: commands.Bot) -> None:
        """Listen to the gateway's coming and going."""
        ready, resumed, gone = _SHARDS if isinstance(bot, discord.AutoShardedClient) else _WHOLE
        bot.add_listener(self._came_back, ready)
        bot.add_listener(self._came_back, resumed)
        bot.add_listener(self._went, gone)
        bot.add_listener(self._guild_came_back, "on_guild_available")
        bot.add_listener(self._guild_came_back, "on_guild_join")
        bot.add_listener(self._guild_left, "on_guild_remove")
        bot.add_listener(self._channel_went, "on_guild_channel_delete")

    async def _came_back(self, shard: int | None = None) -> None:
        self._connected_at[shard] = self._clock.now()
        for guild in [one for one in self._guilds_since if self._shard_of(one) == shard]:
            del self._guilds_since[guild]

    async def _went(self, shard: int | None = None) -> None:
        self._connected_at.pop(shard, None)

    def _shard_of(self, guild: int) -> int | None:
        count = self._client.shard_count
        return None if count is None else ServerShare(count).shard_of(guild)

    async def _guild_came_back(self, guild: discord.Guild) -> None:
        self._guilds_since[guild.id] = self._clock.now()

    async def _guild_left(self, guild: discord.Guild) -> None:
        self._guilds_since.pop(guild.id, None)
        for channel in guild.channels:
            await self._channel_went(channel)

    async def _channel_went(self, channel: discord.abc.GuildChannel) -> None:
        self._server_of.pop(channel.id, None)
        self.on_channel_gone(ChannelId(channel.id))

    def guild(self, guild: GuildId) -> discord.Guild | None:
        """Give a guild as last seen; None while Discord says nothing about it."""
        found = self._client.get_guild(guild)
        return None if found is None or found.unavailable else found

    def channel(self, guild: GuildId, channel: ChannelId | None) -> discord.abc.GuildChannel | None:
        """Give a channel as last seen; None where it is unknown."""
        known = self.guild(guild)
        return None if known is None or channel is None else known.get_channel(channel)

    def note_server(self, room: ChannelId, guild: GuildId) -> None:
        """Note in which server a room is that was made just now."""
        self._server_of[room] = guild

    def find(self, room: int) -> discord.abc.GuildChannel | None:
        """Give a channel as last seen, in whichever server it is; None where it is unknown."""
        guild = self._client.get_guild(self._server_of.get(room, 0))
        if guild is not None:
            return guild.get_channel(room)
        found = self._client.get_channel(room)
        if not isinstance(found, discord.abc.GuildChannel):
            return None
        self._server_of[room] = found.guild.id
        return found

    def category(self, server: Server) -> discord.CategoryChannel | None:
        """Give the category in which rooms open; None where it is unknown or no category."""
        found = self.channel(server.id, server.rooms)
        return found if isinstance(found, discord.CategoryChannel) else None

    def facilitators(self, server: Server) -> int | None:
        """Give the role of the facilitators; None where there is none that people are given."""
        known, wanted = self.guild(server.id), server.facilitators
        role = known.get_role(wanted) if known and wanted else None
        return role.id if role and chosen(role).is_given else None

    def rights(self, server: Server, guests: RoleId | None = None) -> ServerRights | None:
        """Say who may do what in a server; None while Discord says nothing about it.

        `guests` is the role for which a room is kept; one that was deleted lets nobody in.
        """
        known = self.guild(server.id)
        if known is None:
            return None
        role = known.get_role(guests) if guests else None
        rights = of_guild(known, self.facilitators(server))
        return replace(rights, guests=role.id if role and chosen(role).is_given else None)

    def rights_in(
        self, room: ChannelId, facilitators: int | None, guests: int | None
    ) -> ServerRights | None:
        """Say who may do what in the server of a room; None where that is unknown."""
        known = self.find(room)
        return (
            None if known is None else replace(of_guild(known.guild, facilitators), guests=guests)
        )

    def guild_of(self, room: ChannelId) -> GuildId | None:
        """Give the server in which a room is; None where that is unknown."""
        known = self.find(room)
        return GuildId(known.guild.id) if known else None

    def rules(self, room: ChannelId) -> tuple[Overwrite, ...]:
        """Give the overwrites of a room as last seen; none where it is unknown."""
        known = self.find(room)
        return of_channel(known) if known else ()

    def may(self, channel: discord.abc.GuildChannel) -> discord.Permissions:
        """Say what the bot may do in a channel."""
        return channel.permissions_for(channel.guild.me)

    def require_manage_permissions(self, channel: ChannelId) -> None:
        """Ask nothing of who comes in where the bot may not change it; what is unknown it may.

        Raises Blocked as Discord would, without a request that only counts as an invalid one.
        """
        known = self.find(channel)
        if known and not self.may(known).manage_roles:
            raise Blocked("forbidden")

    def grantable_permissions(self, room: ChannelId) -> discord.Permissions:
        """Say what the bot may let others do in a room; where that is unknown, what it asks for."""
        known = self.find(room)
        return known.guild.me.guild_permissions if known else INVITE

    def category_overwrite_for(self, room: ChannelId, member: MemberId) -> Overwrite | None:
        """Give what the category of a room says of one person: that is not ours."""
        known = self.find(room)
        above = known.category if known else None
        rules = of_channel(above) if above else ()
        return next((one for one in rules if one.id == member and not one.is_role), None)

    def has_overwrite(self, room: ChannelId, rule: Overwrite | None) -> bool:
        """Tell whether a room has this very rule."""
        return rule in self.rules(room)

    def reads(self, guild: GuildId, channel: ChannelId) -> bool | None:
        """Tell whether the bot sees what was written in a channel; None where that is unknown."""
        known = self.channel(guild, channel)
        return None if known is None else self.may(known).read_message_history

    def is_closed(self, room: ChannelId) -> bool:
        """Tell whether a room is hidden from all who are not let in, as last seen."""
        guild, view = self.guild_of(room), discord.Permissions.view_channel.flag
        return any(rule.id == guild and rule.deny & view for rule in self.rules(room))

    def occupants(self, guild: GuildId, room: ChannelId) -> frozenset[MemberId] | None:
        """Say which people are in a voice room; None while that is not certain.

        Bots are not people. Whom the gateway has not described counts as a person, so that no room
        is ever closed over somebody's head.
        """
        channel = self.channel(guild, room)
        if not isinstance(channel, discord.VoiceChannel) or not self._is_fresh(guild):
            return None
        inside = {member: channel.guild.get_member(member) for member in channel.voice_states}
        return frozenset(
            MemberId(member) for member, known in inside.items() if known is None or not known.bot
        )

    def _is_fresh(self, guild: GuildId) -> bool:
        seen = self._guilds_since.get(guild)
        connected_at = self._connected_at.get(self._shard_of(guild))
        known: Iterable[datetime | None] = (connected_at, seen or connected_at)
        oldest = self._clock.now() - FRESH_AFTER
        return all(since is not None and since <= oldest for since in known)
