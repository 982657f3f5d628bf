"""Letting go of servers: those that removed the bot, and those that another process has now."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.ids import GuildId, OccurrenceId
from bot.domain.outbox_entry import Subject
from bot.domain.server.share import ServerShare
from bot.services.calendar.announced.standing_weeks import StandingWeeks
from bot.services.meeting.meetings import Meetings
from bot.services.ports.store import Store
from bot.services.rooms.in_turn.due_work import of_server
from bot.services.rooms.work_in_progress import KnownFaults, WorkInProgress
from bot.services.server.departures import Departures


@dataclass(frozen=True, slots=True)
class LettingGo:
    """Stops the work for a server, and forgets what is remembered of it."""

    store: Store
    working: WorkInProgress
    faults: KnownFaults
    meetings: Meetings
    weeks: StandingWeeks
    departures: Departures

    async def leave(self, guild: GuildId) -> None:
        """Stop all work for a server that removed the bot."""
        meetings = await self._stop(guild)
        await self.departures.leave(guild)
        self._forget(meetings)

    async def hand_over(self, moved: ServerShare) -> None:
        """Forget what this process remembers of servers that it gives away, or that come to it."""
        for guild in await self.store.run(lambda tx: tx.registry.servers()):
            if moved.holds(guild):
                meetings = await self._stop(guild)
                self.departures.drop(guild)
                self._forget(meetings)

    async def _stop(self, guild: GuildId) -> list[OccurrenceId]:
        meetings, subjects = await self.store.run(lambda tx: of_server(tx, guild))

        def is_meant(one: Subject) -> bool:
            return one in subjects or one.guild == guild

        self.working.cancel(is_meant)
        self.faults.forget(is_meant)
        return meetings

    def _forget(self, meetings: Iterable[OccurrenceId]) -> None:
        for meeting in meetings:
            self.meetings.forgotten(meeting)
            self.weeks.forgotten(meeting)
