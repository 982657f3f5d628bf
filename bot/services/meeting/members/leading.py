"""Taking the lead, also from somebody who by Discord's word holds the role no more."""

from dataclasses import dataclass

from bot.domain.ids import GuildId, MemberId, OccurrenceId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.members import leading
from bot.domain.meeting.rights import oversees
from bot.domain.person import Actor
from bot.services.meeting.meetings import Meetings
from bot.services.ports.members import Members
from bot.services.ports.store import Store
from bot.services.ports.trouble import Trouble


@dataclass(frozen=True, slots=True)
class Leading:
    """Lets somebody take over, also at once where the one who leads holds the role no more."""

    store: Store
    meetings: Meetings
    members: Members

    async def take_over(self, meeting: OccurrenceId, by: Actor) -> LiveMeeting:
        """Lead from now on. Raises MeetingOver, and what `leading.take_over` refuses."""
        running = await self.meetings.get(meeting)
        lost = await self.lost(running, by)
        rule = lambda m, at: leading.take_over(m, by, at, lost=lost)  # noqa: E731 - one rule
        return await self.meetings.decide(meeting, rule, by)

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
