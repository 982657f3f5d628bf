"""The card of a stage in the room: posted, folded, taken away, and its last words."""

import logging
from dataclasses import dataclass
from datetime import datetime

from bot.domain.calendar.occurrence import Occurrence, RoomKind
from bot.domain.ids import MessageId
from bot.domain.outbox_entry import Effect, EffectKind
from bot.domain.server.server import Server
from bot.services.meeting.first_evening import farewell
from bot.services.outbox.handler import Editing, Handler, Posting, Scene
from bot.services.outbox.lines import line, why_of
from bot.services.outbox.notices import tell_organisers
from bot.services.ports.clock import Clock
from bot.services.ports.drawings import Card, Drawing, Folded
from bot.services.ports.messages import Mark
from bot.services.ports.rooms import Rooms
from bot.services.ports.store import Tx
from bot.services.ports.trouble import Trouble
from bot.text.catalog import speaker

TOLD_AT = 3
"""The refusals of a card after which the organisers hear of it, a quarter of a minute on."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class CardPosted(Posting):
    """The card of a stage; the stage stands under a voice room's name too."""

    rooms: Rooms
    clock: Clock

    kind = EffectKind.CARD
    order = 0
    outlives_its_channel = True  # whoever watches the room decides

    def is_still_relevant(self, scene: Scene) -> bool:
        """Tell whether it is the newest card of a meeting that runs."""
        return scene.meeting is not None and scene.meeting.cards == scene.effect.seq

    def mark(self, effect: Effect) -> Mark | None:
        """Know it by the number of the card, which its buttons carry."""
        return Mark(effect.meeting, place=f"c{effect.seq}")

    def draw(self, scene: Scene, now: datetime) -> Drawing:
        """Draw the meeting as it stands."""
        return Card(scene.meeting, now) if scene.meeting else line(scene, f"note.{why_of(scene)}")

    async def deliver(self, scene: Scene, now: datetime, *, look_first: bool) -> MessageId | None:
        """Post the card, and write the stage under the room's name."""
        message = await super().deliver(scene, now, look_first=look_first)
        await self._show_stage(scene)
        return message

    async def _show_stage(self, scene: Scene) -> None:
        """Write the stage under the voice room's name: nice to have, and never in the way."""
        meeting = scene.meeting
        if meeting is not None and meeting.room_kind is RoomKind.VOICE:
            text = speaker(meeting.language)(f"stage.{meeting.now_in}")
            try:
                await self.rooms.show_stage(meeting.room, text)
            except Trouble:
                log.info("stage.not_shown")

    def is_outdated(self, tx: Tx, scene: Scene) -> bool:
        """Tell whether the meeting went on while its card was posted."""
        running = tx.evenings.get(scene.effect.meeting)
        drawn = scene.meeting
        return running is not None and drawn is not None and running.version != drawn.version

    def refused(self, tx: Tx, effect: Effect, occurrence: Occurrence, why: str) -> None:
        """Tell the organisers once why a card is missing."""
        if effect.attempts == TOLD_AT:
            now = self.clock.now()
            tell_organisers(tx, occurrence, "no_card", now, reason=why, number=effect.seq)


class _OldCard(Handler):
    """A kind that takes the names off an old card, once the new one stands."""

    order = 2
    edits = EffectKind.CARD
    hides_names = True

    def comes_after(self, tx: Tx, effect: Effect) -> tuple[Effect | None, ...]:
        """Wait for the new card too."""
        new = tx.effects.get(effect.meeting, EffectKind.CARD, effect.seq + 1)
        return (*super().comes_after(tx, effect), new)


class CardFolded(_OldCard, Editing):
    """An old card in one line."""

    kind = EffectKind.FOLD

    def draw(self, scene: Scene, now: datetime) -> Drawing:
        """Draw the line that is left of it."""
        del now
        return Folded(scene.server.language, scene.effect.detail)


class CardCleared(_OldCard):
    """An old card of the same stage taken away: the new one stands further down."""

    kind = EffectKind.CLEAR

    async def deliver(self, scene: Scene, now: datetime, *, look_first: bool) -> MessageId | None:
        """Delete the message, where it was ever posted."""
        del now, look_first
        earlier = scene.earlier
        if earlier and earlier.channel and earlier.message:
            await self.messages.delete(earlier.channel, earlier.message)
        return None


class LastWords(Editing):
    """The last card says goodbye; without a card to stand on the words are posted themselves."""

    kind = EffectKind.FAREWELL
    order = 2
    edits = EffectKind.CARD
    hides_names = True

    def prepare(
        self, tx: Tx, effect: Effect, occurrence: Occurrence, server: Server
    ) -> Drawing | None:
        """Look up until when the room takes messages, and when the group meets next."""
        return farewell(tx, effect, occurrence, server)

    def draw(self, scene: Scene, now: datetime) -> Drawing:
        """Draw the goodbye."""
        del now
        return scene.prepared or line(scene, f"note.{why_of(scene)}")

    async def deliver(self, scene: Scene, now: datetime, *, look_first: bool) -> MessageId | None:
        """Edit the last card, else post the words."""
        if scene.earlier and scene.earlier.message:
            return await super().deliver(scene, now, look_first=look_first)
        return await Posting.deliver(self, scene, now, look_first=look_first)
