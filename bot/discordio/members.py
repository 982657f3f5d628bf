"""Who somebody is on a server, by Discord's word now, and taking them out of a voice room."""

from functools import partial

import discord

from bot.discordio.gateway import quirks
from bot.discordio.gateway.channel_readers import many_read
from bot.discordio.gateway.guild_cache import GuildCache
from bot.discordio.overwrites.roles import may_lead
from bot.discordio.requests.buckets import Route
from bot.discordio.requests.discord_requests import DiscordRequests
from bot.discordio.requests.errors import is_unknown_server
from bot.discordio.requests.limiter import Priority
from bot.domain.ids import ChannelId, GuildId, MemberId, RoleId
from bot.domain.meeting.names import naming
from bot.domain.server.server import Server
from bot.services.ports.members import Standing
from bot.services.ports.trouble import Gone, Trouble, Unsure


class DiscordMembers:
    """The port `Members`. What the gateway told of a person's roles may be old, so it is asked."""

    def __init__(
        self, client: discord.Client, requests: DiscordRequests, guild_cache: GuildCache
    ) -> None:
        self._client, self._requests, self._guild_cache = client, requests, guild_cache

    async def look(self, server: Server, member: MemberId) -> Standing | None:
        """Say what somebody is on a server; None for who is not there. Raises Blocked, Unsure."""
        found = await self._fetch(server.id, member)
        return _standing(found, server) if found else None

    async def roles(self, guild: GuildId, member: MemberId) -> frozenset[int]:
        """Give the roles that somebody was given; none for who is not on the server.

        Raises Blocked, Unsure.
        """
        found = await self._fetch(guild, member)
        given = [role.id for role in found.roles if not role.is_default()] if found else []
        return frozenset(given)

    def trusted(self, server: Server, room: ChannelId) -> frozenset[MemberId]:
        """Name those in a voice room who may lead meetings or manage the server, as last seen."""
        channel = self._guild_cache.channel(server.id, room)
        found = channel.members if isinstance(channel, discord.VoiceChannel) else ()
        standings = {MemberId(one.id): _standing(one, server) for one in found}
        return frozenset(member for member, one in standings.items() if one.leads or one.manages)

    def may_disconnect(self, guild: GuildId, room: ChannelId) -> bool:
        """Tell whether the bot may take people out of a voice room, or of those in a category."""
        channel = self._guild_cache.channel(guild, room)
        if not isinstance(channel, discord.VoiceChannel | discord.CategoryChannel):
            return False
        return self._guild_cache.may(channel).move_members

    async def disconnect(self, guild: GuildId, room: ChannelId, member: MemberId) -> bool:
        """Take somebody out of a voice room; gives whether they are out of it now."""
        channel = self._guild_cache.channel(guild, room)
        if not isinstance(channel, discord.VoiceChannel) or member not in channel.voice_states:
            return True
        if not self.may_disconnect(guild, room):
            return False
        try:
            request = partial(quirks.disconnect, self._client, guild, member)
            await self._requests.send(Priority.PERSON, Route("edit_member", guild), request)
        except Trouble:
            return False
        return True

    def hosts(self, server: Server, room: ChannelId) -> dict[MemberId, str]:
        """Name everyone in a voice room who may lead, as far as the gateway has told us."""
        channel = self._guild_cache.channel(server.id, room)
        if not isinstance(channel, discord.VoiceChannel):
            return {}
        inside = [channel.guild.get_member(member) for member in sorted(channel.voice_states)]
        people = [member for member in inside if member is not None and not member.bot]
        return {
            MemberId(one.id): naming.fitting(one.display_name, leads=True)
            for one in people
            if may_lead(one, server.facilitators, one.guild_permissions)
        }

    def owner(self, guild: GuildId) -> tuple[MemberId, str] | None:
        """Give who owns a server, and what it is called, as last seen."""
        known = self._guild_cache.guild(guild)
        return (MemberId(known.owner_id), known.name) if known and known.owner_id else None

    def facilitators_read(self, server: Server, channel: ChannelId) -> bool:
        """Tell whether everyone who holds the facilitators' role reads a channel."""
        known = self._guild_cache.channel(server.id, channel)
        role = known.guild.get_role(server.facilitators) if known and server.facilitators else None
        return known is not None and role is not None and known.permissions_for(role).view_channel

    def is_private(self, server: Server, channel: ChannelId) -> bool:
        """Tell whether the bot may write in a channel that is not for everyone to read."""
        known = self._guild_cache.channel(server.id, channel)
        if known is None or many_read(self._guild_cache, server, channel):
            return False
        may = self._guild_cache.may(known)
        return may.view_channel and may.send_messages

    def may_call_role(self, server: Server, channel: ChannelId) -> bool:
        """Tell whether a mention of the facilitators' role there reaches those who have it."""
        known = self._guild_cache.channel(server.id, channel)
        role = known.guild.get_role(server.facilitators) if known and server.facilitators else None
        if known is None or role is None or role.is_default():
            return False
        return role.mentionable or self._guild_cache.may(known).mention_everyone

    async def _fetch(self, guild: GuildId, member: MemberId) -> discord.Member | None:
        known = self._guild_cache.guild(guild)
        if known is None:
            raise Unsure
        try:
            request = partial(known.fetch_member, member)
            return await self._requests.send(Priority.PERSON, Route("get_member", guild), request)
        except Gone as gone:
            if is_unknown_server(gone):
                raise Unsure from gone
            return None


def _standing(member: discord.Member, server: Server) -> Standing:
    may = member.guild_permissions
    leads = may_lead(member, server.facilitators, may)
    roles = frozenset(RoleId(role.id) for role in member.roles)
    manages = may.manage_guild or may.administrator
    return Standing(leads, manages, roles, may.manage_events or manages)
