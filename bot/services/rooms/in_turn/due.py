"""What is due, in one reading of the tables: meetings, and what waits in the outbox."""

from datetime import datetime

from bot.domain.ids import GuildId, OccurrenceId
from bot.domain.outbox_entry import Subject, SubjectKind
from bot.services.ports.store import Tx


def due(tx: Tx, now: datetime, busy: frozenset[Subject]) -> tuple[Subject, ...]:
    """Name what is due, but for meetings that are being worked on: those look for themselves."""
    besides = {one.id for one in busy if one.kind is SubjectKind.MEETING}
    rooms = [Subject.meeting(one.id) for one in tx.occurrences.due(now, besides)]
    return tuple(dict.fromkeys([*rooms, *tx.outbox.due_subjects(now)]))


def of_server(tx: Tx, guild: GuildId) -> tuple[list[OccurrenceId], set[Subject]]:
    """Give the meetings of a server, and every subject that is about it."""
    meetings = [one.id for one in tx.occurrences.of(guild)]
    series = {Subject.series(one.id) for one in tx.series.of(guild)}
    return meetings, {Subject.server(guild), *series, *map(Subject.meeting, meetings)}


def next_due(tx: Tx) -> datetime | None:
    """Say when something is due next."""
    instants = [tx.occurrences.next_due(), tx.outbox.next_due()]
    return min((at for at in instants if at), default=None)
