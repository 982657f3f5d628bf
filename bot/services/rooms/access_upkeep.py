"""Reconcile who may be in a meeting's room with Discord, at every look at it."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

from bot.domain.ids import ChannelId, MemberId, OccurrenceId
from bot.domain.meeting.rights import MeetingOver
from bot.services.meeting.meetings import Meetings
from bot.services.meeting.members import room_access
from bot.services.meeting.members.admissions import Admissions
from bot.services.meeting.members.leading import Leading
from bot.services.meeting.members.presence import Presence
from bot.services.meeting.typed_words import Words
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
    words: Words
    leading: Leading
    _refused: dict[ChannelId, frozenset[MemberId]] = field(default_factory=dict)
    """Whom Discord refuses to shut out of an open room: asked once, and when rights change."""

    async def let_go(self, meeting: OccurrenceId) -> None:
        """Keep out who was removed, and take the way of who left the meeting."""
        look = partial(self.meetings.get, meeting)
        with suppress(MeetingOver):
            if await self.leading.keep_where_role_is_gone(meeting):
                self.admissions.want(meeting)
            running = await look()
            refused = self._refused.get(running.room, frozenset())
            found = await room_access.keep_out(self.rooms, look, refused)
            if found != refused:
                self._remember(running.room, found)
            if await room_access.let_go(self.rooms, look) or not room_access.is_settled(
                self.rooms, running
            ):
                self.admissions.want(meeting)

    def _remember(self, room: ChannelId, refused: frozenset[MemberId]) -> None:
        for over in [one for one in self._refused if self.meetings.in_room(one) is None]:
            del self._refused[over]
        self._refused[room] = refused

    def ask_again(self) -> None:
        """Rights have changed: whom Discord refused to shut out it may shut out now."""
        self._refused.clear()

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
