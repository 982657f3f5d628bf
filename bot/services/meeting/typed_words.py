"""Post typed words in the room as messages of the bot; the database keeps none of them."""

import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.domain.errors import Refusal
from bot.domain.ids import ChannelId, MemberId, MessageId, OccurrenceId
from bot.domain.meeting.card_place import note_message_below
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.names import naming
from bot.domain.meeting.rate_limit import Counted
from bot.domain.meeting.rights import (
    EmptyWords,
    MeetingOver,
    NotHere,
    StageOver,
    must_be_at,
    must_be_here,
    must_take_part,
)
from bot.domain.meeting.round.round import typed
from bot.domain.meeting.said import Post
from bot.domain.meeting.talk import board, posts
from bot.domain.meeting.turn import Place
from bot.domain.outbox_entry import IdempotencyKey, Subject, nonce
from bot.domain.person import Actor
from bot.services.meeting.meetings import Meetings
from bot.services.outbox.effacing import take_down
from bot.services.ports.clock import Clock
from bot.services.ports.drawings import Line
from bot.services.ports.messages import Messages
from bot.services.ports.store import Store
from bot.services.ports.trouble import Trouble, Unsure

WORDS = "words"
"""What typed words are called in the names under which Discord keeps them once."""
TYPED_NONCES = 2**28
"""Numbers of typed words begin here; those of words without a name are below."""
_MILLISECOND = timedelta(milliseconds=1)


class ReadableMessages(Messages, Protocol):
    """Messages that can be read again: a port of this use alone."""

    async def read(self, channel: ChannelId) -> Mapping[MessageId, str]:
        """Give the words of our newest messages in a channel."""
        ...


class NotPosted(Refusal):
    """The words did not reach the room; they are given back."""

    key = "refusal.not_posted"


@dataclass(frozen=True, slots=True)
class Words:
    """Brings what people type into the room."""

    store: Store
    clock: Clock
    messages: ReadableMessages
    meetings: Meetings

    async def say(self, meeting: OccurrenceId, by: Actor, place: Place, text: str) -> LiveMeeting:
        """Show typed words in the room under the name chosen at the door; the turn is done.

        The words are posted first, so that nothing is lost: what cannot be posted is given back.
        Raises MeetingOver, NotHere, StageOver, EmptyWords, ManyWords, RoomIsFull, NotPosted.
        """
        now = await self.meetings.get(meeting)
        person = must_take_part(now, by)
        must_be_at(now, place)
        said = board.for_the_room(text)
        if not said:
            raise EmptyWords
        name = naming.free_name(now, by.id, person.name)
        line = Line(now.language, _over(now, by.id), {"name": name, "text": said})
        with self.meetings.rate.counted(now, by, Counted.WORDS, self.clock.now()):
            post = await self._post(now, line, said, TYPED_NONCES + secrets.randbelow(TYPED_NONCES))
        post = replace(post, author=by.id)
        try:
            after = await self.meetings.decide(
                meeting, lambda m, at: _spoken(m, by, at, place, post), by
            )
        except MeetingOver:
            await self._too_late(now, post)
            raise
        if _is_out(after, by.id):
            await self.meetings.decide(meeting, lambda m, _: posts.without(m, {post.number}))
            must_be_here(after, by.id)
        return after

    async def read(self, meeting: LiveMeeting) -> Mapping[MessageId, str]:
        """Read in the room what was typed there: it is kept nowhere else."""
        try:
            return await self.messages.read(meeting.room)
        except Trouble:
            return {}

    async def hold(self, meeting: OccurrenceId, by: Actor, place: Place, text: str) -> LiveMeeting:
        """Hand words without a name to the facilitator; their author's turn stays as it is.

        The card is not redrawn now: it counts them at an instant that says nothing of their author.
        Raises what `words.hold` refuses, and ManyWords.
        """
        at = self.clock.now()
        number, then = secrets.randbelow(TYPED_NONCES), at + _a_while()

        def rule(now: LiveMeeting, _: datetime) -> LiveMeeting:
            return board.hold(now, by, place, text, number=number, counts_from=then)

        now = await self.meetings.get(meeting)
        with self.meetings.rate.counted(now, by, Counted.UNNAMED, at):
            return await self.meetings.decide(meeting, rule, redraw=False)

    async def release(
        self, meeting: OccurrenceId, by: Actor, number: int, *, show: bool
    ) -> LiveMeeting:
        """Show words without a name in the room, or let them go unread by anyone else.

        Raises NotFacilitator, GoneAlready, NotPosted.
        """
        now = await self.meetings.get(meeting)
        _, said = board.release(now, by, number)
        shown: Post | None = None
        if show:
            line = Line(now.language, "words.without_name", {"text": said})
            shown = await self._post(now, line, said, number, look_first=True)

        def released(meeting: LiveMeeting, _: datetime) -> LiveMeeting:
            left, _said = board.release(meeting, by, number)
            return note_message_below(posts.noted(left, shown)) if shown else left

        try:
            return await self.meetings.decide(meeting, released, by)
        except MeetingOver:
            if shown:
                await self._too_late(now, shown)
            raise

    async def _too_late(self, over: LiveMeeting, post: Post) -> None:
        """Delete words that were posted while their meeting ended; if not now, then later."""
        at = self.clock.now()
        await self.store.run(lambda tx: take_down(tx, over.id, over.guild, post, at))
        with suppress(Trouble):
            await self.messages.delete(post.room, post.message)

    async def _post(
        self, meeting: LiveMeeting, line: Line, said: str, seq: int, *, look_first: bool = False
    ) -> Post:
        """Post words under a number of their own, so that no try posts them twice."""
        once = nonce(Subject.meeting(meeting.id), WORDS, seq)
        key = IdempotencyKey(meeting.guild, once, self.clock.now())
        try:
            message = await self._send(meeting, line, key, look_first=look_first)
        except Trouble as error:
            raise NotPosted(text=said) from error
        return Post(seq, meeting.room, message)

    async def _send(
        self, meeting: LiveMeeting, line: Line, key: IdempotencyKey, *, look_first: bool
    ) -> MessageId:
        try:
            return await self.messages.send(line, meeting.room, key, look_first=look_first)
        except Unsure:
            return await self.messages.send(line, meeting.room, key, look_first=True)


def _over(meeting: LiveMeeting, member: MemberId) -> str:
    """Give the key of the line above typed words; whoever leads is marked in it."""
    if member == meeting.lead:
        return "words.typed_lead"
    return "words.typed_co" if member in meeting.facilitators else "words.typed"


def _spoken(meeting: LiveMeeting, by: Actor, at: datetime, place: Place, post: Post) -> LiveMeeting:
    """Count words that stand in the room by now; that the stage went on takes nothing away."""
    noted = note_message_below(posts.noted(meeting, post))
    try:
        return typed(noted, by, at, place)
    except (StageOver, NotHere):
        return noted


def _is_out(meeting: LiveMeeting, member: MemberId) -> bool:
    """Tell whether somebody was removed or forgotten while their words were on their way."""
    return meeting.is_removed(member) or meeting.person(member) is None


def _a_while() -> timedelta:
    """Draw how long the room's count waits for words without a name."""
    least, most = board.COUNTED_AFTER
    return least + secrets.randbelow((most - least) // _MILLISECOND + 1) * _MILLISECOND
