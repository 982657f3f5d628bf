"""The lease on PostgreSQL: rows that say which process leads, until when by its clock.

See docs/reliability.md#one-process.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from time import monotonic

from sqlalchemy.exc import SQLAlchemyError

from bot.domain.server.share import ALONE, ServerShare, ShardPlan
from bot.storage.engine.cutting import Cutter
from bot.storage.engine.lease_rows import Epochs, LeaseRows
from bot.storage.engine.postgres import postgres_fault, reaching
from bot.storage.engine.shard_balance import ShardBalance
from bot.storage.engine.standing import LeaseStanding, lost_key, taken_by_others
from bot.storage.files.address import Address
from bot.storage.files.faults import StorageFault

LEASE_SECONDS = 30
RENEW_SECONDS = 5.0
AWAY_SECONDS = 1.0
"""How often it is tried to renew a lease while that does not go well."""
_ASK_SECONDS = 5.0
"""How long a server may take for one renewal."""
_BROKE_SECONDS = 1.0
"""A connection that fails sooner was broken, and the next may do; later, the server hangs."""
log = logging.getLogger(__name__)


def unheard(_: StorageFault | None) -> None:
    """Take no note of it."""


class Lease:
    """The lead of one process, renewed by a thread of its own.

    A lease that *cannot* be renewed is another thing than one that another process has taken:
    while the server is away nobody can lead, so ours waits, and is renewed where nobody took it.
    Every commit is checked against it in the database (`bot/storage/engine/leading.py`).

    Beside it a session lock shows at once whether the holder is alive: one that was killed is
    followed without waiting, one that hangs after 30 seconds.

    Where several processes share the database each has the rows of its shards, all of them for as
    long as it lives: one that is taken by another ends the process, as the only row would.
    """

    def __init__(
        self,
        address: Address,
        on_lost: Callable[[], None],
        on_change: Callable[[StorageFault | None], None] = unheard,
        plan: ShardPlan = ALONE,
    ) -> None:
        """Hear of the end by `on_lost`, of a server that went away and came back by `on_change`."""
        self._address, self._plan = address, plan
        self._on_lost, self._on_change = on_lost, on_change
        self.divides = plan.named is None
        """Whether shards come and go, as processes do."""
        self._rows = LeaseRows(address.url, plan.count, LEASE_SECONDS, divides=self.divides)
        self._wanted = frozenset(one + 1 for one in plan.named or ())
        self._balance = ShardBalance(self._rows, plan.count) if self.divides else None
        self.on_shards: Callable[[frozenset[int]], None] = lambda _: None
        """Told, from another thread, which shards are ours now, where these come and go."""
        self._epochs: Epochs = {}
        self._share = ServerShare(plan.count, plan.named or frozenset())
        self._serves = False
        self.has_others = False
        """Whether another process was at work beside this one when it began."""
        self._standing = LeaseStanding(self._fault(None))
        self._asking = threading.Lock()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._renew_for_ever, name="lease", daemon=True)

    @property
    def epochs(self) -> Epochs:
        """The rows of this lead, each with its number, higher than every one before."""
        return self._epochs

    @property
    def share(self) -> ServerShare:
        """Which servers this process looks after."""
        return self._share

    def take(self) -> None:
        """Go first, before the tables are touched; raises StorageFault when another is alive."""
        with self._as_storage_fault():
            if not self._rows.begin_at_turn():
                raise StorageFault("fault.another_begins", path=self._address.shown)
            if self._rows.is_split_otherwise():
                key = "fault.split_otherwise" if self._plan.is_split else "fault.second_process"
                raise StorageFault(key, path=self._address.shown)
            if not self._may_follow():
                raise taken_by_others(self._plan, self._address.shown)
            self.has_others = self._rows.has_others(self._wanted)

    def keep(self) -> None:
        """Write the lease, once the tables are there, and renew it; raises StorageFault."""
        with self._as_storage_fault():
            taken, asked = self._taken(), monotonic()
            taken = taken if self._rows.renew(taken) else {}
        if not taken:
            self._rows.drop()
            raise taken_by_others(self._plan, self._address.shown)
        self._holds(taken)
        self._standing.renewed(asked + LEASE_SECONDS)
        self._cutter = Cutter()
        self._thread.start()

    @property
    def shards(self) -> frozenset[int]:
        """Which shards are ours, and are not about to be given back."""
        rows = self._balance.stays(self._epochs) if self._balance else self._epochs
        return frozenset(row - 1 for row in rows)

    def serve(self, shards: frozenset[int], *, begun: bool = True) -> None:
        """Look after the servers of these from now on: the gateway has named them.

        Until this process has `begun` it keeps what it took at first.
        """
        self._serves |= begun
        self._share = ServerShare(self._plan.count, shards & self.shards)

    def held(self) -> bool:
        """Whether the lease is ours, as far as can be known without asking the server."""
        return self._standing.is_held

    def must_lead(self, until: float) -> None:
        """Come back while the lease is ours; raises StorageFault when it is not by `until`."""
        if not self._standing.is_held and not self._standing.is_away:
            self.look()  # it ran out unseen: this process was asleep
        self._standing.wait(until)

    def look(self) -> None:
        """Renew it now, or learn that another process has taken it."""
        with self._asking:
            if self._standing.is_over:
                return
            asked = monotonic()
            try:
                ours = self._renew()
            except (SQLAlchemyError, OSError) as error:
                fault = self._fault(error)
                if self._standing.away(fault):
                    self._on_change(fault)
                return
            if not ours:
                self._standing.ended(lost_key(self._plan))
                self._on_lost()
            elif self._standing.renewed(asked + LEASE_SECONDS):
                self._on_change(None)
            elif self._serves:
                self._rebalance()

    def release(self) -> None:
        """Give the lease back."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()
        if self.held():
            try:
                self._rows.give_back(self._epochs)
            except (SQLAlchemyError, OSError):
                log.warning("storage.lease_not_given_back")
        if self._epochs:
            self._cutter.close()
        self._standing.ended("fault.closed")
        self._rows.drop()

    def _renew_for_ever(self) -> None:
        while not self._standing.is_over:
            if self._stop.wait(AWAY_SECONDS if self._standing.is_away else RENEW_SECONDS):
                return
            self.look()

    def _renew(self) -> bool:
        """Renew it, over a fresh connection where the old one broke; false where it is not ours."""
        asked = monotonic()
        try:
            return self._ask()
        except (SQLAlchemyError, OSError):
            self._rows.disconnect()
            if monotonic() - asked > _BROKE_SECONDS:
                raise
        try:
            return self._ask()
        except (SQLAlchemyError, OSError):
            self._rows.disconnect()
            raise

    def _ask(self) -> bool:
        with self._cutter.by(self._rows.connection, monotonic() + _ASK_SECONDS):
            # The session lock goes with its connection: it is asked for again until it is ours.
            self._rows.show_alive(self._wanted)
            return self._rows.renew(self._epochs)

    def _fault(self, error: Exception | None) -> StorageFault:
        shown = self._address.shown
        known = postgres_fault(error, shown) if error else None
        return known or StorageFault("fault.database_away", server=shown)

    def _taken(self) -> Epochs:
        """Take the rows that are named, all or none; or as many as come to this process."""
        if self._balance:
            self._rows.begin_over()
            return self._balance.take_first()
        taken = self._rows.take(self._wanted)
        if taken.keys() != self._wanted:
            self._rows.give_back(taken)
            taken = {}
        self._rows.begin_over()
        return taken

    def _holds(self, epochs: Epochs) -> None:
        self._epochs, self._wanted = epochs, frozenset(epochs)

    def _rebalance(self) -> None:
        """Take what is free, give back what is too much; what is in the way waits for next time."""
        if self._balance is None:
            return
        before = self.shards
        try:
            with self._cutter.by(self._rows.connection, monotonic() + _ASK_SECONDS):
                self._holds(self._balance.look(self._epochs))
        except (SQLAlchemyError, OSError):
            self._rows.disconnect()
            return
        if self.shards != before:
            self._share = replace(self._share, held=self._share.held & self.shards)
            self.on_shards(self.shards)

    def _may_follow(self) -> bool:
        dead = self._rows.show_alive(self._wanted)
        return self._wanted - dead <= self._rows.run_out(self._wanted)

    @contextmanager
    def _as_storage_fault(self) -> Iterator[None]:
        try:
            with reaching(self._address.shown):
                yield
        except StorageFault:
            self._rows.drop()
            raise
