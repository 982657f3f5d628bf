"""Post typed words in the room as messages of the bot; the database keeps none of them.

They are written down as on their way before they are posted, so that the same form sent again, or a
process that dies in between, leaves them in the room once.
"""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.ids import MemberId, MessageId, OccurrenceId
from bot.domain.meeting import help_requests
from bot.domain.meeting.form_entries import Post, Sending
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
    must_be_welcome,
    must_take_part,
)
from bot.domain.meeting.round.round import typed
from bot.domain.meeting.round_state import Place
from bot.domain.meeting.shown.card_place import note_message_below
from bot.domain.meeting.talk import board, posted_words, sending
from bot.domain.person import Actor
from bot.services.meeting.meetings import Meetings
from bot.services.meeting.words_posted import ReadableMessages, WordsPosted
from bot.services.outbox.effacing import take_down
from bot.services.ports.clock import Clock
from bot.services.ports.drawings import Line
from bot.services.ports.store import Store
from bot.services.ports.trouble import Trouble

TYPED_NONCES = 2**28
"""Numbers of typed words begin here; those of words without a name are below."""
_MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Words:
    """Brings what people type into the room."""

    store: Store
    clock: Clock
    messages: ReadableMessages
    meetings: Meetings
    _on_their_way: list[int] = field(default_factory=list[int], init=False)
    """Numbers of words that this process is posting, however long Discord takes."""

    @property
    def posted(self) -> WordsPosted:
        """Give what posts them."""
        return WordsPosted(self.clock, self.messages)

    async def say(self, meeting: OccurrenceId, by: Actor, place: Place, text: str) -> LiveMeeting:
        """Show typed words in the room under the name chosen at the door; the turn is done.

        The words are posted first, so that nothing is lost: what cannot be posted is given back.
        The same words again within minutes are the same form, and stand in the room once.
        Raises MeetingOver, NotHere, StageOver, EmptyWords, ManyWords, RoomIsFull, NotPosted.
        """
        now, at = await self.meetings.get(meeting), self.clock.now()
        must_be_welcome(now, by.id)
        said = board.for_the_room(text)
        before = sending.sent_before(now, by.id, place, said, at)
        if before and before.posted:
            return now
        person = must_take_part(now, by)
        must_be_at(now, place)
        if not said:
            raise EmptyWords
        name = naming.free_name(now, by.id, person.name)
        facts = {"name": name, "text": said}
        line = Line(now.language, _over(now, by.id), facts, awaited=True)
        with self.meetings.rate.counted(now, by, Counted.WORDS, at):
            drawn = self._drawn(by, place, line, said)
            after, mine = await self._written_down(meeting, by, drawn, said)
            if mine.posted:
                return after
            again = mine.number != drawn.number
            with self._posting(mine.number):
                post = await self.posted.post(now, line, said, mine, again=again)
        after = await self._arrived(now, by, place, post)
        must_be_welcome(after, by.id)
        if after.person(by.id) is None:
            must_be_here(after, by.id)
        return after

    def _drawn(self, by: Actor, place: Place, line: Line, said: str) -> Sending:
        number = TYPED_NONCES + secrets.randbelow(TYPED_NONCES)
        words = sending.digest(number, said)
        shown = sending.digest(number, self.messages.shown(line))
        return Sending(number, by.id, place.stage, place.turn, words, shown, self.clock.now())

    async def _written_down(
        self, meeting: OccurrenceId, by: Actor, drawn: Sending, said: str
    ) -> tuple[LiveMeeting, Sending]:
        """Write down that words are on their way, unless they are already; gives as what."""
        found, place = [drawn], sending.place_of(drawn)

        def rule(now: LiveMeeting, at: datetime) -> LiveMeeting:
            must_take_part(now, by)
            must_be_at(now, place)
            before = sending.sent_before(now, by.id, place, said, at)
            found[:] = [before or drawn]
            if before is None:
                return sending.begun(now, drawn)
            return now if before.posted else sending.tried_again(now, before, at)

        after = await self.meetings.decide(meeting, rule, by, redraw=False)
        return after, found[0]

    async def _arrived(
        self, now: LiveMeeting, by: Actor, place: Place, post: Post, *, heard: bool = True
    ) -> LiveMeeting:
        """Note words that stand in the room; those of whoever was removed meanwhile go again."""

        def rule(meeting: LiveMeeting, at: datetime) -> LiveMeeting:
            return sending.arrived(_spoken(meeting, by, at, place, post), post, heard=heard)

        try:
            after = await self.meetings.decide(now.id, rule, by)
        except MeetingOver:
            await self._too_late(now, post)
            raise
        if not _is_out(after, by.id):
            return after
        return await self.meetings.decide(
            now.id, lambda m, _: posted_words.without(m, {post.number})
        )

    async def settle(self, meeting: OccurrenceId) -> None:
        """Find out what became of words whose process died on the way; where unsure, later."""
        with suppress(MeetingOver, Trouble):
            now = await self.meetings.get(meeting)
            for one in sending.unsettled(now, self.clock.now()):
                if one.number not in self._on_their_way:
                    await self._settle(now, one)

    @contextmanager
    def _posting(self, number: int) -> Iterator[None]:
        """Keep words from being settled while they are posted."""
        self._on_their_way.append(number)
        try:
            yield
        finally:
            self._on_their_way.remove(number)

    async def _settle(self, now: LiveMeeting, one: Sending) -> None:
        message = await self.posted.find(now, one)
        if message is None:
            await self.meetings.decide(
                now.id, lambda m, at: sending.given_up(m, one.number, at), redraw=False
            )
            return
        post = Post(one.number, now.room, message, one.author)
        place = sending.place_of(one)
        await self._arrived(now, Actor(one.author, ""), place, post, heard=False)

    async def read(self, meeting: LiveMeeting) -> Mapping[MessageId, str]:
        """Read in the room what was typed there: it is kept nowhere else."""
        try:
            return await self.messages.read(meeting.guild, meeting.room)
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
            held = board.hold(now, by, place, text, number=number, counts_from=then)
            return help_requests.with_words_waiting(now, held, then)

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
            line = Line(now.language, "words.without_name", {"text": said}, awaited=True)
            shown = await self.posted.show(now, line, said, number)

        def released(meeting: LiveMeeting, _: datetime) -> LiveMeeting:
            left, _said = board.release(meeting, by, number)
            return note_message_below(posted_words.noted(left, shown)) if shown else left

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


def _over(meeting: LiveMeeting, member: MemberId) -> str:
    """Give the key of the line above typed words; whoever leads is marked in it."""
    if member == meeting.lead:
        return "words.typed_lead"
    return "words.typed_co" if member in meeting.facilitators else "words.typed"


def _spoken(meeting: LiveMeeting, by: Actor, at: datetime, place: Place, post: Post) -> LiveMeeting:
    """Count words that stand in the room by now; that the stage went on takes nothing away."""
    noted = note_message_below(posted_words.noted(meeting, post))
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
