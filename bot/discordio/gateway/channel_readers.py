"""Who reads a channel that is meant for few, where that looks like nobody's choice."""

import discord

from bot.discordio.gateway.guild_cache import GuildCache
from bot.discordio.overwrites.permissions import Overwrite, of_channel
from bot.discordio.overwrites.roles import may_lead
from bot.discordio.overwrites.visibility import VIEW, ServerRights
from bot.domain.ids import ChannelId
from bot.domain.server.onlookers import NOBODY, Onlookers
from bot.domain.server.server import Server

ORGANISES = discord.Permissions(manage_guild=True, manage_events=True).value
"""Whoever holds one of these organises the group's meetings."""


def many_read(guild_cache: GuildCache, server: Server, wanted: ChannelId | None) -> Onlookers:
    """Name those who read a channel as they read many: everybody, and roles that nobody picked.

    A role was not picked for a channel where it sees every channel, or sees the door too.
    """
    channel, rights = guild_cache.channel(server.id, wanted), guild_cache.rights(server)
    if channel is None or rights is None:
        return NOBODY
    rules = of_channel(channel)
    if rights.everyone_sees(rules):
        return Onlookers(everyone=True)
    at_door = _at_door(guild_cache, server, rights)
    picked = {rule.id for rule in rules if rule.allow & VIEW}
    found = [one for one in rights.seeing(rules) if one.id in at_door or one.id not in picked]
    return Onlookers(roles=tuple(one.name for one in found if not one.is_bot))


def others_read(
    guild_cache: GuildCache, server: Server, channel: discord.abc.GuildChannel
) -> Onlookers:
    """Name those who read a channel and are neither facilitators nor organisers; bots left out.

    Whoever is named there one by one counts, unless they are known to be one or the other.
    """
    rights = guild_cache.rights(server)
    if rights is None:
        return NOBODY
    rules = of_channel(channel)
    if rights.everyone_sees(rules):
        return Onlookers(everyone=True)
    seeing = [one for one in rights.seeing(rules) if not (one.is_bot or one.rights & ORGANISES)]
    named = [rule.id for rule in rules if not rule.is_role and rule.allow & VIEW]
    members = {one: channel.guild.get_member(one) for one in named}
    strangers = [one for one in members.values() if one is None or _is_stranger(one, server)]
    return Onlookers(roles=tuple(one.name for one in seeing), people=len(strangers))


def _is_stranger(member: discord.Member, server: Server) -> bool:
    may = member.guild_permissions
    organises = bool(may.value & ORGANISES) or may.administrator
    return not (member.bot or organises or may_lead(member, server.facilitators, may))


def _at_door(guild_cache: GuildCache, server: Server, rights: ServerRights) -> frozenset[int]:
    """Give the roles that see the channel of the door, where not everybody does."""
    channel = guild_cache.channel(server.id, server.announcements)
    rules: tuple[Overwrite, ...] = of_channel(channel) if channel else ()
    if channel is None or rights.everyone_sees(rules):
        return frozenset()
    return frozenset(role.id for role in rights.seeing(rules))
