"""Answers about who leads a planned meeting: a yes, stepping in, and not being able to."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.domain.calendar.occurrence import Occurrence
from bot.domain.ids import MemberId, OccurrenceId
from bot.domain.meeting.members import facilitating
from bot.domain.meeting.rights import MeetingOver
from bot.domain.people.named_person import CannotBegin
from bot.domain.person import Actor
from bot.domain.server.server import Server
from bot.services.calendar.leading import must_lead
from bot.services.calendar.next_time import line_for
from bot.services.meeting.facilitating import wanted
from bot.services.outbox.notices import tell_organisers
from bot.services.ports.clock import Alarm, Clock
from bot.services.ports.members import Members
from bot.services.ports.store import Store, Tx
from bot.services.ports.trouble import Trouble
from bot.services.retry import run_with_retry
from bot.services.server.discretion import title_of


@dataclass(frozen=True, slots=True)
class PlannedLead:
    """A meeting as it is told to somebody who has answered."""

    occurrence: Occurrence
    title: str
    """Its name, neutral in a discreet server."""
    others_asked: bool = False
    """Whether everyone who may lead is asked now."""
    next_time: str = ""
    """The line that was noted for it last time, for whoever leads it."""


@dataclass(frozen=True, slots=True)
class WhoLeads:
    """Takes the answers."""

    store: Store
    clock: Clock
    alarm: Alarm
    members: Members

    async def yes(self, meeting: OccurrenceId, by: Actor, start: int) -> PlannedLead:
        """Note that whoever is to lead does; they may answer from a private message.

        Raises CannotBegin where they don't hold the role any more, and what `said_yes` refuses; of
        a meeting that isn't theirs nobody learns anything.
        """
        one = await self.store.run(lambda tx: tx.occurrences.get(meeting))
        if one is None:
            raise facilitating.NotDownToLead
        facilitating.said_yes(one, by.id, start)
        if not by.leads and not await self._may_lead(one, by.id):
            raise CannotBegin(name=by.name)
        return await self._keep(meeting, lambda now: facilitating.said_yes(now, by.id, start))

    async def take(self, meeting: OccurrenceId, by: Actor) -> PlannedLead:
        """Let somebody who may lead step in; the first of several does.

        Raises NotAFacilitator, and what `facilitating.taken` refuses.
        """
        server = await self.store.run(lambda tx: _server(tx, meeting))

        def stepped_in(one: Occurrence) -> Occurrence:
            taken = facilitating.taken(one, by.id)
            must_lead(by, server)
            return taken

        return await self._keep(meeting, stepped_in)

    async def give_back(self, meeting: OccurrenceId, member: MemberId) -> PlannedLead:
        """Note that whoever was to lead can't, and ask everyone who may lead, at once.

        Raises what `facilitating.given_back` refuses.
        """
        now = self.clock.now()

        def work(tx: Tx) -> PlannedLead:
            known = tx.occurrences.get(meeting)
            if known is None:
                raise facilitating.NotDownToLead
            one = tx.occurrences.save(facilitating.given_back(known, member))
            wanted.take_down_questions(tx, one, now)
            server = tx.servers.get(one.guild)
            asked = server.facilitators_channel is not None
            if asked:
                wanted.want_anybody_now(tx, one, now)
            else:
                tell_organisers(tx, one, "lead_needed", now)
            return PlannedLead(one, title_of(server, one.title), asked)

        given = await run_with_retry(self.store, work)
        self.alarm.by(now)
        return given

    async def _keep(
        self, meeting: OccurrenceId, change: Callable[[Occurrence], Occurrence]
    ) -> PlannedLead:
        now = self.clock.now()

        def work(tx: Tx) -> PlannedLead:
            known = tx.occurrences.get(meeting)
            if known is None:
                raise MeetingOver
            one = tx.occurrences.save(change(known))
            wanted.answered(tx, one, now)
            title = title_of(tx.servers.get(one.guild), one.title)
            return PlannedLead(one, title, next_time=line_for(tx, one.series))

        kept = await run_with_retry(self.store, work)
        self.alarm.by(now)
        return kept

    async def _may_lead(self, one: Occurrence, member: MemberId) -> bool:
        """Ask Discord; where it does not answer, whoever was chosen to lead is believed."""
        server = await self.store.run(lambda tx: tx.servers.get(one.guild))
        try:
            found = await self.members.look(server, member)
        except Trouble:
            return True
        return found is not None and found.leads


def _server(tx: Tx, meeting: OccurrenceId) -> Server:
    known = tx.occurrences.get(meeting)
    if known is None:
        raise MeetingOver
    return tx.servers.get(known.guild)
