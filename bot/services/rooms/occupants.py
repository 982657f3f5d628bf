"""Who is in the voice room of a meeting, and whom it stays for once the meeting has ended."""

from datetime import datetime

from bot.domain.calendar.occurrence import Occurrence, RoomKind
from bot.domain.ids import MemberId
from bot.domain.rooms import closing
from bot.services.ports.rooms import Rooms
from bot.services.ports.store import Store


def occupants(rooms: Rooms, occurrence: Occurrence) -> frozenset[MemberId] | None:
    """Name who is in a voice room; None where that is unknown, and for a text room."""
    if occurrence.room is None or occurrence.room_kind is RoomKind.TEXT:
        return None
    return rooms.occupants(occurrence.guild, occurrence.room)


async def staying(
    store: Store, rooms: Rooms, ended: Occurrence, now: datetime
) -> frozenset[MemberId] | None:
    """Name those for whom the room of an ended meeting stays; None where that is unknown."""
    inside = occupants(rooms, ended)
    if not inside or not closing.goes_without_removed(ended, now):
        return inside
    left = await store.run(lambda tx: tx.traces.get(ended.id))
    if left is None:
        return inside
    return frozenset(member for member in inside if not left.shut_out.knows(member))
