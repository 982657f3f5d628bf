"""The lease on PostgreSQL: a row that says which process leads, until when by its clock.

See docs/reliability.md#one-process.
"""

import logging
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from sqlalchemy import BigInteger, Column, Connection, Integer, String, Table, text
from sqlalchemy.exc import SQLAlchemyError

from bot.storage.engine.cutting import Cutter
from bot.storage.engine.postgres import engine_for, postgres_fault, reaching
from bot.storage.engine.standing import LeaseStanding
from bot.storage.files.address import Address
from bot.storage.files.faults import StorageFault
from bot.storage.rows.columns import UtcDateTime
from bot.storage.rows.data_policy import Owner, policy
from bot.storage.rows.metadata import metadata

LEASE_SECONDS = 30
RENEW_SECONDS = 5.0
AWAY_SECONDS = 1.0
"""How often it is tried to renew a lease while that does not go well."""
_ASK_SECONDS = 5.0
"""How long a server may take for one renewal."""
_NO_LONGER = "SET lock_timeout = '4s'"
"""Sooner than that: whoever locks the tables is told as such, and not as a server that is away."""
_BROKE_SECONDS = 1.0
"""A connection that fails sooner was broken, and the next may do; later, the server hangs."""
_ADVISORY = 0x6F70_656E_726F_756E
"""The number under which PostgreSQL knows a live process of ours."""

LEASE = Table(
    "lease",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("owner", String(64), nullable=False),
    Column("epoch", BigInteger, nullable=False),
    Column("until", UtcDateTime, nullable=False),
    info=policy(Owner.BOT, starts="the database lives", ends="never: it names no person"),
)

_TAKE = text(
    "INSERT INTO lease (id, owner, epoch, until)"
    " VALUES (1, :owner, 1, clock_timestamp() + make_interval(secs => :seconds))"
    " ON CONFLICT (id) DO UPDATE SET owner = excluded.owner, epoch = lease.epoch + 1,"
    " until = excluded.until WHERE :alone OR lease.until < clock_timestamp() RETURNING epoch"
)
_ALIVE = text("SELECT pg_try_advisory_lock(:number)")
_RUN_OUT = text("SELECT until < clock_timestamp() FROM lease WHERE id = 1")
_RENEW = text(
    "UPDATE lease SET until = clock_timestamp() + make_interval(secs => :seconds)"
    " WHERE id = 1 AND owner = :owner AND epoch = :epoch"
)
_GIVE_BACK = text(
    "UPDATE lease SET until = clock_timestamp() WHERE id = 1 AND owner = :owner AND epoch = :epoch"
)

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
    """

    def __init__(
        self,
        address: Address,
        on_lost: Callable[[], None],
        on_change: Callable[[StorageFault | None], None] = unheard,
    ) -> None:
        """Hear of the end by `on_lost`, of a server that went away and came back by `on_change`."""
        self._address = address
        self._on_lost, self._on_change = on_lost, on_change
        self._owner = uuid.uuid4().hex
        self._engine = engine_for(address.url, 1)
        self._connection: Connection | None = None
        self._alone = False
        self._epoch = 0
        self._standing = LeaseStanding(self._fault(None))
        self._asking = threading.Lock()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._renew_for_ever, name="lease", daemon=True)

    @property
    def epoch(self) -> int:
        """The number of this lead, higher than every one before."""
        return self._epoch

    def take(self) -> None:
        """Go first, before the tables are touched; raises StorageFault when another is alive."""
        with self._as_storage_fault():
            may_follow = self._show_alive() or self._has_run_out()
        if not may_follow:
            self._drop()
            raise StorageFault("fault.second_process", path=self._address.shown)

    def keep(self) -> None:
        """Write the lease, once the tables are there, and renew it; raises StorageFault."""
        asked = monotonic()
        values = {"owner": self._owner, "seconds": LEASE_SECONDS, "alone": self._alone}
        with self._as_storage_fault():
            epoch = self._connected().execute(_TAKE, values).scalar()
        if epoch is None:
            self._drop()
            raise StorageFault("fault.second_process", path=self._address.shown)
        self._epoch = epoch
        self._standing.renewed(asked + LEASE_SECONDS)
        self._cutter = Cutter()
        self._thread.start()

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
                self._standing.ended("fault.lease_lost")
                self._on_lost()
            elif self._standing.renewed(asked + LEASE_SECONDS):
                self._on_change(None)

    def release(self) -> None:
        """Give the lease back."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()
        if self.held():
            values = {"owner": self._owner, "epoch": self._epoch}
            try:
                self._connected().execute(_GIVE_BACK, values)
            except (SQLAlchemyError, OSError):
                log.warning("storage.lease_not_given_back")
        if self._epoch:
            self._cutter.close()
        self._standing.ended("fault.closed")
        self._drop()

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
            self._disconnect()
            if monotonic() - asked > _BROKE_SECONDS:
                raise
        try:
            return self._ask()
        except (SQLAlchemyError, OSError):
            self._disconnect()
            raise

    def _ask(self) -> bool:
        values = {"owner": self._owner, "epoch": self._epoch, "seconds": LEASE_SECONDS}
        with self._cutter.by(self._connected(), monotonic() + _ASK_SECONDS):
            # The session lock goes with its connection: it is asked for again until it is ours.
            self._show_alive()
            return self._connected().execute(_RENEW, values).rowcount == 1

    def _fault(self, error: Exception | None) -> StorageFault:
        shown = self._address.shown
        known = postgres_fault(error, shown) if error else None
        return known or StorageFault("fault.database_away", server=shown)

    def _show_alive(self) -> bool:
        if not self._alone:
            self._alone = bool(self._connected().execute(_ALIVE, {"number": _ADVISORY}).scalar())
        return self._alone

    def _has_run_out(self) -> bool:
        there = self._connected().execute(text("SELECT to_regclass('lease')")).scalar()
        return there is not None and bool(self._connected().execute(_RUN_OUT).scalar())

    def _connected(self) -> Connection:
        if self._connection is None:
            options = {"isolation_level": "AUTOCOMMIT"}
            self._connection = self._engine.connect().execution_options(**options)
            self._connection.exec_driver_sql(_NO_LONGER)
        return self._connection

    @contextmanager
    def _as_storage_fault(self) -> Iterator[None]:
        try:
            with reaching(self._address.shown):
                yield
        except StorageFault:
            self._drop()
            raise

    def _disconnect(self) -> None:
        self._alone = False
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None

    def _drop(self) -> None:
        self._disconnect()
        self._engine.dispose()
