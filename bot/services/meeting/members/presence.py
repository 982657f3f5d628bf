"""Poll Discord for members who left the server: without a privileged intent no event says so.

Whoever sits in voice is there. The others are asked about, one by one and seldom: once they have
gone out of voice, and more often while it is their turn, or comes next, for a group would wait.
"""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.ids import MemberId, OccurrenceId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.members import leaving
from bot.domain.meeting.rights import MeetingOver
from bot.domain.meeting.round import floor
from bot.services.meeting.meetings import Meetings
from bot.services.ports.clock import Clock
from bot.services.ports.members import Members
from bot.services.ports.store import Store
from bot.services.ports.trouble import Trouble

SOON = timedelta(minutes=3)
"""How often is asked about somebody whose turn it is, or comes next."""
SELDOM = timedelta(minutes=20)
AT_ONCE = 3
"""So many are asked about at one look."""


@dataclass(frozen=True, slots=True)
class Presence:
    """Takes people who left the server out of the meetings they were in."""

    store: Store
    clock: Clock
    meetings: Meetings
    members: Members
    _asked: dict[tuple[OccurrenceId, MemberId], datetime] = field(default_factory=dict)

    async def look(self, meeting: OccurrenceId) -> None:
        """Look whether some of those who are in are still on the server."""
        with suppress(MeetingOver):
            running = await self.meetings.get(meeting)
            for member in self._due(running):
                if await self._has_left(running, member):
                    rule = lambda m, at, who=member: leaving.left_server(m, who, at)  # noqa: E731
                    await self.meetings.decide(meeting, rule)

    def _due(self, running: LiveMeeting) -> list[MemberId]:
        now = self.clock.now()
        for old in [one for one, at in self._asked.items() if at <= now - SELDOM]:
            del self._asked[old]
        here = running.round
        turn = [*([here.floor] if here and here.floor else []), *floor.coming(running, now)][:2]
        others = [one.id for one in running.let_in if one.id not in turn]
        went = {one.member: one.left_at for one in running.voice if one.left_at}
        found = []
        for member in (*turn, *others):
            asked = self._asked.get((running.id, member))
            rests = SOON if member in turn else SELDOM
            since = max(now - rests, went.get(member, now - rests))
            if member not in running.in_voice and (asked is None or asked <= since):
                found.append(member)
        return found[:AT_ONCE]

    async def _has_left(self, running: LiveMeeting, member: MemberId) -> bool:
        self._asked[running.id, member] = self.clock.now()
        server = await self.store.run(lambda tx: tx.servers.get(running.guild))
        try:
            return await self.members.look(server, member) is None
        except Trouble:
            return False
