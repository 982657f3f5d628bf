"""What is due at a tick, and the rooms of a crowded instant, which are made before it.

See docs/reliability.md#a-crowded-minute.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.calendar.occurrence import FINAL, Occurrence
from bot.domain.ids import GuildId, OccurrenceId
from bot.domain.outbox_entry import Subject, SubjectKind
from bot.domain.rooms import crowded
from bot.domain.server.server import Server
from bot.services.ports.store import Tx
from bot.services.rooms.work_in_progress import MUCH

AT_A_TICK = 25
"""So much is begun at a tick, the rest a moment later: who presses meanwhile waits for no more.

As long as that is not enough, each tick begins one thing more than the last.
"""
LOOKED_AHEAD = crowded.EARLIEST + timedelta(minutes=1)
"""A tick comes at least twice a minute: so a crowd is known before it begins."""


@dataclass(slots=True)
class DueWork:
    """Reads what is due, and knows which instants are crowded."""

    _crowds: dict[datetime, crowded.Crowd] = field(default_factory=dict)
    """Those that are near, by when their doors open."""
    is_more: bool = False
    """Whether more was due than a tick begins."""
    _most: int = AT_A_TICK

    def read(
        self, tx: Tx, now: datetime, busy: frozenset[Subject]
    ) -> tuple[tuple[Subject, ...], datetime | None]:
        """Name what is due, and say when something is due next.

        Left out is what is being worked on: that looks for itself; and what servers want as a
        whole while much is under way, for Discord would be asked for it last.
        """
        besides, most = {one.id for one in busy if one.kind is SubjectKind.MEETING}, self._most
        due = [Subject.meeting(one.id) for one in tx.occurrences.due(now, besides, most)]
        early = self._early(tx, now)
        ahead = [max(one.begins, now) for one in self._crowds.values()]
        instants = [tx.occurrences.next_due(), tx.outbox.next_due(), *ahead]
        is_much = len(busy) >= MUCH
        wanted = tx.outbox.due_subjects(now, busy, most, but_servers=is_much)
        subjects = tuple(dict.fromkeys([*due, *early, *wanted]))
        self.is_more = len(subjects) >= most
        self._most = most + 1 if self.is_more else max(AT_A_TICK, most - 1)
        return subjects[:most], min((at for at in instants if at), default=None)

    def is_early(self, occurrence: Occurrence, now: datetime) -> bool:
        """Tell whether a room is made before its doors open, for the instant is crowded."""
        if not crowded.waits_for_doors(occurrence):
            return False
        crowd = self._crowds.get(occurrence.doors_at)
        return crowd is not None and crowd.begins <= now

    def _early(self, tx: Tx, now: datetime) -> list[Subject]:
        """Name the early rooms whose turn it is."""
        counted = tx.occurrences.waiting_for_doors(now, now + LOOKED_AHEAD)
        known = {doors: one for doors, one in self._crowds.items() if doors in counted}
        part = tx.share.part
        for doors, begins in crowded.begins(counted, part).items():
            before = known.get(doors, crowded.Crowd(0, begins))
            rooms, first = max(before.rooms, counted[doors]), min(before.begins, begins)
            # Fewer are left by now: it goes on as it began.
            known[doors] = crowded.Crowd(rooms, first, part)
        self._crowds = known
        next_of = {doors: one.next_at(now, counted[doors]) for doors, one in known.items()}
        named = (tx.occurrences.with_doors(doors, most) for doors, most in next_of.items() if most)
        return [Subject.meeting(one) for each in named for one in each]


def of_server(tx: Tx, guild: GuildId) -> tuple[list[OccurrenceId], set[Subject]]:
    """Give the meetings of a server, and every subject that is about it."""
    meetings = [one.id for one in tx.occurrences.of(guild)]
    series = {Subject.series(one.id) for one in tx.series.of(guild)}
    return meetings, {Subject.server(guild), *series, *map(Subject.meeting, meetings)}


def with_server(tx: Tx, meeting: OccurrenceId) -> tuple[Occurrence, Server] | None:
    """Give a meeting that is not over, and the settings of its server."""
    occurrence = tx.occurrences.get(meeting)
    if occurrence is None or occurrence.phase in FINAL:
        return None
    return occurrence, tx.servers.get(occurrence.guild)
