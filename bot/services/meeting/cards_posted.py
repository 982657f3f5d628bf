"""The card of a stage in the room: posted, folded, taken away, and its last words."""

import logging
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from bot.domain.calendar.occurrence import Occurrence, RoomKind
from bot.domain.ids import MessageId
from bot.domain.outbox_entry import EntryKind, OutboxEntry
from bot.domain.server.server import Server
from bot.services.meeting.first_evening import farewell
from bot.services.outbox.handler import Editing, Handler, Posting, RenderContext
from bot.services.outbox.last_words import WhyEnded
from bot.services.outbox.lines import line
from bot.services.outbox.notices import tell_organisers
from bot.services.outbox.payload import Payload
from bot.services.outbox.taking_away import TakingAway
from bot.services.ports.clock import Clock
from bot.services.ports.drawings import Card, Drawing, Folded
from bot.services.ports.messages import Mark
from bot.services.ports.rooms import Rooms
from bot.services.ports.store import Tx
from bot.services.ports.trouble import Gone, Trouble
from bot.text.catalog import speaker

TOLD_AT = 3
"""The refusals of a card after which the organisers hear of it, a quarter of a minute on."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class CardPosted(Posting):
    """The card of a stage; the stage stands under a voice room's name too."""

    rooms: Rooms
    clock: Clock

    kind = EntryKind.CARD
    order = 0
    outlives_its_channel = True  # whoever watches the room decides

    def is_still_relevant(self, context: RenderContext) -> bool:
        """Tell whether it is the newest card of a meeting that runs."""
        return context.meeting is not None and context.meeting.cards == context.entry.seq

    def mark(self, entry: OutboxEntry) -> Mark | None:
        """Know it by the number of the card, which its buttons carry."""
        return Mark(entry.meeting, place=f"c{entry.seq}")

    def draw(self, context: RenderContext, now: datetime) -> Drawing:
        """Draw the meeting as it stands."""
        assert context.meeting is not None  # noqa: S101 - drawn only while it is relevant
        return Card(context.meeting, now)

    async def deliver(
        self, context: RenderContext, now: datetime, *, look_first: bool
    ) -> MessageId | None:
        """Post the card, and write the stage under the room's name."""
        message = await super().deliver(context, now, look_first=look_first)
        await self._show_stage(context)
        return message

    async def _show_stage(self, context: RenderContext) -> None:
        """Write the stage under the voice room's name: nice to have, and never in the way."""
        meeting = context.meeting
        if meeting is not None and meeting.room_kind is RoomKind.VOICE:
            text = speaker(meeting.language)(f"stage.{meeting.now_in}")
            try:
                await self.rooms.show_stage(meeting.room, text)
            except Trouble:
                log.info("stage.not_shown")

    def is_outdated(self, tx: Tx, context: RenderContext) -> bool:
        """Tell whether the meeting went on while its card was posted."""
        running = tx.live_meetings.get(context.occurrence.id)
        drawn = context.meeting
        return running is not None and drawn is not None and running.version != drawn.version

    def refused(self, tx: Tx, entry: OutboxEntry, occurrence: Occurrence, why: str) -> None:
        """Tell the organisers once why a card is missing."""
        if entry.attempts == TOLD_AT:
            now = self.clock.now()
            tell_organisers(tx, occurrence, "no_card", now, reason=why, number=entry.seq)


class _OnOldCard(Handler):
    """A kind that takes the names off an old card, once the new one stands."""

    order = 2
    edits = EntryKind.CARD
    hides_names = True

    def comes_after(self, tx: Tx, entry: OutboxEntry) -> tuple[OutboxEntry | None, ...]:
        """Wait for the new card too."""
        new = tx.outbox.get(entry.subject, EntryKind.CARD, entry.seq + 1)
        return (*super().comes_after(tx, entry), new)


@dataclass(frozen=True, slots=True)
class OldCard(Payload):
    """What an old card was for: the last part of a text key."""

    was: str


class CardFolded(_OnOldCard, Editing):
    """An old card in one line."""

    kind = EntryKind.FOLD
    payload = OldCard

    def draw(self, context: RenderContext, now: datetime) -> Drawing:
        """Draw the line that is left of it."""
        del now
        return Folded(context.server.language, OldCard.read(context.entry).was)


class CardCleared(_OnOldCard, TakingAway):
    """An old card of the same stage taken away: the new one stands further down."""

    kind = EntryKind.CLEAR


class LastWords(Editing):
    """The last card says goodbye; without a card to stand on the words are posted themselves."""

    kind = EntryKind.FAREWELL
    payload = WhyEnded
    order = 2
    edits = EntryKind.CARD
    hides_names = True

    def prepare(
        self, tx: Tx, entry: OutboxEntry, occurrence: Occurrence, server: Server
    ) -> Drawing | None:
        """Look up until when the room takes messages, and when the group meets next."""
        return farewell(tx, occurrence, server, WhyEnded.read(entry).why)

    def draw(self, context: RenderContext, now: datetime) -> Drawing:
        """Draw the goodbye."""
        del now
        return context.prepared or line(context, f"note.{WhyEnded.read(context.entry).why}")

    async def deliver(
        self, context: RenderContext, now: datetime, *, look_first: bool
    ) -> MessageId | None:
        """Edit the last card, else post the words."""
        if context.earlier and context.earlier.message:
            with suppress(Gone):  # else somebody has deleted it
                return await super().deliver(context, now, look_first=look_first)
        return await Posting.deliver(self, context, now, look_first=look_first)
