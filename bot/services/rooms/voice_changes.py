"""Who comes into a voice room and goes out of it, while its meeting runs."""

from contextlib import suppress
from dataclasses import dataclass

from bot.domain.ids import ChannelId, GuildId, MemberId
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

    async def seen(self, guild: GuildId, room: ChannelId, came: MemberId | None = None) -> None:
        """Take note of who is in a room now that somebody came or went; empty, it may close.

        While it is not certain who else is there, whoever `came` is there all the same: their
        minutes count from now.
        """
        meeting = self.meetings.in_room(room)
        if meeting is None:
            return
        inside = self.rooms.occupants(guild, room)
        with suppress(MeetingOver):
            if inside is not None:
                await self.meetings.voice_is(meeting, inside)
                if not inside:
                    await self.ticks.look(meeting)
            elif came is not None:
                await self.meetings.comes_into_voice(meeting, came)
