"""Who comes into a voice room and goes out of it, while its meeting runs."""

from dataclasses import dataclass

from bot.domain.ids import ChannelId, GuildId
from bot.domain.meeting.rights import MeetingOver
from bot.services.meeting.meetings import Meetings
from bot.services.ports.rooms import Rooms
from bot.services.rooms.ticks import Ticks


@dataclass(frozen=True, slots=True)
class VoiceChanges:
    """Keeps running meetings in step with who is in their voice rooms."""

    rooms: Rooms
    meetings: Meetings
    ticks: Ticks

    async def seen(self, guild: GuildId, room: ChannelId) -> None:
        """Take note of who is in a room now that somebody came or went; empty, it may close."""
        meeting = self.meetings.in_room(room)
        inside = self.rooms.occupants(guild, room) if meeting else None
        if meeting is None or inside is None:
            return
        try:
            await self.meetings.voice_is(meeting, inside)
        except MeetingOver:
            return
        if not inside:
            await self.ticks.look(meeting)
