"""Who is in the voice room of a meeting: whom it stays for, and for whom steps by time wait."""

from datetime import datetime

from bot.domain.calendar.occurrence import Occurrence, RoomKind
from bot.domain.ids import MemberId, OccurrenceId
from bot.domain.meeting.self_guided import steps
from bot.domain.rooms import closing
from bot.services.meeting.meetings import Meetings
from bot.services.ports.rooms import Rooms
from bot.services.ports.store import Store


def occupants(rooms: Rooms, occurrence: Occurrence) -> frozenset[MemberId] | None:
    """Name who is in a voice room; None where that is unknown, and for a text room."""
    if occurrence.room is None or occurrence.room_kind is RoomKind.TEXT:
        return None
    return rooms.occupants(occurrence.guild, occurrence.room)


async def on_time(meetings: Meetings, rooms: Rooms, meeting: OccurrenceId, now: datetime) -> None:
    """Let time change a meeting; where it matters who is in its room, look there first.

    While that is not certain, as after a start, such a step waits.
    """
    running = await meetings.running(meeting)
    if running and running.room_kind is RoomKind.VOICE and steps.hang_on_voice(running, now):
        inside = rooms.occupants(running.guild, running.room)
        if inside is None:
            meetings.put_off(meeting)
            return
        await meetings.voice_is(meeting, inside)
    await meetings.on_time(meeting)


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
