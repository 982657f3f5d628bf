"""Whether the bot is still in a server, by Discord's own word."""

import discord

from bot.discordio.requests.buckets import Route
from bot.discordio.requests.discord_requests import DiscordRequests
from bot.discordio.requests.errors import is_unknown_server
from bot.discordio.requests.limiter import Priority
from bot.domain.ids import GuildId
from bot.services.ports.trouble import Gone


class DiscordGuests:
    """The port `Guests`: in which servers the bot is a guest."""

    def __init__(self, client: discord.Client, requests: DiscordRequests) -> None:
        self._client = client
        self._requests = requests

    async def has_left(self, guild: GuildId) -> bool:
        """Tell whether a server removed the bot: that it was not heard of is never enough.

        Asks Discord only where the gateway did not name the server. Raises Blocked or Unsure.
        """
        if self._client.get_guild(guild) is not None:
            return False
        try:
            await self._requests.send(
                Priority.CLOSE,
                Route("get_server", guild),
                lambda: self._client.fetch_guild(guild, with_counts=False),
            )
        except Gone as gone:
            return is_unknown_server(gone)
        return False
