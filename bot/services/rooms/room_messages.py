"""What is said of a room: the door's message in the announcements, and its lock."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.calendar.occurrence import Occurrence
from bot.domain.calendar.who_may_see import is_public
from bot.domain.ids import ChannelId, MessageId
from bot.domain.meeting.rights import way_in
from bot.domain.outbox_entry import EntryKind, IdempotencyKey, OutboxEntry, nonce
from bot.domain.server.server import Server
from bot.services.meeting.meetings import Meetings
from bot.services.outbox.effacing import STANDING
from bot.services.outbox.handler import Editing, Handler, Posting, RenderContext
from bot.services.ports.drawings import DoorMessage, Drawing
from bot.services.ports.messages import Mark
from bot.services.ports.rooms import Rooms
from bot.services.ports.trouble import Gone


class _Announced(Posting):
    """A kind of the announcements channel, which draws the door; only of what everybody may see."""

    def channel(
        self, entry: OutboxEntry, occurrence: Occurrence, server: Server
    ) -> ChannelId | None:
        """Say it where meetings are announced."""
        del entry, occurrence
        return server.announcements

    def draw(self, context: RenderContext, now: datetime) -> Drawing:
        """Draw the door, open or shut."""
        del now
        server, one, running = context.server, context.occurrence, context.meeting
        if running is None or self.kind == EntryKind.DOOR_SHUT:
            return DoorMessage(server, one, self.kind == EntryKind.DOOR_SHUT)
        return DoorMessage(server, one, onlookers=running.onlookers, way_in=way_in(running))

    def is_still_relevant(self, context: RenderContext) -> bool:
        """Tell whether everybody may see the meeting."""
        return is_public(context.occurrence)


class DoorPosted(_Announced):
    """The door's message in the announcements channel."""

    kind = EntryKind.DOOR
    order = 1
    outlives_its_channel = True  # organisers hear of it, and choose another

    def mark(self, entry: OutboxEntry) -> Mark | None:
        """Know it by the button that leads in."""
        return Mark(entry.meeting, action="join")

    def key(self, context: RenderContext) -> IdempotencyKey:
        """Name each door of the evening differently: Discord may still know a deleted one."""
        number = context.meeting.doors if context.meeting else 0
        known = context.entry
        return replace(known.key, nonce=nonce(known.subject, self.kind, number))

    def is_still_relevant(self, context: RenderContext) -> bool:
        """Tell whether the meeting runs, and everybody may see it."""
        return context.meeting is not None and super().is_still_relevant(context)


class DoorShut(_Announced, Editing):
    """The door's message says that the meeting is over."""

    kind = EntryKind.DOOR_SHUT
    order = 5
    edits = EntryKind.DOOR

    def edited_seq(self, entry: OutboxEntry) -> int:
        """Give the number of the door: a meeting has one."""
        del entry
        return 0


@dataclass(frozen=True)
class DoorRedrawn(DoorShut):
    """The door's message says who may come in now, and who sees the room."""

    meetings: Meetings

    kind = EntryKind.DOOR_AGAIN
    order = 4

    async def deliver(
        self, context: RenderContext, now: datetime, *, look_first: bool
    ) -> MessageId | None:
        """Edit the message; one that somebody deleted is posted again."""
        try:
            return await super().deliver(context, now, look_first=look_first)
        except Gone:
            door = context.earlier.message if context.earlier else None
            if door is not None:
                await self.meetings.lost(context.occurrence.id, door, EntryKind.DOOR)
        return None

    def is_still_relevant(self, context: RenderContext) -> bool:
        """Tell whether the meeting runs, and everybody may see it."""
        return context.meeting is not None and super().is_still_relevant(context)


@dataclass(frozen=True)
class TextLock(Handler):
    """A text room stops taking messages."""

    rooms: Rooms

    kind = EntryKind.TEXT_LOCK
    order = 4

    def is_still_relevant(self, context: RenderContext) -> bool:
        """Tell whether the meeting is over and its room is still there."""
        return context.occurrence.phase in STANDING

    async def deliver(
        self, context: RenderContext, now: datetime, *, look_first: bool
    ) -> MessageId | None:
        """Lock the room."""
        del now, look_first
        await self.rooms.lock(context.entry.guild, context.place)
        return None
