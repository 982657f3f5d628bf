"""Taking the lead, also from somebody who by Discord's word holds the role no more."""

from contextlib import suppress
from dataclasses import dataclass

from bot.domain.calendar.occurrence import Phase
from bot.domain.ids import GuildId, MemberId, OccurrenceId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.members import leading
from bot.domain.meeting.rights import MeetingOver, oversees
from bot.domain.person import Actor
from bot.services.meeting.meetings import Meetings
from bot.services.ports.members import Members
from bot.services.ports.rooms import Rooms
from bot.services.ports.store import Store
from bot.services.ports.trouble import Trouble


@dataclass(frozen=True, slots=True)
class Leading:
    """Lets somebody take over, also at once where the one who leads holds the role no more."""

    store: Store
    meetings: Meetings
    members: Members
    rooms: Rooms

    async def take_over(self, meeting: OccurrenceId, by: Actor) -> LiveMeeting:
        """Lead from now on. Raises MeetingOver, and what `leading.take_over` refuses."""
        running = await self.meetings.get(meeting)
        lost = await self.lost(running, by)
        rule = lambda m, at: leading.take_over(m, by, at, lost=lost)  # noqa: E731 - one rule
        return await self.meetings.decide(meeting, rule, by)

    async def role_deleted(self, guild: GuildId) -> tuple[OccurrenceId, ...]:
        """Let those who lead in a server keep the lead where their role was deleted.

        Gives the meetings that it was so in.
        """
        running = await self.store.run(lambda tx: tx.occurrences.of(guild, {Phase.OPEN}))
        return tuple([one.id for one in running if await self.keep_where_role_is_gone(one.id)])

    async def keep_where_role_is_gone(self, meeting: OccurrenceId) -> bool:
        """Let those who lead by a role that is deleted go on without it; gives whether it was so.

        Nobody took it from them. Who held it and does not lead has no part in that.
        """
        with suppress(MeetingOver):
            running = await self.meetings.get(meeting)
            if running.by_role and await self._is_role_gone(running.guild):
                self.rooms.doubt_roles(running.room)
                rule = lambda m, _: leading.without_role(m)  # noqa: E731 - one rule
                await self.meetings.decide(meeting, rule)
                return True
        return False

    async def _is_role_gone(self, guild: GuildId) -> bool:
        server = await self.store.run(lambda tx: tx.servers.get(guild))
        return any(need.key == "facilitators_gone" for need in self.rooms.needs(server))

    async def overseen(self, guild: GuildId, by: Actor) -> tuple[LiveMeeting, ...]:
        """Give the running meetings of a server in which whoever manages it may step in."""
        if not by.manages:
            return ()
        running = await self.store.run(lambda tx: tx.live_meetings.all())
        return tuple(one for one in running if one.guild == guild and oversees(one, by))

    async def lost(self, meeting: LiveMeeting, by: Actor) -> MemberId | None:
        """Give who leads where they may no more, by Discord's word; nobody in case of doubt.

        Discord is asked only for somebody who could take over.
        """
        lead = meeting.lead
        if lead is None or lead == by.id or lead not in meeting.by_role:
            return None
        if not leading.may_take_over(meeting, by):
            return None
        server = await self.store.run(lambda tx: tx.servers.get(meeting.guild))
        try:
            found = await self.members.look(server, lead)
        except Trouble:
            return None
        return None if found and (found.leads or found.manages) else lead
