"""The room that a meeting moved out of: no room of ours any more, and cleared away.

It goes once nobody is in it but those who were removed, and at the latest a while after the end.
"""

from dataclasses import dataclass, replace

from bot.domain.calendar.occurrence import Occurrence, RoomKind
from bot.domain.ids import ChannelId, MemberId, OccurrenceId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.outbox_entry import EntryKind, EntryState, OutboxEntry, Subject
from bot.domain.rooms import moving, opening
from bot.domain.rooms.closing import MOST_DELETES
from bot.services.outbox.effacing import RoomOf, left_to_people
from bot.services.outbox.handler import Stepwise
from bot.services.outbox.notices import tell_organisers
from bot.services.ports.clock import Clock
from bot.services.ports.rooms import Rooms
from bot.services.ports.store import Store, Tx
from bot.services.ports.trouble import Trouble

_NUMBERS = 2**28
"""Wishes for rooms that were left have numbers above those of all others."""


@dataclass(frozen=True, slots=True)
class OldRooms(Stepwise):
    """Looks at the rooms that meetings have left."""

    kind = EntryKind.OLD_ROOM
    order = -2
    store: Store
    clock: Clock
    rooms: Rooms

    async def carry_out(self, meeting: Subject) -> None:
        """Look at every room that a meeting has left."""
        known, running = await self.store.run(lambda tx: _left(tx, meeting))
        for one in known:
            await self._look(one, running)

    async def people(self, meeting: OccurrenceId) -> int:
        """Count who is still in a room that was left, and was not removed: they are coming."""
        about = Subject.meeting(meeting)
        known, running = await self.store.run(lambda tx: _left(tx, about))
        return sum(self._people(one, running) or 0 for one in known)

    async def _look(self, entry: OutboxEntry, running: LiveMeeting | None) -> None:
        room, people, now = entry.channel, self._people(entry, running), self.clock.now()
        if room is None or (entry.attempts and entry.due > now):
            return
        occurrence = await self.store.run(lambda tx: tx.occurrences.get(entry.meeting))
        is_text = moving.is_early_text(entry.seq)
        if is_text:
            people = await self._writers(entry)
        if people is not None and moving.goes_now(occurrence, people, now):
            await self._clear(entry, room)
        elif entry.due <= now:
            gone = people is None and (is_text or not await self._stands(room))
            later = replace(entry, due=now + opening.CHECK)
            kept = replace(entry, state=EntryState.DONE) if gone else later
            await self.store.run(lambda tx: tx.outbox.update_if_unchanged(kept))

    def _people(self, entry: OutboxEntry, running: LiveMeeting | None) -> int | None:
        """Count who is in the room and was not removed; None where that is unknown."""
        inside: frozenset[MemberId] | None = None
        if entry.channel is not None:
            inside = self.rooms.occupants(entry.guild, entry.channel)
        if inside is None:
            return None
        return sum(running is None or not running.is_removed(member) for member in inside)

    async def _writers(self, entry: OutboxEntry) -> int | None:
        """Tell whether somebody wrote in a text room that was made early, 0 or 1.

        None where it is gone, or stands for so long that it is left to people.
        """
        server = await self.store.run(lambda tx: tx.servers.get(entry.guild))
        try:
            found = await self.rooms.find(server, _marked(entry))
        except Trouble:
            return 1
        return next((int(not one.empty) for one in found if one.id == entry.channel), None)

    async def _clear(self, entry: OutboxEntry, room: ChannelId) -> None:
        try:
            await self.rooms.delete(room, f"room left {entry.code}")
        except Trouble:
            await self.store.run(lambda tx: self._not_cleared(tx, entry))
            return
        done = replace(entry, state=EntryState.DONE)
        await self.store.run(lambda tx: tx.outbox.update_if_unchanged(done))

    def _not_cleared(self, tx: Tx, entry: OutboxEntry) -> None:
        """Try a deletion again later; tell the organisers when it is left to them."""
        now = self.clock.now()
        tried = replace(entry, attempts=entry.attempts + 1, due=now + opening.TRY_AGAIN)
        occurrence = tx.occurrences.get(entry.meeting)
        if tried.attempts > MOST_DELETES:
            tried = replace(tried, state=EntryState.GIVEN_UP)
            why = "early_room" if moving.is_early(entry.seq) else "old_room"
            room = entry.channel or 0
            if occurrence is not None:
                tell_organisers(tx, occurrence, why, now, room=room, number=entry.seq)
            if entry.channel:
                place = RoomOf(entry.meeting, entry.guild, entry.channel)
                left_to_people(tx, place, _NUMBERS + entry.seq, now)
        tx.outbox.update_if_unchanged(tried)

    async def _stands(self, room: ChannelId) -> bool:
        try:
            return await self.rooms.exists(room)
        except Trouble:
            return True


def _marked(entry: OutboxEntry) -> Occurrence:
    """Give what a text room made early is found by: its date may be in no calendar any more."""
    at = entry.due
    return Occurrence(
        id=entry.meeting,
        guild=entry.guild,
        title="",
        starts_at=at,
        minutes=0,
        template="",
        room_kind=RoomKind.TEXT,
        due=at,
        code=entry.code,
        intent_at=at,
    )


def _left(tx: Tx, about: Subject) -> tuple[tuple[OutboxEntry, ...], LiveMeeting | None]:
    entries = tx.outbox.of(about)
    known = [one for one in entries if one.kind == EntryKind.OLD_ROOM and one.is_open]
    return tuple(known), tx.live_meetings.get(known[0].meeting) if known else None
