"""Rooms that Discord made too late for their meeting: deleted, or adopted where that fails."""

from dataclasses import dataclass, replace

from bot.domain.calendar.occurrence import Occurrence
from bot.domain.ids import ChannelId
from bot.domain.rooms import opening
from bot.services.calendar.occurrences import update_if_unchanged
from bot.services.meeting.ending import end_in
from bot.services.outbox.notices import tell_organisers
from bot.services.ports.clock import Clock
from bot.services.ports.rooms import FoundRoom, Rooms
from bot.services.ports.store import Store, Tx
from bot.services.ports.trouble import Trouble


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

    async def _is_deleted(self, room: ChannelId, code: str) -> bool:
        try:
            await self.rooms.delete(room, f"room too late {code}")
        except Trouble:
            return not await self._stands(room)
        return True

    async def _stands(self, room: ChannelId) -> bool:
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
