"""The events of a server's meetings in Discord: one look at its list, and what follows from it."""

from dataclasses import dataclass

from bot.domain.ids import MessageId
from bot.domain.outbox_entry import EntryKind, OutboxEntry
from bot.services.calendar.announced.event_steps import EventSteps
from bot.services.calendar.announced.event_work import event_work
from bot.services.outbox.handler import Standalone
from bot.services.ports.clock import Clock
from bot.services.ports.events import Events
from bot.services.ports.store import Store
from bot.services.ports.trouble import Blocked, Unsure


@dataclass(frozen=True)
class EventsKept(Standalone):
    """The list of events shows the meetings of a server as they are now."""

    store: Store
    clock: Clock
    events: Events

    kind = EntryKind.EVENT
    lasts = None

    async def deliver(self, entry: OutboxEntry) -> MessageId | None:
        """Look at the list, and put it right. Raises Blocked, Unsure."""
        guild, now = entry.guild, self.clock.now()
        work = await self.store.run(lambda tx: event_work(tx, guild, now))
        if work is None or not work.is_any:
            return None
        if not self.events.may(guild):
            raise Blocked("forbidden")
        listed = {one.id: one for one in await self.events.listed(guild)}
        steps = EventSteps(self.store, self.events, guild, work, listed, now)
        if not await steps.take():
            raise Unsure
        return None
