"""What this process knows of its lease without asking: it leads, the server is away, or it is over.

See docs/reliability.md#one-process.
"""

import threading
from time import monotonic

from bot.domain.server.share import ShardPlan
from bot.storage.engine.postgres import LONGEST
from bot.storage.files.faults import StorageFault


class LeaseStanding:
    """Told by the thread that renews; whoever wants to write waits here."""

    def __init__(self, away: StorageFault) -> None:
        """`away` is the fault of a server that says nothing itself."""
        self._unanswered = away
        self._good_until = 0.0
        self._away: StorageFault | None = None
        self._away_since = 0.0
        self._over: StorageFault | None = None
        self._changed = threading.Condition()

    @property
    def is_held(self) -> bool:
        """Whether the lease is ours, as far as can be known without asking the server."""
        return not self._away and not self._over and monotonic() < self._good_until

    @property
    def is_away(self) -> bool:
        """Whether it cannot be renewed."""
        return self._away is not None

    @property
    def is_over(self) -> bool:
        """Whether it will never be ours again."""
        return self._over is not None

    def renewed(self, good_until: float) -> bool:
        """Lead until then; gives whether it could not be renewed before."""
        with self._changed:
            was_away, self._away = self._away, None
            self._good_until = good_until
            self._changed.notify_all()
        return was_away is not None

    def away(self, fault: StorageFault) -> bool:
        """It cannot be renewed; gives whether that is new."""
        with self._changed:
            begins = self._away is None
            self._away = fault
            self._away_since = monotonic() if begins else self._away_since
        return begins

    def ended(self, key: str) -> None:
        """It is over, for the first reason given."""
        with self._changed:
            self._over = self._over or StorageFault(key)
            self._changed.notify_all()

    def wait(self, until: float) -> None:
        """Come back while we lead; raises StorageFault where that is not so by `until`.

        Where the server has been away for long already, nobody waits for it.
        """
        with self._changed:
            while not self.is_held:
                if self._over is not None:
                    raise again(self._over)
                since = self._away_since if self._away else self._good_until
                left = min(until, since + LONGEST) - monotonic()
                if left <= 0:
                    raise again(self._away or self._unanswered)
                self._changed.wait(left)


def taken_by_others(plan: ShardPlan, shown: str) -> StorageFault:
    """Name what is in the way of a process whose database, or whose shards, others have."""
    if not plan.is_split:
        return StorageFault("fault.second_process", path=shown)
    key = "fault.no_shard_free" if plan.named is None else "fault.shards_taken"
    return StorageFault(key, path=shown)


def lost_key(plan: ShardPlan) -> str:
    """Name what ends a process whose lease another one has taken."""
    return "fault.shards_lost" if plan.is_split else "fault.lease_lost"


def again(fault: StorageFault) -> StorageFault:
    """Make a fault anew: each that is raised has a traceback of its own."""
    return StorageFault(fault.key, **fault.facts)
