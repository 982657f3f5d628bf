"""The direct messages with one person: opened, and what of them is ours."""

import discord

from bot.discordio.requests.buckets import Route
from bot.discordio.requests.discord_requests import DiscordRequests
from bot.discordio.requests.limiter import Priority
from bot.domain.ids import MemberId


async def opened(
    client: discord.Client, requests: DiscordRequests, member: MemberId
) -> discord.DMChannel:
    """Open the direct messages with somebody. Raises Blocked, Gone, Unsure."""
    return await requests.send(
        Priority.WHISPER, Route("open_dm"), lambda: client.create_dm(discord.Object(member))
    )


async def ours_in(
    place: discord.DMChannel, me: discord.ClientUser | None, most: int
) -> list[discord.Message]:
    """Give the newest messages of ours; stops once there are more than `most`."""
    found = []
    async for one in place.history(limit=None):
        if me is not None and one.author.id == me.id:
            found.append(one)
        if len(found) > most:
            break
    return found
