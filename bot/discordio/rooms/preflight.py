"""Preflight checks: what on a server is in the way, in keys that the catalogue has words for.

Only what keeps a room from opening blocks; the rest is told in `/setup check`.
"""

from collections.abc import Iterator
from datetime import timedelta

import discord

from bot.discordio.events import may_make_events
from bot.discordio.gateway.channel_readers import many_read, others_read
from bot.discordio.gateway.guild_cache import GuildCache
from bot.discordio.overwrites.permissions import THREADS, of_channel
from bot.discordio.overwrites.roles import chosen
from bot.discordio.overwrites.visibility import ServerRights
from bot.domain.ids import ChannelId
from bot.domain.server.server import Server
from bot.services.ports.rooms import Need

PER_CATEGORY, CATEGORY_NEARLY = 50, 45
PER_SERVER, SERVER_NEARLY = 500, 480

IN_CATEGORY = (
    ("no_view", "view_channel"),
    ("no_connect", "connect"),
    ("no_send", "send_messages"),
    ("no_history", "read_message_history"),
    ("no_manage_channels", "manage_channels"),
)
"""What the bot must be able to do where rooms open; without it, no room opens."""
MATTERS_LESS = (
    ("no_speak", "speak"),
    ("no_voice_status", "set_voice_channel_status"),
)
"""What something smaller depends on: that members may be let speak, the line under the room."""
CLOCK_SLOW = timedelta(seconds=30)
CLOCK_OFF = timedelta(minutes=5)
"""So far off Discord's clock no room opens by itself: it would open at the wrong time."""
TO_POST = discord.Permissions(view_channel=True, send_messages=True, read_message_history=True)


def needs(server: Server, guild_cache: GuildCache, skew: timedelta) -> tuple[Need, ...]:
    """Name everything an organiser may want to know; what blocks comes first.

    `skew` is how far Discord's clock is ahead of ours.
    """
    guild = guild_cache.guild(server.id)
    if guild is None:
        return (Need("server_away", {}, blocks=False),)
    if guild.me.is_timed_out():
        return (Need("timed_out", {}),)
    found = [
        *_about_opening(server, guild, guild_cache, skew),
        *_about_the_category(server, guild_cache),
        *_about_people(server, guild, guild_cache),
        *_about_events(server, guild),
    ]
    return tuple(sorted(found, key=lambda need: (not need.blocks, not need.urgent)))


def blocking(server: Server, guild_cache: GuildCache, skew: timedelta) -> str:
    """Name what keeps a room from opening, the first of it; nothing where all is well."""
    guild = guild_cache.guild(server.id)
    if guild is None:
        return ""
    if guild.me.is_timed_out():
        return "timed_out"
    found = _about_opening(server, guild, guild_cache, skew)
    return next((need.key for need in found if need.blocks), "")


def _about_opening(
    server: Server, guild: discord.Guild, guild_cache: GuildCache, skew: timedelta
) -> Iterator[Need]:
    """Tell of all that can keep a room from opening: nothing else blocks."""
    yield from _about_the_clock(skew)
    yield from _about_rooms(server, guild, guild_cache)


def _about_the_clock(skew: timedelta) -> Iterator[Need]:
    minutes = round(abs(skew) / timedelta(minutes=1), 1)
    if abs(skew) > CLOCK_OFF:
        yield Need("clock_off", {"minutes": str(minutes)})
    elif abs(skew) > CLOCK_SLOW:
        yield Need("clock_slow", {"minutes": str(minutes)}, blocks=False)


def _about_rooms(server: Server, guild: discord.Guild, guild_cache: GuildCache) -> Iterator[Need]:
    category = guild_cache.category(server)
    if category is None:
        yield Need("no_category", {})
        return
    facts = {"category": category.name}
    may = guild_cache.may(category)
    for key, right in IN_CATEGORY:
        if not getattr(may, right):
            yield Need(key, facts)
    yield from _about_space(len(category.channels), len(guild.channels), category.name)


def _about_the_category(server: Server, guild_cache: GuildCache) -> Iterator[Need]:
    """Tell what something smaller depends on where rooms open."""
    category = guild_cache.category(server)
    if category is None:
        return
    facts, may = {"category": category.name}, guild_cache.may(category)
    for key, right in MATTERS_LESS:
        if not getattr(may, right):
            yield Need(key, facts, blocks=False)
    yield from _about_the_door(category, guild_cache)
    rights = guild_cache.rights(server)
    if rights is not None:
        yield from _about_threads(category, rights)


def _about_space(inside: int, total: int, category: str) -> Iterator[Need]:
    facts = {"category": category, "count": str(inside), "most": str(PER_CATEGORY)}
    if inside >= PER_CATEGORY:
        yield Need("category_full", facts)
    elif inside >= CATEGORY_NEARLY:
        yield Need("category_nearly_full", facts, blocks=False)
    facts = {"count": str(total), "most": str(PER_SERVER)}
    if total >= PER_SERVER:
        yield Need("server_full", facts)
    elif total >= SERVER_NEARLY:
        yield Need("server_nearly_full", facts, blocks=False)


def _about_the_door(category: discord.CategoryChannel, guild_cache: GuildCache) -> Iterator[Need]:
    hidden = not category.permissions_for(category.guild.default_role).view_channel
    if hidden and not guild_cache.may(category).manage_roles:
        yield Need("no_manage_permissions", {"category": category.name}, blocks=False)


def _about_threads(category: discord.CategoryChannel, rights: ServerRights) -> Iterator[Need]:
    """Tell where people may write in threads of a text room that takes no messages any more."""
    if rights.may_close(of_channel(category)) and rights.beyond_us(THREADS.value):
        yield Need("threads_stay", {"category": category.name}, blocks=False)


def _about_people(server: Server, guild: discord.Guild, guild_cache: GuildCache) -> Iterator[Need]:
    yield from _about_posting("announcements", server, server.announcements, guild_cache)
    yield from _about_posting("organisers", server, server.organisers, guild_cache)
    yield from _about_readers("organisers", server, server.organisers, guild_cache)
    if server.standing_console:
        yield from _about_console(server, guild_cache)
    else:
        yield from _about_readers("facilitators", server, server.facilitators_channel, guild_cache)
    yield from _about_facilitators(server, guild, guild_cache)
    if guild.me.guild_permissions.administrator:
        yield Need("administrator", {}, blocks=False)


def _about_facilitators(
    server: Server, guild: discord.Guild, guild_cache: GuildCache
) -> Iterator[Need]:
    if server.facilitators is None:
        return
    role = guild.get_role(server.facilitators)
    if role is None:
        yield Need("facilitators_gone", {}, blocks=False, urgent=True)
    elif not chosen(role).is_given:
        yield Need("facilitators_not_given", {}, blocks=False)
    elif not _is_called(role, guild_cache.channel(server.id, server.facilitators_channel)):
        yield Need("role_not_called", {"role": role.name}, blocks=False)


def _is_called(role: discord.Role, channel: discord.abc.GuildChannel | None) -> bool:
    """Tell whether a mention reaches those who have a role; without a channel none is made."""
    if channel is None or role.mentionable:
        return True
    return channel.permissions_for(channel.guild.me).mention_everyone


def _about_events(server: Server, guild: discord.Guild) -> Iterator[Need]:
    if server.shows_events and not may_make_events(guild):
        yield Need("no_events", {}, blocks=False)


def _about_posting(
    name: str, server: Server, wanted: ChannelId | None, guild_cache: GuildCache
) -> Iterator[Need]:
    channel = guild_cache.channel(server.id, wanted)
    if channel is None:
        yield Need(f"no_{name}", {}, blocks=False)
    elif not guild_cache.may(channel) >= TO_POST:
        yield Need(f"{name}_closed", {"channel": channel.name}, blocks=False)


def _about_readers(
    name: str, server: Server, wanted: ChannelId | None, guild_cache: GuildCache
) -> Iterator[Need]:
    channel, readers = (
        guild_cache.channel(server.id, wanted),
        many_read(guild_cache, server, wanted),
    )
    if channel is not None and readers:
        yield Need(f"{name}_public", {"channel": channel.name, "who": readers}, blocks=False)


def _about_console(server: Server, guild_cache: GuildCache) -> Iterator[Need]:
    """Tell what keeps a console from standing in the facilitators' channel."""
    channel = guild_cache.channel(server.id, server.facilitators_channel)
    if channel is None:
        yield Need("no_console_channel", {}, blocks=False)
        return
    readers = others_read(guild_cache, server, channel)
    if readers:
        yield Need("console_seen", {"channel": channel.name, "who": readers}, blocks=False)
    elif not guild_cache.may(channel) >= TO_POST:
        yield Need("console_closed", {"channel": channel.name}, blocks=False)
