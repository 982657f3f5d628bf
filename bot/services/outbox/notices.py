"""Lines for the room and the organisers' channel, wanted where the reason for them is noted."""

import zlib
from dataclasses import dataclass
from datetime import datetime

from bot.domain.calendar.occurrence import Occurrence, Phase
from bot.domain.ids import ChannelId, MessageId
from bot.domain.outbox_entry import EntryKind, OutboxEntry, Subject
from bot.domain.server.server import Server
from bot.services.outbox.handler import Posting, RenderContext
from bot.services.outbox.lines import line
from bot.services.outbox.payload import Payload, UnreadablePayload
from bot.services.outbox.reaching import Reaching, places
from bot.services.ports.drawings import Line
from bot.services.ports.store import Tx

_AFTER_THE_ROOM = frozenset({Phase.OPEN, Phase.ENDED, Phase.CLOSED})
_NUMBERS = 100_000_000
"""More lines than one meeting ever tells; short enough for a message's nonce."""


WAITING = frozenset({"waiting", "waiting_asked", "waiting_by_itself"})
"""What those are told who wait until somebody begins."""
BY_ITSELF = "goes_on_by_itself"
"""What the room is told when whoever leads has been away for long."""
MOVED = "moved"
"""What the card and the note in a room that is left say: the last part of their text keys."""


@dataclass(frozen=True, slots=True)
class Note(Payload):
    """What a line in a room tells."""

    why: str
    """The last part of its text key."""
    minutes: int = 0
    """How late it is, where it tells that."""


@dataclass(frozen=True, slots=True)
class Notice(Payload):
    """What a line tells."""

    why: str
    """The last part of its text key."""
    reason: str = ""
    """What is in the way: the last part of another text key."""
    room: int = 0
    """The room that it is about, where that is not the meeting's."""


def tell_organisers(
    tx: Tx,
    occurrence: Occurrence,
    why: str,
    now: datetime,
    *,
    reason: str = "",
    room: int = 0,
    number: int = 0,
) -> None:
    """Want a line in the organisers' channel: the same one (by `number`) is told once.

    `why`, `reason` and `room` are what a `Notice` tells.
    """
    said = f"{why} {reason or room or ''}".strip()
    seq = zlib.crc32(f"{said} {number}".encode()) % _NUMBERS
    about, notice = Subject.meeting(occurrence.id), Notice(why, reason, room).written()
    tx.outbox.want(OutboxEntry(about, occurrence.guild, EntryKind.ORGANISERS, seq, now, notice))


def tells(entry: OutboxEntry, why: str) -> bool:
    """Tell whether an entry is the organisers' line for a reason; what is unreadable is none."""
    try:
        return entry.kind == EntryKind.ORGANISERS and Notice.read(entry).why == why
    except UnreadablePayload:
        return False


WENT_BY_ITSELF = "went_by_itself"
"""What organisers are told of an evening that nobody led to its end: nothing is to be mended."""
FOR_THEM_ALONE = frozenset({"removed", "removed_led", "swept", "swept_led", WENT_BY_ITSELF})
"""Lines about members: where organisers have no channel, nobody else reads them."""
BY_NAME = ChannelId(0)
"""Stands for no channel: whoever owns the server is told."""


@dataclass(frozen=True)
class OrganisersLine(Posting):
    """A line in the organisers' channel; without one it goes where somebody can mend things."""

    reaching: Reaching

    kind = EntryKind.ORGANISERS
    payload = Notice
    order = 6

    def channel(
        self, entry: OutboxEntry, occurrence: Occurrence, server: Server
    ) -> ChannelId | None:
        """Say it where the organisers are, else where somebody is who can mend things."""
        del occurrence
        if server.organisers is None and Notice.read(entry).why in FOR_THEM_ALONE:
            return None
        return next(iter(places(server)), BY_NAME)

    def is_still_relevant(self, context: RenderContext) -> bool:
        """Tell whether what it tells of is still so."""
        phase = context.occurrence.phase
        match Notice.read(context.entry).why:
            case "blocked":
                return phase not in _AFTER_THE_ROOM
            case "still_here":
                return phase is Phase.ENDED
            case "deleted":
                return phase is Phase.DELETED
            case "no_card" | "not_closed":
                return context.meeting is not None
            case _:
                return True

    def draw(self, context: RenderContext, now: datetime) -> Line:
        """Draw the line."""
        del now
        notice = Notice.read(context.entry)
        facts = {"reason": notice.reason, "room": notice.room}
        said = {name: fact for name, fact in facts.items() if fact}
        # The version before called a line with a mention so.
        return line(context, f"organisers.{notice.why.removesuffix('_led')}", **said)

    async def deliver(
        self, context: RenderContext, now: datetime, *, look_first: bool
    ) -> MessageId | None:
        """Say it once."""
        if Notice.read(context.entry).why in FOR_THEM_ALONE:
            return await super().deliver(context, now, look_first=look_first)
        said, server = self.draw(context, now), context.server
        return await self.reaching.tell(server, said, context.entry.key, look_first=look_first)


class RoomNote(Posting):
    """A line of ours in the room."""

    kind = EntryKind.ROOM_NOTE
    payload = Note
    order = 3

    def channel(
        self, entry: OutboxEntry, occurrence: Occurrence, server: Server
    ) -> ChannelId | None:
        """Say it in the room; where the meeting has moved to, in the one that was left."""
        del server
        return entry.channel if Note.read(entry).why == MOVED else occurrence.room

    def is_still_relevant(self, context: RenderContext) -> bool:
        """Tell whether what it tells of is still so."""
        why = Note.read(context.entry).why
        if why in {"opened_late", MOVED}:
            return context.meeting is not None
        if why == BY_ITSELF:
            return context.meeting is not None and context.meeting.is_guided
        if why in WAITING:
            return context.meeting is not None and context.meeting.stage == 0
        stays = context.occurrence.empty_since is None or why != "still_here"
        return context.occurrence.phase is Phase.ENDED and stays

    def draw(self, context: RenderContext, now: datetime) -> Line:
        """Draw the line."""
        del now
        note = Note.read(context.entry)
        facts = {"minutes": str(note.minutes), "count": note.minutes} if note.minutes else {}
        return line(context, f"note.{note.why}", **facts)
