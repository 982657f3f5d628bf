"""What the bot writes in channels and to people: once, quietly, pinging nobody."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import cast

import discord

from bot.discordio.gateway.guild_cache import GuildCache
from bot.discordio.messages.cards import Cards
from bot.discordio.messages.direct_messages import opened, ours_in
from bot.discordio.messages.drawing import NOBODY, Draw, called, drawn
from bot.discordio.messages.left_as_they_are import as_it_stands
from bot.discordio.messages.papers import file_of, naming
from bot.discordio.messages.posted_before import is_same, words_in, words_of
from bot.discordio.messages.standing_cards import StandingCards
from bot.discordio.messages.urgency import urgency
from bot.discordio.requests.buckets import Route
from bot.discordio.requests.discord_requests import DiscordRequests
from bot.discordio.requests.limiter import Priority
from bot.domain.ids import ChannelId, GuildId, MemberId, MessageId, OccurrenceId
from bot.domain.outbox_entry import IdempotencyKey
from bot.services.ports.drawings import (
    Card,
    Drawing,
    EveningSummed,
    Line,
    StandingConsole,
    StandingMessage,
)
from bot.services.ports.messages import Mark, Paper
from bot.services.ports.trouble import Blocked, Gone, Unsure

LOOK_BACK = timedelta(minutes=2)
"""A message counts as ours from so long before we first meant to post it."""
LOOK_AT = 500
"""Messages that are looked at, the oldest first."""
MOST_TAKEN_BACK = 25
"""Private messages that are taken back at a time, so that nothing else waits long."""
READ = 100
"""Messages whose words are read again: as many as Discord gives at once."""


class DiscordMessages:
    """The port `Messages`. Every call raises Blocked, Gone or Unsure."""

    def __init__(
        self,
        client: discord.Client,
        requests: DiscordRequests,
        guild_cache: GuildCache,
        cards: Cards,
        draw: Draw,
        consoles: StandingCards | None = None,
    ) -> None:
        """`consoles` are redrawn with the cards of their meetings."""
        self._client = client
        self._requests = requests
        self._guild_cache = guild_cache
        self._cards = cards
        self._draw, self._consoles = draw, consoles

    async def send(
        self,
        drawing: Drawing,
        channel: ChannelId,
        key: IdempotencyKey,
        *,
        look_first: bool,
        mark: Mark | None = None,
    ) -> MessageId:
        """Post a message; the same key twice is one message.

        Discord drops a repeated nonce for a few minutes; after that, `look_first` finds it.
        """
        posted = await self._posted(drawing, channel, key, mark) if look_first else None
        if posted is not None:
            return posted
        place = self._client.get_partial_messageable(channel)
        view = drawn(self._draw, drawing)
        message = await self._requests.send(
            urgency(drawing),
            Route("post_message", channel),
            lambda: place.send(
                view=view,
                nonce=key.nonce,
                silent=not (isinstance(drawing, Line) and drawing.loud),
                allowed_mentions=called(drawing),
            ),
        )
        if isinstance(drawing, Card):
            self._cards.confirm(drawing, message.id, view)
        elif isinstance(drawing, StandingConsole) and self._consoles is not None:
            self._consoles.confirm(drawing, message.id, view)
        return MessageId(message.id)

    async def find(self, channel: ChannelId, key: IdempotencyKey, mark: Mark) -> MessageId | None:
        """Look for a message that may have been posted, without posting it."""
        return await self._posted(None, channel, key, mark)

    async def _posted(
        self, drawing: Drawing | None, channel: ChannelId, key: IdempotencyKey, mark: Mark | None
    ) -> MessageId | None:
        """Find the message; not being able to read is never *not posted*."""
        reads = self._guild_cache.reads(key.guild, channel)
        if reads is False:
            raise Blocked("no_history")
        request = partial(self._written, channel, key.since)
        urgent = urgency(drawing) if drawing else Priority.CARD
        written = await self._requests.send(urgent, Route("history", channel), request)
        if not written and reads is None:
            raise Unsure
        me, view = self._client.user, drawn(self._draw, drawing) if drawing else None
        ours = [one for one in written if me is not None and one.author.id == me.id]
        return next((MessageId(one.id) for one in ours if is_same(one, mark, view)), None)

    async def _written(self, channel: ChannelId, at: datetime) -> list[discord.Message]:
        since = at + self._requests.responses.skew - LOOK_BACK
        place = self._client.get_partial_messageable(channel)
        history = place.history(after=since, limit=LOOK_AT, oldest_first=True)
        return [message async for message in history]

    def shown(self, line: Line) -> str:
        """Give the words of a line as they will stand in its channel."""
        return words_in(drawn(self._draw, line))

    async def read(self, guild: GuildId, channel: ChannelId) -> dict[MessageId, str]:
        """Give the words of our newest messages in a channel, as they stand there."""
        if self._guild_cache.reads(guild, channel) is False:
            raise Blocked("no_history")
        request = partial(self._newest, channel)
        newest = await self._requests.send(Priority.CARD, Route("history", channel), request)
        me = self._client.user
        ours = [one for one in newest if me is not None and one.author.id == me.id]
        return {MessageId(one.id): words_of(one) for one in ours}

    async def _newest(self, channel: ChannelId) -> list[discord.Message]:
        place = self._client.get_partial_messageable(channel)
        return [message async for message in place.history(limit=READ)]

    async def others_below(
        self, guild: GuildId, channel: ChannelId, message: MessageId
    ) -> int | None:
        """Count the messages of others below one of ours; None where it is not there any more."""
        if self._guild_cache.reads(guild, channel) is False:
            raise Blocked("no_history")
        request = partial(self._from, channel, message)
        found = await self._requests.send(Priority.CARD, Route("history", channel), request)
        if not found or found[0].id != message:
            return None
        me = self._client.user
        return sum(me is None or one.author.id != me.id for one in found[1:])

    async def _from(self, channel: ChannelId, message: MessageId) -> list[discord.Message]:
        place, before = self._client.get_partial_messageable(channel), discord.Object(message - 1)
        listed = place.history(after=before, limit=READ, oldest_first=True)
        return [one async for one in listed]

    async def stands(self, channel: ChannelId, message: MessageId) -> bool:
        """Tell whether a message of ours is still there: asked after everything else."""
        return await as_it_stands(self._client, self._requests, channel, message) is not None

    async def edit(self, drawing: Drawing, channel: ChannelId, message: MessageId) -> None:
        """Change a message of ours, after whatever edit of it is on its way."""
        place = self._client.get_partial_messageable(channel)
        part = place.get_partial_message(message)

        async def request() -> None:
            async with self._cards.alone(message):
                await part.edit(view=drawn(self._draw, drawing), allowed_mentions=NOBODY)

        urgent = Priority.LINE if isinstance(drawing, StandingMessage) else urgency(drawing)
        await self._requests.send(urgent, Route("edit_message", channel), request)

    async def delete(self, channel: ChannelId, message: MessageId) -> None:
        """Take a message of ours away, after whatever edit of it is on its way."""
        part = self._client.get_partial_messageable(channel).get_partial_message(message)

        async def request() -> None:
            async with self._cards.alone(message):
                await part.delete()

        await self._requests.send(Priority.CARD, Route("delete_message", channel), request)

    async def whisper(self, drawing: Drawing, member: MemberId, once: str = "") -> bool:
        """Write to one person; False where they take no direct messages.

        What is said again under the same `once` within a few minutes is one message.
        """
        return await self.hand(drawing, member, (), once) is not None

    async def hand(
        self, drawing: Drawing, member: MemberId, papers: Sequence[Paper], once: str = ""
    ) -> MessageId | None:
        """Write to one person as `whisper` does, with files."""
        try:
            return await self._hand(drawing, member, papers, once)
        except Blocked as trouble:
            if trouble.reason != "closed_dms":
                raise
            return None

    async def _hand(
        self, drawing: Drawing, member: MemberId, papers: Sequence[Paper], once: str
    ) -> MessageId:
        place = await opened(self._client, self._requests, member)
        nonce = cast("str", once or None)  # what the overloads leave out is taken all the same
        sent = await self._requests.send(
            Priority.WHISPER,
            Route("post_message", place.id),
            lambda: place.send(
                view=naming(drawn(self._draw, drawing), papers),
                files=[file_of(one) for one in papers] or discord.utils.MISSING,
                nonce=nonce,
                allowed_mentions=NOBODY,
                silent=isinstance(drawing, EveningSummed),
            ),
        )
        return MessageId(sent.id)

    async def rewrite(self, drawing: Drawing, member: MemberId, message: MessageId) -> None:
        """Change what was written to one person."""
        place = await opened(self._client, self._requests, member)
        await self.edit(drawing, ChannelId(place.id), message)

    async def take_back(self, member: MemberId, only: MessageId) -> bool:
        """Delete the newest messages of ours to one person, or one; tells if there are more."""
        place = await opened(self._client, self._requests, member)
        if only:
            await self.delete(ChannelId(place.id), only)
            return False
        request = partial(ours_in, place, self._client.user, MOST_TAKEN_BACK)
        found = await self._requests.send(Priority.WHISPER, Route("history", place.id), request)
        for one in found[:MOST_TAKEN_BACK]:
            with suppress(Gone):  # else one that is away already would leave the rest
                await self.delete(ChannelId(place.id), MessageId(one.id))
        return len(found) > MOST_TAKEN_BACK

    def redraw(self, meeting: OccurrenceId) -> None:
        """Want the card of a meeting, and its standing console, to show its newest state."""
        self._cards.redraw(meeting)
        if self._consoles is not None:
            self._consoles.redraw(meeting)
