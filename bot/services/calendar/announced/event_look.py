"""One look at a server's list of events: what was found, and what is kept of what follows."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.calendar.announced.meeting_event import ByHand, MeetingEvent, StandingEvent
from bot.domain.ids import EventId, GuildId
from bot.services.calendar.announced.event_work import EventWork
from bot.services.outbox.notices import tell_organisers
from bot.services.outbox.server_lines import tell_server
from bot.services.ports.events import Events
from bot.services.ports.store import Store, Tx

MOST_AT_ONCE = 10
"""So many requests at one look: whatever else a server waits for has its turn between."""


@dataclass(slots=True)
class EventLook:
    """One look at the list of a server, as it was found."""

    store: Store
    events: Events
    guild: GuildId
    work: EventWork
    listed: dict[EventId, StandingEvent]
    now: datetime
    asked: int = 0
    again: bool = False
    """Something isn't certain yet, or still to be done."""

    def may_ask(self) -> bool:
        """Tell whether there is time for another request at this look."""
        self.asked += 1
        self.again |= self.asked > MOST_AT_ONCE
        return self.asked <= MOST_AT_ONCE

    async def note(self, seen: MeetingEvent, known: MeetingEvent) -> bool:
        """Keep what is known, unless somebody else was quicker; ask whom it is to be asked of."""
        kept = await self.store.run(lambda tx: self._keep(tx, seen, known))
        self.again |= not kept
        return kept

    def _keep(self, tx: Tx, seen: MeetingEvent, known: MeetingEvent) -> bool:
        if (tx.meeting_events.get(seen.meeting) or MeetingEvent(seen.meeting, self.guild)) != seen:
            return False
        tx.meeting_events.put(known)
        if known.number != seen.number:
            _ask(tx, known, self.now)
        return True

    async def tell(self, why: str) -> None:
        """Tell the organisers what is in the way of every event; once a week at most."""
        week = self.now.date().toordinal() // 7
        await self.store.run(lambda tx: tell_server(tx, self.guild, why, self.now, number=week))


def _ask(tx: Tx, known: MeetingEvent, now: datetime) -> None:
    """Ask the organisers what is to become of what somebody did by hand."""
    meeting = tx.occurrences.get(known.meeting)
    why = "event_deleted" if known.by_hand is ByHand.DELETED else "event_edited"
    if meeting is not None:
        tell_organisers(tx, meeting, why, now, number=known.number)
