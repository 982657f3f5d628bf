"""Bring words into the room as one message, however often it is tried."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from bot.domain.errors import Refusal
from bot.domain.ids import ChannelId, GuildId, MessageId
from bot.domain.meeting.form_entries import Post, Sending
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.talk.sending import digest
from bot.domain.outbox_entry import IdempotencyKey, Subject, nonce
from bot.services.ports.clock import Clock
from bot.services.ports.drawings import Line
from bot.services.ports.messages import Messages
from bot.services.ports.trouble import Trouble, Unsure

WORDS = "words"
"""What typed words are called in the names under which Discord keeps them once."""


class ReadableMessages(Messages, Protocol):
    """Messages that can be read again: a port of this use alone."""

    async def read(self, guild: GuildId, channel: ChannelId) -> Mapping[MessageId, str]:
        """Give the words of our newest messages in a channel."""
        ...

    def shown(self, line: Line) -> str:
        """Give the words of a line as `read` would give them."""
        ...


class NotPosted(Refusal):
    """The words did not reach the room; they are given back."""

    key = "refusal.not_posted"
    can_be_mended = True


@dataclass(frozen=True, slots=True)
class WordsPosted:
    """Posts words under a number of their own, and knows them again in the room."""

    clock: Clock
    messages: ReadableMessages

    async def post(
        self, meeting: LiveMeeting, line: Line, said: str, sending: Sending, *, again: bool
    ) -> Post:
        """Post words that were written down; `again` looks first. Raises NotPosted."""
        try:
            message = await self.find(meeting, sending) if again else None
            if message is None:
                message = await self._send(meeting, line, sending)
        except Trouble as error:
            raise NotPosted(text=said) from error
        return Post(sending.number, meeting.room, message, sending.author)

    async def show(self, meeting: LiveMeeting, line: Line, said: str, number: int) -> Post:
        """Post words without a name, under the number they have. Raises NotPosted."""
        once = self._once(meeting, number)
        try:
            message = await self.messages.send(line, meeting.room, once, look_first=True)
        except Unsure:
            message = await self._look_again(meeting, line, said, once)
        except Trouble as error:
            raise NotPosted(text=said) from error
        return Post(number, meeting.room, message)

    async def find(self, meeting: LiveMeeting, sending: Sending) -> MessageId | None:
        """Look in the room for words that may have come. Raises Blocked, Gone, Unsure."""
        noted = {post.message for post in meeting.posts}
        there = await self.messages.read(meeting.guild, meeting.room)
        same = (one for one, words in there.items() if _is(sending, words) and one not in noted)
        return next(same, None)

    async def _send(self, meeting: LiveMeeting, line: Line, sending: Sending) -> MessageId:
        once = self._once(meeting, sending.number)
        try:
            return await self.messages.send(line, meeting.room, once, look_first=False)
        except Unsure:
            found = await self.find(meeting, sending)
        if found is not None:
            return found
        return await self.messages.send(line, meeting.room, once, look_first=False)

    async def _look_again(
        self, meeting: LiveMeeting, line: Line, said: str, once: IdempotencyKey
    ) -> MessageId:
        try:
            return await self.messages.send(line, meeting.room, once, look_first=True)
        except Trouble as error:
            raise NotPosted(text=said) from error

    def _once(self, meeting: LiveMeeting, number: int) -> IdempotencyKey:
        once = nonce(Subject.meeting(meeting.id), WORDS, number)
        return IdempotencyKey(meeting.guild, once, self.clock.now())


def _is(sending: Sending, words: str) -> bool:
    return digest(sending.number, words) == sending.shown
