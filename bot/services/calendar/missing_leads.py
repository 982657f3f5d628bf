"""Whether those who are to lead the next meetings still can: organisers are told before, once.

People leave servers and give roles back, and Discord tells a bot without a privileged intent of
neither: it is asked the day before and again near the time. The evening opens all the same.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.calendar.occurrence import PREPARED_BEFORE, Occurrence
from bot.domain.ids import OccurrenceId
from bot.domain.server.server import Server
from bot.services.outbox.notices import tell_organisers
from bot.services.ports.clock import Clock
from bot.services.ports.members import Members
from bot.services.ports.rooms import Rooms
from bot.services.ports.store import Store
from bot.services.ports.trouble import Trouble
from bot.services.server.setup_monitor import AHEAD, missing_settings

EVERY = timedelta(minutes=5)
THE_DAY_BEFORE = timedelta(hours=24)
"""So long before the start is asked for the first time."""
NEAR = timedelta(hours=2), timedelta(minutes=30)
"""So long before it is asked again."""
AT_ONCE = 10
"""So many people are asked about at one look."""


@dataclass(frozen=True, slots=True)
class LeadsAhead:
    """Asks Discord about those who are named to lead."""

    store: Store
    clock: Clock
    rooms: Rooms
    members: Members
    _asked: dict[OccurrenceId, datetime] = field(default_factory=dict)
    """When was asked last about whoever is to lead a meeting."""

    async def look(self) -> None:
        """Ask about whom it is time to ask; the soonest meeting first."""
        now = self.clock.now()
        for old in [one for one, at in self._asked.items() if at <= now - 2 * THE_DAY_BEFORE]:
            del self._asked[old]
        latest = now + THE_DAY_BEFORE
        coming = await self.store.run(lambda tx: tx.occurrences.due(latest - PREPARED_BEFORE))
        due = [one for one in coming if self._is_due(one, now)]
        for occurrence in sorted(due, key=lambda one: one.starts_at)[:AT_ONCE]:
            self._asked[occurrence.id] = now
            await self._look(occurrence)

    def _is_due(self, one: Occurrence, now: datetime) -> bool:
        if one.phase not in AHEAD or one.facilitator is None or one.starts_at <= now:
            return False
        asked, again = self._asked.get(one.id), [one.starts_at - near for near in NEAR]
        return asked is None or any(asked < at <= now for at in again)

    async def _look(self, occurrence: Occurrence) -> None:
        server = await self.store.run(lambda tx: tx.servers.get(occurrence.guild))
        why = await self._in_the_way(server, occurrence)
        if why:
            now = self.clock.now()
            await self.store.run(lambda tx: tell_organisers(tx, occurrence, why, now))

    async def _in_the_way(self, server: Server, occurrence: Occurrence) -> str:
        """Say why whoever is to lead cannot; nothing where they can, or in case of doubt.

        Where the role itself is gone, that is told by itself.
        """
        if occurrence.facilitator is None:
            return ""
        try:
            found = await self.members.look(server, occurrence.facilitator)
        except Trouble:
            self._asked.pop(occurrence.id, None)  # asked again at the next look
            return ""
        if found is None:
            return "lead_left"
        no_role = "facilitators_gone" in missing_settings(server, self.rooms.needs(server))
        return "" if found.leads or no_role else "lead_not_able"
