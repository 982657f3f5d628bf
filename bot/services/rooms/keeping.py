"""Who may be in a meeting's room, kept true in Discord at every look at it."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

from bot.domain.ids import ChannelId, MemberId, OccurrenceId
from bot.domain.meeting.rights import MeetingOver
from bot.services.meeting.meetings import Meetings
from bot.services.meeting.members import room_access
from bot.services.meeting.members.admissions import Admissions
from bot.services.meeting.members.presence import Presence
from bot.services.ports.members import Members
from bot.services.ports.rooms import Rooms


@dataclass(frozen=True, slots=True)
class Keeping:
    """Keeps out who was removed, and takes the ways of those who left."""

    rooms: Rooms
    members: Members
    meetings: Meetings
    admissions: Admissions
    presence: Presence
    _open: set[ChannelId] = field(default_factory=set)
    """Rooms that the bot may shut to nobody: that is asked of Discord once."""

    async def let_go(self, meeting: OccurrenceId) -> None:
        """Keep out who was removed, and take the way of who left the meeting."""
        look = partial(self.meetings.get, meeting)
        with suppress(MeetingOver):
            running = await look()
            room = running.room
            if room not in self._open and not await room_access.keep_out(self.rooms, look):
                over = {one for one in self._open if self.meetings.in_room(one) is None}
                self._open.difference_update(over)
                self._open.add(room)
            if await room_access.let_go(self.rooms, look) or not room_access.is_settled(
                self.rooms, running
            ):
                self.admissions.want(meeting)

    async def stay(
        self, meeting: OccurrenceId, inside: Collection[MemberId] | None
    ) -> frozenset[MemberId] | None:
        """Say who of those in the voice room may be there; the others are taken out of it.

        None where it is not known who is there.
        """
        if inside is None:
            return None
        try:
            running = await self.meetings.get(meeting)
        except MeetingOver:
            return frozenset(inside)
        out = {member for member in inside if running.is_removed(member)}
        for member in sorted(out):
            await self.members.disconnect(running.guild, running.room, member)
        return frozenset(inside) - out
