"""What people ask of a meeting's room: messages for longer once it is over, or another room."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.calendar.occurrence import Occurrence, Phase, RoomKind
from bot.domain.ids import ChannelId, OccurrenceId
from bot.domain.meeting.rights import MeetingOver, Removed
from bot.domain.outbox_entry import EntryKind, EntryState, OutboxEntry, Subject
from bot.domain.person import Actor
from bot.domain.rooms import closing, opening
from bot.domain.server.server import Server
from bot.services.calendar.doubles import must_not_be_open
from bot.services.calendar.leading import must_plan
from bot.services.ports.clock import Alarm, Clock
from bot.services.ports.rooms import Need, Rooms
from bot.services.ports.store import Store, Tx
from bot.services.retry import run_with_retry
from bot.services.server.before_promising import must_be_able_to_open
from bot.services.server.resting import must_not_rest
from bot.services.server.setup import must_manage

_OF_A_ROOM = frozenset(
    {
        EntryKind.DOOR,
        EntryKind.DOOR_AGAIN,
        EntryKind.DOOR_SHUT,
        EntryKind.CARD,
        EntryKind.FAREWELL,
        EntryKind.ROOM_NOTE,
    }
)


@dataclass(frozen=True, slots=True)
class RoomRequests:
    """Keeps the text room of an evening that is over open, and opens a deleted room again."""

    store: Store
    clock: Clock
    alarm: Alarm
    rooms: Rooms

    async def still_open(self, room: ChannelId) -> tuple[OccurrenceId, datetime] | None:
        """Give the meeting held in a text room, and until when that takes messages, or None."""
        return await self.store.run(lambda tx: _still_open(tx, room))

    async def keep_open(self, meeting: OccurrenceId, by: Actor, seen: int) -> datetime:
        """Let a text room take messages for longer (docs/evening.md#the-end).

        Raises MeetingOver, Removed, and what `closing.kept_open` refuses.
        """
        now = self.clock.now()
        until = await run_with_retry(self.store, lambda tx: _keep_open(tx, meeting, by, seen, now))
        self.alarm.by(now)
        return until

    async def open_now(self, meeting: OccurrenceId, by: Actor) -> None:
        """Open a meeting that was missed, while its own time is not over.

        Raises NotAFacilitator, MeetingOver, OpenedAlready, TooLateToOpen, CannotOpen, and what
        `must_not_be_open` refuses.
        """
        needs = self.rooms.needs(await self.store.run(lambda tx: _server(tx, meeting)))
        now = self.clock.now()
        await run_with_retry(self.store, lambda tx: _open_now(tx, meeting, by, needs, now))
        self.alarm.by(now)

    async def open_again(self, meeting: OccurrenceId, by: Actor) -> None:
        """Open another room for a meeting whose room was deleted; it goes on where it was.

        Raises NotAnOrganiser, CannotOpen, and what `closing.opened_again` refuses.
        """
        must_manage(by)
        server = await self.store.run(lambda tx: _server(tx, meeting))
        must_be_able_to_open(self.rooms.needs(server))
        now = self.clock.now()
        await run_with_retry(self.store, lambda tx: _open_again(tx, meeting, now))
        self.alarm.by(now)


def _open_now(
    tx: Tx, meeting: OccurrenceId, by: Actor, needs: Iterable[Need], now: datetime
) -> None:
    known = tx.occurrences.get(meeting)
    if known is None:
        raise MeetingOver
    must_plan(by, tx.servers.get(known.guild))
    must_not_rest(tx, known.guild)
    opened = opening.opened_now(known, now)
    must_not_be_open(tx, opened, now)
    must_be_able_to_open(needs)
    _forget_room_before(tx, meeting)
    tx.occurrences.save(opened)


def _forget_room_before(tx: Tx, meeting: OccurrenceId) -> None:
    """Forget what was said of a room nobody could come to: the new one has a card and a door."""
    for entry in tx.outbox.of(Subject.meeting(meeting)):
        if entry.kind in _OF_A_ROOM:
            tx.outbox.drop(entry)


def _server(tx: Tx, meeting: OccurrenceId) -> Server:
    known = tx.occurrences.get(meeting)
    if known is None:
        raise MeetingOver
    return tx.servers.get(known.guild)


def _still_open(tx: Tx, room: ChannelId) -> tuple[OccurrenceId, datetime] | None:
    one = tx.occurrences.in_room(room)
    if one is None or one.phase is not Phase.ENDED or one.room_kind is not RoomKind.TEXT:
        return None
    return one.id, _lock(tx, one).due


def _keep_open(tx: Tx, meeting: OccurrenceId, by: Actor, seen: int, now: datetime) -> datetime:
    """Keep a text room open for longer, and let the last card say so."""
    one, left = tx.occurrences.get(meeting), tx.traces.get(meeting)
    if one is None:
        raise MeetingOver
    if left is not None and left.shut_out.knows(by.id):
        raise Removed
    known = _lock(tx, one)
    lock = closing.kept_open(one, known, by, seen)
    if lock == known:
        return lock.due
    tx.outbox.want(known)
    tx.outbox.save(lock)
    for entry in tx.outbox.of(Subject.meeting(meeting)):
        if entry.kind == EntryKind.FAREWELL:
            _want_again(tx, entry, now)
    return lock.due


def _want_again(tx: Tx, entry: OutboxEntry, now: datetime) -> None:
    """Want words again that are said, or are being said just now; what waits is drawn anew."""
    if entry.state is EntryState.DONE:
        tx.outbox.save(replace(entry, state=EntryState.WANTED, due=now, attempts=0))
    if entry.state is EntryState.CLAIMED:
        tx.outbox.save(replace(entry, due=now))  # whoever settles it sees that it was changed


def _open_again(tx: Tx, meeting: OccurrenceId, now: datetime) -> None:
    known = tx.occurrences.get(meeting)
    if known is None:
        raise MeetingOver
    tx.occurrences.save(closing.opened_again(known, now))


def _lock(tx: Tx, one: Occurrence) -> OutboxEntry:
    return closing.lock_of(one, tx.outbox.get(Subject.meeting(one.id), EntryKind.TEXT_LOCK, 0))
