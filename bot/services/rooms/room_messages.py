"""What is said of a room: the door's message in the announcements, notes inside, and its lock."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.calendar.occurrence import Occurrence, Phase
from bot.domain.ids import ChannelId, MessageId
from bot.domain.outbox_entry import Effect, EffectKind
from bot.domain.server.onlookers import NOBODY
from bot.domain.server.server import Server
from bot.services.outbox.handler import Editing, Handler, Posting, Scene
from bot.services.outbox.lines import line, why_of
from bot.services.ports.drawings import Door, Drawing
from bot.services.ports.messages import Mark
from bot.services.ports.rooms import Rooms


class _Announced(Posting):
    """A kind of the announcements channel, which draws the door."""

    def channel(self, effect: Effect, occurrence: Occurrence, server: Server) -> ChannelId | None:
        """Say it where meetings are announced."""
        del effect, occurrence
        return server.announcements

    def draw(self, scene: Scene, now: datetime) -> Drawing:
        """Draw the door, open or shut."""
        del now
        onlookers = scene.meeting.onlookers if scene.meeting else NOBODY
        return Door(scene.server, scene.occurrence, self.kind is EffectKind.DOOR_SHUT, onlookers)


class DoorPosted(_Announced):
    """The door's message in the announcements channel."""

    kind = EffectKind.DOOR
    order = 1

    def mark(self, effect: Effect) -> Mark | None:
        """Know it by the button that leads in."""
        return Mark(effect.meeting, action="join")

    def is_still_relevant(self, scene: Scene) -> bool:
        """Tell whether the meeting runs."""
        return scene.meeting is not None


class DoorShut(_Announced, Editing):
    """The door's message says that the meeting is over."""

    kind = EffectKind.DOOR_SHUT
    order = 5
    edits = EffectKind.DOOR

    def edited_seq(self, effect: Effect) -> int:
        """Give the number of the door: a meeting has one."""
        del effect
        return 0


class DoorRedrawn(DoorShut):
    """The door's message says who sees the room now."""

    kind = EffectKind.DOOR_AGAIN
    order = 4

    def is_still_relevant(self, scene: Scene) -> bool:
        """Tell whether the meeting runs."""
        return scene.meeting is not None


class RoomNote(Posting):
    """A line of ours in the room."""

    kind = EffectKind.ROOM_NOTE
    order = 3

    def channel(self, effect: Effect, occurrence: Occurrence, server: Server) -> ChannelId | None:
        """Say it in the room; where the meeting has moved to, in the one that was left."""
        del server
        return effect.channel if effect.detail == "moved" else occurrence.room

    def is_still_relevant(self, scene: Scene) -> bool:
        """Tell whether what it tells of is still so."""
        why = why_of(scene)
        if why in {"opened_late", "moved"}:
            return scene.meeting is not None
        stays = scene.occurrence.empty_since is None or why != "still_here"
        return scene.occurrence.phase is Phase.ENDED and stays

    def draw(self, scene: Scene, now: datetime) -> Drawing:
        """Draw the line."""
        del now
        return line(scene, f"note.{why_of(scene)}")


@dataclass(frozen=True)
class TextLock(Handler):
    """A text room stops taking messages."""

    rooms: Rooms

    kind = EffectKind.TEXT_LOCK
    order = 4

    def is_still_relevant(self, scene: Scene) -> bool:
        """Tell whether the meeting is over and its room is still there."""
        return scene.occurrence.phase is Phase.ENDED

    async def deliver(self, scene: Scene, now: datetime, *, look_first: bool) -> MessageId | None:
        """Lock the room."""
        del now, look_first
        await self.rooms.lock(scene.effect.guild, scene.place)
        return None
