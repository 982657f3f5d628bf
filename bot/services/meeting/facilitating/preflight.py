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
        if server.organisers is not None and await self.store.run(lambda tx: _lacks_lead(tx, one)):
            found |= {_nobody_in(one)}
        await self.store.run(lambda tx: _tell(tx, one, found, _keys(needs) | found, now))


def _lacks_lead(tx: Tx, one: Occurrence) -> bool:
    """Tell whether nobody is named to lead; of what takes place once, whoever planned it knows."""
    if one.facilitator is not None or one.co_facilitator is not None or one.series is None:
        return False
    series = tx.series.get(one.series)
    return series is not None and not series.repeat.is_once


def _nobody_in(one: Occurrence) -> str:
    """Name that a series has nobody to lead it: another series may lack somebody, too."""
    return f"{_NOBODY} {one.series}"


def _keys(needs: Collection[Need]) -> frozenset[str]:
    return frozenset(need.key for need in needs)


def _tell(
    tx: Tx, one: Occurrence, found: Collection[str], standing: Collection[str], now: datetime
) -> None:
    for mark in _marks(tx, one.guild):
        why = ServerNotice.read(mark).title
        elsewhere = why.startswith(_NOBODY) and why != _nobody_in(one)
        if mark.due > now and why not in standing and not elsewhere:
            tx.outbox.save(replace(mark, due=now, attempts=0))  # mended: next time it is new
    for why in sorted(found):
        if not _is_to_be_told(tx, one.guild, why, now):
            continue
        if why == _nobody_in(one):
            tell_organisers(tx, one, _NOBODY, now)
        else:
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


_NOBODY = "nobody_named"
_NOTED = "preflight"
"""Marks such a note among the lines of a server."""


def _marks(tx: Tx, guild: GuildId) -> list[OutboxEntry]:
    lines = [
        one for one in tx.outbox.of(Subject.server(guild)) if one.kind == EntryKind.SERVER_LINE
    ]
    done = [one for one in lines if one.state is EntryState.DONE]
    return [one for one in done if ServerNotice.read(one).why == _NOTED]
