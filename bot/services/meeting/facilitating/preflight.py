"""Half an hour before a meeting: what is missing is told to organisers, in words, and not always.

What nobody mends is told again a week later, then after two, four and eight, whatever is planned.
"""

import zlib
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.calendar.occurrence import Occurrence
from bot.domain.ids import GuildId
from bot.domain.outbox_entry import EntryKind, EntryState, OutboxEntry, Subject
from bot.services.outbox.notices import tell_organisers
from bot.services.outbox.server_lines import ServerNotice
from bot.services.ports.clock import Clock
from bot.services.ports.rooms import Need, Rooms
from bot.services.ports.store import Store, Tx
from bot.services.server.setup_monitor import missing_settings, why_no_announcement

AGAIN = timedelta(weeks=1)
"""So long a fault is not told again at first; each time twice as long."""
MOST_DOUBLED = 3
_NUMBERS = 100_000_000


@dataclass(frozen=True, slots=True)
class Preflight:
    """Looks whether a meeting can open its room, show its door and be led."""

    store: Store
    clock: Clock
    rooms: Rooms

    async def look(self, one: Occurrence) -> None:
        """Tell what is missing, where something is."""
        server = await self.store.run(lambda tx: tx.servers.get(one.guild))
        needs, now = self.rooms.needs(server), self.clock.now()
        found = {need.key for need in needs if need.blocks}
        found |= {why for why in (why_no_announcement(server, needs),) if why}
        found |= {"facilitators_gone"} & set(missing_settings(server, needs))
        await self.store.run(lambda tx: _tell(tx, one, found, _keys(needs), now))


def _keys(needs: Collection[Need]) -> frozenset[str]:
    return frozenset(need.key for need in needs)


def _tell(
    tx: Tx, one: Occurrence, found: Collection[str], standing: Collection[str], now: datetime
) -> None:
    for mark in _marks(tx, one.guild):
        why = ServerNotice.read(mark).title
        if mark.due > now and why not in standing:
            tx.outbox.save(replace(mark, due=now, attempts=0))  # mended: next time it is new
    for why in sorted(found):
        if _is_to_be_told(tx, one.guild, why, now):
            tell_organisers(tx, one, "gone", now, reason=why)


def _is_to_be_told(tx: Tx, guild: GuildId, why: str, now: datetime) -> bool:
    """Tell whether it was not told lately, and note that it is told now.

    The note is an entry of the outbox that is done, kept until it may be told again.
    """
    about, seq = Subject.server(guild), zlib.crc32(f"preflight {why}".encode()) % _NUMBERS
    known = tx.outbox.get(about, EntryKind.SERVER_LINE, seq)
    if known is not None and known.due > now:
        return False
    times = known.attempts if known else 0
    until = now + AGAIN * 2 ** min(times, MOST_DOUBLED) - timedelta(hours=1)
    if known is not None:
        tx.outbox.save(replace(known, due=until, attempts=times + 1))
        return True
    note = ServerNotice(_NOTED, why).written()
    mark = OutboxEntry(about, guild, EntryKind.SERVER_LINE, seq, until, note)
    tx.outbox.want(replace(mark, state=EntryState.DONE, attempts=1))
    return True


_NOTED = "preflight"
"""Marks such a note among the lines of a server."""


def _marks(tx: Tx, guild: GuildId) -> list[OutboxEntry]:
    lines = [
        one for one in tx.outbox.of(Subject.server(guild)) if one.kind == EntryKind.SERVER_LINE
    ]
    done = [one for one in lines if one.state is EntryState.DONE]
    return [one for one in done if ServerNotice.read(one).why == _NOTED]
