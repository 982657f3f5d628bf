"""What discord.py does about scheduled events, and what it must not keep of them."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

import discord

from bot.discordio.gateway.quirks import DiscordRequests


def forget_who_is_interested(client: discord.Client) -> None:
    """Drop what Discord tells of who pressed *Interested* in an event: nobody here is to know.

    discord.py would keep those people with the event.
    """
    parsers = client._connection.parsers  # noqa: SLF001 - where every event comes in
    for change in ("ADD", "REMOVE"):
        parsers[f"GUILD_SCHEDULED_EVENT_USER_{change}"] = _drop


def _drop(_: object) -> None:
    """Know nothing of it."""


async def events_of(client: discord.Client, guild: int) -> Sequence[DiscordRequests]:
    """List the scheduled events of a guild as they are now."""
    listed = await client.http.get_scheduled_events(guild, with_user_count=False)
    return cast("Sequence[DiscordRequests]", listed)


async def create_event(
    client: discord.Client, guild: int, options: Mapping[str, Any]
) -> DiscordRequests:
    """Make a scheduled event and give it; options go over the wire as they are."""
    made = await client.http.create_guild_scheduled_event(guild, **options)
    return cast("DiscordRequests", made)


async def edit_event(
    client: discord.Client, guild: int, event: int, options: Mapping[str, Any]
) -> DiscordRequests:
    """Change a scheduled event, and give it as it is then."""
    made = await client.http.edit_scheduled_event(guild, event, **options)
    return cast("DiscordRequests", made)


async def delete_event(client: discord.Client, guild: int, event: int) -> None:
    """Delete a scheduled event."""
    await client.http.delete_scheduled_event(guild, event)
