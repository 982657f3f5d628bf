"""Who waits out an urge right now, in memory: since when, how it began, and who is back already."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.ids import EntryId, GuildId, MemberId
from bot.domain.journal.entry import JournalEntry

MOST = 2000
"""So many are known at a time; the oldest make room."""


@dataclass(frozen=True, slots=True)
class Wait:
    """One wait: whose, since when, and the urge as it was told until then."""

    member: MemberId
    since: datetime
    urge: JournalEntry
    is_over: bool = False
    place: GuildId | None = None
    """Where it began; None where nothing is to come any more."""


@dataclass(slots=True)
class Waiting:
    """Everybody's waits; they need no database, and none of it is kept beyond the process."""

    _waits: dict[EntryId, Wait] = field(default_factory=dict)

    def begin(self, wait: Wait) -> None:
        """Wait from now on; of one urge the last wait counts."""
        self._waits.pop(wait.urge.id, None)
        while len(self._waits) >= MOST:
            del self._waits[next(iter(self._waits))]
        self._waits[wait.urge.id] = wait

    def of(self, urge: EntryId) -> Wait | None:
        """Give the wait for an urge, over or not; None where nothing is known of it."""
        return self._waits.get(urge)

    def end(self, member: MemberId, urge: JournalEntry) -> None:
        """Note that somebody is back, so that nothing calls them back any more."""
        self.begin(Wait(member, urge.at, urge, is_over=True))

    def forget(self, member: MemberId, place: GuildId | None = None) -> tuple[EntryId, ...]:
        """Forget what is known of somebody, in one place or everywhere; gives the urges."""
        places = {None, place}
        found = tuple(
            urge
            for urge, one in self._waits.items()
            if one.member == member and (place is None or one.place in places)
        )
        for urge in found:
            del self._waits[urge]
        return found
