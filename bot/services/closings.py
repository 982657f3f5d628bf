"""Watching an open room, ending kindly, and closing it: never with people in it."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain import opening
from bot.domain.effect import Effect, EffectKind
from bot.domain.ids import MeetingId, MemberId
from bot.domain.meeting import MeetingOver
from bot.domain.occurrence import Occurrence, Phase, RoomKind
from bot.services.door import Door
from bot.services.meetings import Meetings, end_in
from bot.services.ports import Blocked, Clock, Gone, Messages, Rooms, Store, Tx, Unsure

PEOPLE_TOLD, ORGANISERS_TOLD = 1, 2
"""Numbers of the notes about a room that is still in use after the end."""


@dataclass(frozen=True, slots=True)
class Closings:
    """Looks after a room from its opening to its closing."""

    store: Store
    clock: Clock
    rooms: Rooms
    messages: Messages
    meetings: Meetings
    door: Door

    async def resume(self, occurrence: Occurrence) -> None:
        """After a start: let everyone in again, expect what time brings, redraw the card."""
        if occurrence.phase is not Phase.OPEN:
            return
        try:
            meeting = await self.meetings.get(occurrence.id)
        except MeetingOver:
            return
        self.meetings.expect(meeting)
        try:
            await self.door.admit_again(meeting)
        except (Blocked, Unsure, Gone):
            await self._due_now(occurrence)
        self.messages.redraw(occurrence.id)

    async def watch(self, occurrence: Occurrence) -> None:
        """Look at an open room: who is there, and whether the meeting is to end by itself."""
        if occurrence.room and not await self.rooms.exists(occurrence.room):
            await self._room_gone(occurrence)
            return
        now, inside = self.clock.now(), self._inside(occurrence)
        seen = opening.watched(occurrence, inside, now)
        if opening.nobody_began(seen, now):
            await self._end(seen, "nobody_began")
        elif opening.is_deserted(seen, now):
            await self._end(seen, "deserted")
        else:
            await self.store.run(lambda tx: tx.occurrences.save(seen))
            await self._voice(occurrence)

    async def miss(self, occurrence: Occurrence) -> None:
        """Give up an occurrence whose time is past, and tell the organisers once."""
        now = self.clock.now()

        def work(tx: Tx) -> None:
            if tx.evenings.get(occurrence.id):
                ended = end_in(tx, occurrence.id, now, "ended")
                tx.occurrences.save(replace(ended, phase=Phase.CLOSED))
                return
            missed = opening.missed(occurrence, now)
            told = Effect(occurrence.id, occurrence.guild, EffectKind.ORGANISERS, 0, now, "missed")
            tx.effects.want(told)
            tx.occurrences.save(missed)

        await self.store.run(work)

    async def linger(self, occurrence: Occurrence) -> None:
        """Look at the room of an ended meeting: close it, or tell those who are still there."""
        now, inside = self.clock.now(), self._inside(occurrence)
        seen = opening.watched(occurrence, inside, now)
        if opening.may_close(seen, now):
            await self._close(seen, now)
            return
        seen = replace(seen, due=opening.next_look(seen, now))
        await self.store.run(lambda tx: self._linger(tx, seen, now))

    async def _close(self, occurrence: Occurrence, now: datetime) -> None:
        closed = replace(occurrence, phase=Phase.CLOSED, due=now)
        try:
            if occurrence.room:
                await self.rooms.delete(occurrence.room, f"room {occurrence.code}")
        except (Blocked, Unsure):
            closed = self._not_deleted(occurrence, now)
        except Gone:
            pass
        await self.store.run(lambda tx: self._closed(tx, closed, now))

    def _closed(self, tx: Tx, occurrence: Occurrence, now: datetime) -> None:
        if occurrence.phase is Phase.ABANDONED:
            told = Effect(
                occurrence.id, occurrence.guild, EffectKind.ORGANISERS, 9, now, "abandoned"
            )
            tx.effects.want(told)
        tx.occurrences.save(occurrence)

    def _not_deleted(self, occurrence: Occurrence, now: datetime) -> Occurrence:
        attempt = occurrence.attempt + 1
        if attempt > opening.MOST_DELETES:
            return replace(occurrence, phase=Phase.ABANDONED, due=now)
        return replace(occurrence, attempt=attempt, due=now + opening.TRY_AGAIN)

    def _linger(self, tx: Tx, occurrence: Occurrence, now: datetime) -> None:
        ended = occurrence.ended_at or now
        still, late = ended + opening.STILL_HERE, ended + opening.STILL_HERE_ORGANISERS
        meeting, guild = occurrence.id, occurrence.guild
        if now >= still and occurrence.room_kind is RoomKind.TEXT:
            tx.effects.want(Effect(meeting, guild, EffectKind.TEXT_LOCK, 0, now))
        elif now >= still and occurrence.empty_since is None:
            note = Effect(meeting, guild, EffectKind.ROOM_NOTE, -PEOPLE_TOLD, now, "still_here")
            tx.effects.want(note)
        if now >= late and occurrence.room_kind is RoomKind.VOICE:
            told = Effect(meeting, guild, EffectKind.ORGANISERS, ORGANISERS_TOLD, now, "still_here")
            tx.effects.want(told)
        tx.occurrences.save(occurrence)

    async def _end(self, occurrence: Occurrence, why: str) -> None:
        now = self.clock.now()

        def work(tx: Tx) -> None:
            tx.occurrences.save(occurrence)
            end_in(tx, occurrence.id, now, why)

        await self.store.run(work)
        self.meetings.forgotten(occurrence.id)

    async def _room_gone(self, occurrence: Occurrence) -> None:
        now = self.clock.now()
        if not opening.reopens(occurrence, now):
            await self._end_without_room(occurrence.id, now)
            return
        again = replace(
            occurrence,
            phase=Phase.OPENING,
            room=None,
            code="",
            intent_at=None,
            reopened=occurrence.reopened + 1,
            due=now + opening.REOPEN_AFTER,
        )
        await self.store.run(lambda tx: tx.occurrences.save(again))

    async def _end_without_room(self, meeting: MeetingId, now: datetime) -> None:
        def work(tx: Tx) -> None:
            ended = end_in(tx, meeting, now, "ended")
            tx.occurrences.save(replace(ended, phase=Phase.CLOSED))

        await self.store.run(work)
        self.meetings.forgotten(meeting)

    async def _voice(self, occurrence: Occurrence) -> None:
        inside = self._occupants(occurrence)
        if inside is not None:
            await self.meetings.voice_is(occurrence.id, inside)

    def _occupants(self, occurrence: Occurrence) -> frozenset[MemberId] | None:
        if occurrence.room is None or occurrence.room_kind is RoomKind.TEXT:
            return None
        return self.rooms.occupants(occurrence.guild, occurrence.room)

    def _inside(self, occurrence: Occurrence) -> int | None:
        inside = self._occupants(occurrence)
        return None if inside is None else len(inside)

    async def _due_now(self, occurrence: Occurrence) -> None:
        now = self.clock.now()
        await self.store.run(lambda tx: tx.occurrences.save(replace(occurrence, due=now)))
