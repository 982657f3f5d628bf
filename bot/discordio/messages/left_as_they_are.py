"""Messages that a start left as they were: in the minute after it each is looked at once."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial

import discord

from bot.discordio.requests.buckets import Route
from bot.discordio.requests.discord_requests import DiscordRequests
from bot.discordio.requests.limiter import Priority
from bot.domain.ids import ChannelId, MessageId, OccurrenceId
from bot.services.ports.clock import Clock
from bot.services.ports.showing import Showing, Showings
from bot.services.ports.trouble import Gone, Trouble

Seen = Callable[[OccurrenceId, discord.Message | MessageId], Awaitable[None]]

TOGETHER = 20
"""So many are looked at together, and so many in a second: a thousand take less than a minute."""
BETWEEN = timedelta(seconds=1)


class LeftAsTheyAre:
    """Says which are, and looks once at each."""

    def __init__(
        self,
        client: discord.Client,
        requests: DiscordRequests,
        clock: Clock,
        showings: Showings,
        seen: Seen,
    ) -> None:
        """What a message shows is `seen`; its number alone says that it is gone."""
        self._client, self._requests, self._clock = client, requests, clock
        self._showings, self._seen = showings, seen
        self._waiting: deque[tuple[OccurrenceId, ChannelId, MessageId]] = deque()
        self._task: asyncio.Task[None] | None = None

    def leaves(self, showing: Showing, channel: ChannelId) -> bool:
        """Tell whether a message showed just this before the start, and needs no edit."""
        if not self._showings.was(showing):
            return False
        self._waiting.append((showing.drawing.meeting.id, channel, showing.message))
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._look_in_turn())
        return True

    async def _look_in_turn(self) -> None:
        while self._waiting:
            await self._clock.sleep_until(self._clock.now() + BETWEEN)
            many = min(TOGETHER, len(self._waiting))
            looks = (self._look(*self._waiting.popleft()) for _ in range(many))
            await asyncio.gather(*looks, return_exceptions=True)

    async def _look(self, meeting: OccurrenceId, channel: ChannelId, message: MessageId) -> None:
        try:
            found = await as_it_stands(self._client, self._requests, channel, message)
        except Trouble:
            return  # the next edit of it finds out
        await self._seen(meeting, found or message)


async def as_it_stands(
    client: discord.Client, requests: DiscordRequests, channel: ChannelId, message: MessageId
) -> discord.Message | None:
    """Look at a message, after everything else; None where it is gone. Raises Blocked, Unsure."""
    request = partial(client.get_partial_messageable(channel).fetch_message, message)
    try:
        return await requests.send(Priority.LOOK, Route("get_message", channel), request)
    except Gone:
        return None
