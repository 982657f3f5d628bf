"""A word to those who wait in a room in which nobody has begun."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.domain.calendar.occurrence import Occurrence
from bot.domain.ids import MemberId
from bot.domain.meeting.members.facilitating import is_led_by_somebody_here
from bot.domain.outbox_entry import EntryKind, OutboxEntry, Subject
from bot.domain.rooms.closing import is_waited_for
from bot.services.meeting.alerts import Hosts
from bot.services.meeting.facilitating.wanted import was_asked
from bot.services.outbox.notices import Note
from bot.services.ports.clock import Clock
from bot.services.ports.store import Store, Tx

WAITING_NOTE = -2
"""The number of the note; cards count from 1."""


@dataclass(frozen=True, slots=True)
class WaitingPeople:
    """Sees to it that those who wait for somebody to begin are told that they may."""

    store: Store
    clock: Clock
    hosts: Hosts

    async def look(self, one: Occurrence) -> None:
        """Want it said once, as soon as somebody has waited; not where who is to lead is there."""
        now = self.clock.now()
        if one.room is None or not is_waited_for(one, now):
            return
        server = await self.store.run(lambda tx: tx.servers.get(one.guild))
        able = self.hosts.hosts(server, one.room)
        await self.store.run(lambda tx: _tell(tx, one, able, now))


def _tell(tx: Tx, one: Occurrence, able: Collection[MemberId], now: datetime) -> None:
    meeting = tx.live_meetings.get(one.id)
    if meeting is None or meeting.stage or not meeting.heads:
        return
    if is_led_by_somebody_here(meeting, one, able):
        return
    asked = "waiting_asked" if was_asked(tx, one) else "waiting"
    note = Note("waiting_by_itself" if meeting.self_guided else asked).written()
    about = Subject.meeting(one.id)
    tx.outbox.want(OutboxEntry(about, one.guild, EntryKind.ROOM_NOTE, WAITING_NOTE, now, note))
