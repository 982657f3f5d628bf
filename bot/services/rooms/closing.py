"""Watch an open room, end its meeting, and close and delete it: never with people in it."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.calendar.occurrence import Occurrence, Phase, RoomKind
from bot.domain.ids import MemberId, OccurrenceId
from bot.domain.meeting.rights import MeetingOver
from bot.domain.outbox_entry import EntryKind, OutboxEntry, Subject
from bot.domain.rooms import closing, opening
from bot.services.calendar.occurrences import reload_if_unchanged, update_if_unchanged
from bot.services.meeting.ending import end_in
from bot.services.meeting.facilitating.preflight import Preflight
from bot.services.meeting.facilitating.waiting import WaitingPeople
from bot.services.meeting.meetings import Meetings
from bot.services.outbox.effacing import RoomOf, take_words_down, unname
from bot.services.outbox.notices import Note, tell_organisers
from bot.services.ports.clock import Clock
from bot.services.ports.messages import Messages
from bot.services.ports.rooms import Rooms
from bot.services.ports.store import Store, Tx
from bot.services.ports.trouble import Blocked, Gone, Trouble
from bot.services.rooms.access_upkeep import Keeping
from bot.services.rooms.closed_door_watch import Doorkeeping
from bot.services.rooms.late_rooms import LateRooms
from bot.services.rooms.missed import end_without_room, tell_of_missed
from bot.services.rooms.occupants import occupants, staying
from bot.services.rooms.old_rooms import OldRooms

STILL_HERE_NOTE = -1
"""The number of the note to people who stay after the end; cards count from 1."""


@dataclass(frozen=True, slots=True)
class Closings:
    """Looks after a room from its opening to its closing."""

    store: Store
    clock: Clock
    rooms: Rooms
    messages: Messages
    meetings: Meetings
    keeping: Keeping
    doors: Doorkeeping
    old_rooms: OldRooms
    waiting: WaitingPeople
    preflight: Preflight
    late_rooms: LateRooms

    async def resume(self, occurrence: Occurrence, *, redraw: bool = True) -> None:
        """After a start: expect what time brings, redraw the card; the next look lets people in."""
        is_open = occurrence.phase is Phase.OPEN
        if is_open and await self._is_expected(occurrence.id):
            self.keeping.admissions.want(occurrence.id)
            if redraw:
                self.messages.redraw(occurrence.id)

    async def opened(self, occurrence: Occurrence) -> None:
        """Take care from now on of a room that has just opened."""
        if await self._is_expected(occurrence.id):
            await self.keeping.admissions.let_all_in(occurrence.id)

    async def _is_expected(self, meeting: OccurrenceId) -> bool:
        """Expect what time brings to a meeting; gives whether it runs."""
        try:
            self.meetings.expect(await self.meetings.get(meeting))
        except MeetingOver:
            return False
        return True

    async def watch(self, occurrence: Occurrence) -> None:
        """Look at an open room: who is there, and whether the meeting is to end by itself."""
        if await self.late_rooms.give_up(occurrence):
            self.meetings.forgotten(occurrence.id)
            return
        await self.keeping.presence.look(occurrence.id)
        await self.keeping.let_go(occurrence.id)
        await self.keeping.words.settle(occurrence.id)
        if not await self._is_kept(occurrence):
            await self._room_gone(occurrence)
            return
        inside = occupants(self.rooms, occurrence)
        staying = await self.keeping.stay(occurrence.id, inside)
        count = None if staying is None else len(staying)
        if count == 0:
            count = await self.old_rooms.people(occurrence.id)  # on their way from there
        if await self.store.run(lambda tx: self._watch(tx, occurrence, count)):
            self.meetings.forgotten(occurrence.id)
        elif inside is not None:
            await self._voice_is(occurrence.id, inside)
        await self.waiting.look(occurrence)

    def _watch(self, tx: Tx, seen: Occurrence, count: int | None) -> str:
        """Note how many are there; gives why the meeting has ended, or nothing if it goes on."""
        now = self.clock.now()
        watched = update_if_unchanged(
            tx, seen, lambda current: closing.watched(current, count, now)
        )
        why = closing.ends_by_itself(watched, now) if watched else ""
        if watched and why:
            end_in(tx, watched.id, now, why)
        if watched and why == "nobody_began":
            tell_organisers(tx, watched, why, now)
        return why

    async def miss(self, occurrence: Occurrence) -> None:
        """Give up an occurrence whose time is past, and tell of it once."""
        now = self.clock.now()

        def work(tx: Tx) -> None:
            current = reload_if_unchanged(tx, occurrence)
            if current is None:
                return
            if tx.live_meetings.get(current.id):
                end_without_room(tx, current, now)
                return
            tell_of_missed(tx, tx.occurrences.save(opening.missed(current, now)), now)

        await self.store.run(work)
        self.meetings.forgotten(occurrence.id)

    async def wait_for_last_to_leave(self, occurrence: Occurrence) -> None:
        """Look at the room of an ended meeting: close it, or tell those who are still there."""
        if await self._is_gone(occurrence):
            await self._room_is_gone(occurrence)
            return
        inside = await self._staying(occurrence)
        looked = await self.store.run(lambda tx: self._count_those_left(tx, occurrence, inside))
        if looked and closing.may_close(looked, self.clock.now()):
            await self._close(looked)

    def _count_those_left(
        self, tx: Tx, seen: Occurrence, inside: frozenset[MemberId] | None
    ) -> Occurrence | None:
        now = self.clock.now()
        count = None if inside is None else len(inside)
        looked = update_if_unchanged(
            tx, seen, lambda current: closing.waited_for_last(current, count, now)
        )
        if looked:
            _tell_who_stays(tx, looked, now, people=bool(inside))
            if now >= (looked.ended_at or now) + closing.TEXT_KEPT:
                take_words_down(tx, looked, now)
        return looked

    async def _close(self, occurrence: Occurrence) -> None:
        room = occurrence.room
        if room is None or not await self._is_empty(occurrence):
            return
        try:
            await self.rooms.delete(room, f"room {occurrence.code}")
        except Gone:
            await self._room_is_gone(occurrence)
        except Trouble as trouble:
            refused = isinstance(trouble, Blocked) and trouble.reason not in opening.PASSING
            await self.store.run(lambda tx: self._not_deleted(tx, occurrence, refused=refused))
        else:
            await self._room_is_gone(occurrence)

    def _not_deleted(self, tx: Tx, seen: Occurrence, *, refused: bool) -> None:
        """Note that Discord did not delete the room; one that is left behind names nobody."""
        now = self.clock.now()
        left = update_if_unchanged(tx, seen, lambda o: closing.not_deleted(o, now, refused=refused))
        if left is None or left.phase is not Phase.ABANDONED:
            return
        tell_organisers(tx, left, "abandoned", now)
        take_words_down(tx, left, now)
        if left.room:
            unname(tx, RoomOf(left.id, left.guild, left.room), 0, now)

    async def _room_gone(self, occurrence: Occurrence) -> None:
        server = await self.store.run(lambda tx: tx.servers.get(occurrence.guild))
        deaf = {"no_organisers", "organisers_closed"} & {n.key for n in self.rooms.needs(server)}
        if await self.store.run(lambda tx: self._ask_or_end(tx, occurrence, asks=not deaf)):
            self.meetings.forgotten(occurrence.id)

    def _ask_or_end(self, tx: Tx, seen: Occurrence, *, asks: bool) -> bool:
        """Somebody deleted the room: ask the organisers once; gives whether the meeting has ended.

        It does where nobody can be asked, and where it is too late to open another room.
        """
        now, current = self.clock.now(), reload_if_unchanged(tx, seen)
        if current is None:
            return False
        if asks and closing.may_open_again(current, now):
            asked = tx.occurrences.save(closing.deleted(current, now))
            tell_organisers(tx, asked, "deleted", now)
            return False
        end_without_room(tx, current, now)
        tell_organisers(tx, current, "room_gone", now)
        return True

    async def _is_kept(self, occurrence: Occurrence) -> bool:
        """See to it that a room is as closed as it should be; gives whether it is there."""
        if occurrence.room is None:
            return False
        try:
            if await self.doors.look(occurrence.id):
                self.keeping.admissions.want(occurrence.id)
        except Gone:
            return False
        except MeetingOver:
            pass
        return True

    async def _is_gone(self, occurrence: Occurrence) -> bool:
        """Only what Discord itself says counts: what is unsure is there."""
        if occurrence.room is None:
            return True
        try:
            return not await self.rooms.exists(occurrence.room)
        except Trouble:
            return False

    async def _voice_is(self, meeting: OccurrenceId, inside: frozenset[MemberId]) -> None:
        try:
            await self.meetings.voice_is(meeting, inside)
        except MeetingOver:
            return

    async def _is_empty(self, occurrence: Occurrence) -> bool:
        """Whether nobody is in there for certain; a text room goes when its time is over."""
        is_text = occurrence.room_kind is RoomKind.TEXT
        return is_text or await self._staying(occurrence) == frozenset()

    async def _staying(self, occurrence: Occurrence) -> frozenset[MemberId] | None:
        return await staying(self.store, self.rooms, occurrence, self.clock.now())

    async def _room_is_gone(self, seen: Occurrence) -> None:
        now = self.clock.now()

        def work(tx: Tx) -> None:
            if update_if_unchanged(tx, seen, lambda current: closing.closed(current, now)):
                tx.traces.delete(seen.id)

        await self.store.run(work)


def _tell_who_stays(tx: Tx, looked: Occurrence, now: datetime, *, people: bool) -> None:
    ended, meeting, guild = looked.ended_at or now, looked.id, looked.guild
    if looked.room_kind is RoomKind.TEXT:
        tx.outbox.want(closing.lock_of(looked, None))
    elif people and now >= ended + closing.STILL_HERE_ORGANISERS:
        tell_organisers(tx, looked, "still_here", now)
    elif people and now >= ended + closing.STILL_HERE:
        about, said = Subject.meeting(meeting), Note("still_here").written()
        note = OutboxEntry(about, guild, EntryKind.ROOM_NOTE, STILL_HERE_NOTE, now, said)
        tx.outbox.want(note)
