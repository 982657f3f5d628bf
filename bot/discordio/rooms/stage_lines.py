"""The lines under voice rooms' names: written when nothing else is, the newest of each room."""

import asyncio
import logging
from functools import partial

import discord

from bot.discordio.gateway import quirks
from bot.discordio.gateway.guild_cache import GuildCache
from bot.discordio.requests.buckets import Route
from bot.discordio.requests.discord_requests import DiscordRequests
from bot.discordio.requests.limiter import Priority
from bot.domain.ids import ChannelId
from bot.services.ports.trouble import Trouble

log = logging.getLogger(__name__)


class StageLines:
    """Writes the stage under voice rooms' names; nobody waits for it, and a restart drops it."""

    def __init__(
        self, client: discord.Client, requests: DiscordRequests, guild_cache: GuildCache
    ) -> None:
        self._client, self._requests, self._guild_cache = client, requests, guild_cache
        self._wanted: dict[ChannelId, str] = {}
        self._tasks: dict[ChannelId, asyncio.Task[None]] = {}

    def show(self, room: ChannelId, text: str) -> None:
        """Want a line under a room's name, where the bot may write it."""
        channel = self._guild_cache.find(room)
        if not isinstance(channel, discord.VoiceChannel):
            return
        may = self._guild_cache.may(channel)
        if not (may.set_voice_channel_status and may.manage_channels):
            return
        self._wanted[room] = text
        if room not in self._tasks:
            self._tasks[room] = asyncio.get_running_loop().create_task(self._write(room))

    def forget(self, room: ChannelId) -> None:
        """Want nothing under the name of a room that goes."""
        self._wanted.pop(room, None)

    async def idle(self) -> None:
        """Wait until every line that was wanted is written."""
        while self._tasks:
            await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    async def _write(self, room: ChannelId) -> None:
        try:
            while room in self._wanted:
                await self._requests.send(
                    Priority.LINE, Route("voice_status", room), partial(self._newest, room)
                )
        except Trouble as trouble:
            self._wanted.pop(room, None)
            log.info("room.stage_not_shown", extra={"error": type(trouble).__name__})
        finally:
            del self._tasks[room]

    async def _newest(self, room: ChannelId) -> None:
        text = self._wanted.pop(room, None)
        if text is not None:
            await quirks.set_voice_status(self._client, room, text)
