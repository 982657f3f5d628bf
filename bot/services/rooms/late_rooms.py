"""Rooms that came too late for their meeting, or that nobody could come to: deleted if empty.

One that Discord made too late and does not delete is adopted.
"""

from contextlib import suppress
from dataclasses import dataclass, replace

from bot.domain.calendar.occurrence import Occurrence
from bot.domain.ids import ChannelId
from bot.domain.outbox_entry import EntryKind, Subject
from bot.domain.rooms import opening
from bot.services.calendar.occurrences import reload_if_unchanged, update_if_unchanged
from bot.services.meeting.ending import end_in
from bot.services.outbox.notices import tell_organisers
from bot.services.ports.clock import Clock
from bot.services.ports.rooms import FoundRoom, Rooms
from bot.services.ports.store import Store, Tx
from bot.services.ports.trouble import Blocked, Gone, Trouble
from bot.services.rooms.missed import tell_of_missed


@dataclass(frozen=True, slots=True)
class LateRooms:
    """Deletes rooms that came too late, or looks after them until they are empty."""

    store: Store
    clock: Clock
    rooms: Rooms

    async def settle(self, seen: Occurrence, found: tuple[FoundRoom, ...]) -> bool:
        """A room came so late that the meeting is missed: delete it, or adopt it.

        Gives whether one stays.
        """
        left = [
            room.id
            for room in found
            if not (room.empty and await self._is_deleted(room.id, seen.code))
        ]
        if left:
            await self.store.run(lambda tx: self._adopt(tx, seen, min(left)))
        return bool(left)

    async def give_up(self, seen: Occurrence) -> bool:
        """Delete the open room of a meeting that nobody could come to, and call it missed.

        Gives whether it is missed now. Where somebody is in the room it waits for them to begin,
        and while Discord does not answer, for that.
        """
        now = self.clock.now()
        if not opening.is_too_late(seen, now):
            return False
        why = opening.unreached(seen, now)
        if not why and not await self.store.run(lambda tx: _waits_for_door(tx, seen)):
            return False
        try:
            cleared = await self._is_cleared(seen, delete=bool(why))
        except Trouble as trouble:
            refused = isinstance(trouble, Blocked) and trouble.reason not in opening.PASSING
            await self._note(seen, "" if refused else why or "discord_down")
            return False
        if why and cleared:
            return await self.store.run(lambda tx: self._miss(tx, seen, why))
        # Whoever is there may still begin, for as long as the meeting's own time lasts.
        await self._note(seen, why if now < seen.ends_at else "")
        return False

    async def _is_cleared(self, seen: Occurrence, *, delete: bool) -> bool:
        """Delete what stands of a room if nobody is in it; gives whether nothing is left."""
        server = await self.store.run(lambda tx: tx.servers.get(seen.guild))
        found = await self.rooms.find(server, seen)
        if not delete or not all(room.empty for room in found):
            return False
        for room in found:
            with suppress(Gone):
                await self.rooms.delete(room.id, f"room too late {seen.code}")
        return seen.room in {room.id for room in found} or not await self._stands(seen.room)

    async def _note(self, seen: Occurrence, why: str) -> None:
        """Note why nobody could come, so that nobody is said not to have begun."""
        if seen.reason == why:
            return
        again = self.clock.now() + opening.AGAIN_SOON
        await self.store.run(
            lambda tx: update_if_unchanged(
                tx, seen, lambda one: replace(one, reason=why, due=again)
            )
        )

    def _miss(self, tx: Tx, seen: Occurrence, why: str) -> bool:
        now, current = self.clock.now(), reload_if_unchanged(tx, seen)
        if current is None or current.began_at is not None:
            return False
        if tx.live_meetings.get(current.id):
            current = end_in(tx, current.id, now, "ended")
        tx.traces.delete(current.id)
        missed = opening.missed(replace(current, reason=why), now)
        tell_of_missed(tx, tx.occurrences.save(missed), now)
        return True

    async def _is_deleted(self, room: ChannelId, code: str) -> bool:
        try:
            await self.rooms.delete(room, f"room too late {code}")
        except Trouble:
            return not await self._stands(room)
        return True

    async def _stands(self, room: ChannelId | None) -> bool:
        if room is None:
            return False
        try:
            return await self.rooms.exists(room)
        except Trouble:
            return True

    def _adopt(self, tx: Tx, seen: Occurrence, room: ChannelId) -> None:
        now = self.clock.now()
        late = update_if_unchanged(
            tx, seen, lambda current: opening.adopted_late(current, room, now)
        )
        if late is None:
            return
        if tx.live_meetings.get(late.id):
            tx.occurrences.save(replace(end_in(tx, late.id, now, "ended"), room=room, reason=""))
        else:
            tell_organisers(tx, late, "missed", now, reason=late.reason)


def _waits_for_door(tx: Tx, one: Occurrence) -> bool:
    """Tell whether the door of a meeting has stood nowhere so far."""
    door = tx.outbox.get(Subject.meeting(one.id), EntryKind.DOOR, 0)
    return door is not None and door.is_open
