"""One process only: a lock beside the SQLite file, a lease on PostgreSQL.

See docs/reliability.md#one-process.
"""

import logging
import os
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import BigInteger, Column, Connection, Integer, String, Table, text
from sqlalchemy.exc import DBAPIError

from bot.storage.engine.postgres import engine_for, reaching
from bot.storage.files.address import Address
from bot.storage.files.durable import make_folder
from bot.storage.files.faults import StorageFault, sqlite_fault
from bot.storage.rows.columns import UtcDateTime
from bot.storage.rows.data_policy import Owner, policy
from bot.storage.rows.metadata import metadata

LEASE_SECONDS = 30
RENEW_SECONDS = 5.0
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
_GIVE_BACK = text("UPDATE lease SET until = clock_timestamp() WHERE id = 1 AND owner = :owner")

log = logging.getLogger(__name__)


class FileLock:
    """A lock on `.lock` in the folder of the database; the system frees it when we die.

    A bare file number on purpose: a file object that nobody refers to would be closed, and free.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: int | None = None

    def take(self) -> None:
        """Take the lock; raises StorageFault when another process has it."""
        try:
            make_folder(self._folder)
            file = os.open(self._folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
        except (OSError, ValueError) as error:
            raise sqlite_fault(error, self._folder) or StorageFault(
                "fault.cannot_open", path=str(self._folder)
            ) from None
        try:
            _lock(file)
        except OSError:
            os.close(file)
            raise StorageFault("fault.second_process", path=str(self._folder)) from None
        self._file = file

    def keep(self) -> None:
        """Nothing to do: the system keeps the lock for us."""

    def held(self) -> bool:
        """Whether the lock is ours."""
        return self._file is not None

    def release(self) -> None:
        """Let another process have it."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


class Lease:
    """A row that says which process may act, until when, by the server's clock.

    Beside it a session lock shows at once whether the holder is alive: one that was killed is
    followed without waiting, one that hangs after 30 seconds.
    """

    def __init__(self, address: Address, on_lost: Callable[[], None]) -> None:
        self._address = address
        self._on_lost = on_lost
        self._owner = uuid.uuid4().hex
        self._engine = engine_for(address.url, 1)
        self._connection: Connection | None = None
        self._alone = False
        self._epoch = 0
        self._good_until = 0.0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._renew_for_ever, name="lease", daemon=True)

    def take(self) -> None:
        """Go first, before the tables are touched; raises StorageFault when another is alive."""
        with self._as_storage_fault():
            may_follow = self._show_alive() or self._has_run_out()
        if not may_follow:
            self._drop()
            raise StorageFault("fault.second_process", path=self._address.shown)

    def keep(self) -> None:
        """Write the lease, once the tables are there, and renew it; raises StorageFault."""
        asked = time.monotonic()
        values = {"owner": self._owner, "seconds": LEASE_SECONDS, "alone": self._alone}
        with self._as_storage_fault():
            epoch = self._connected().execute(_TAKE, values).scalar()
        if epoch is None:
            self._drop()
            raise StorageFault("fault.second_process", path=self._address.shown)
        self._epoch = epoch
        self._good_until = asked + LEASE_SECONDS
        self._thread.start()

    def held(self) -> bool:
        """Whether the lease is ours for certain; false once it could not be renewed in time."""
        return time.monotonic() < self._good_until

    def release(self) -> None:
        """Give the lease back."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()
        if self.held():
            try:
                self._connected().execute(_GIVE_BACK, {"owner": self._owner})
            except DBAPIError:
                log.warning("storage.lease_not_given_back")
        self._good_until = 0.0
        self._drop()

    def _renew_for_ever(self) -> None:
        while not self._stop.wait(RENEW_SECONDS):
            if not self._renew():
                self._good_until = 0.0
                self._on_lost()
                return

    def _renew(self) -> bool:
        """Renew; false once it is certain, or must be assumed, that another process leads."""
        asked = time.monotonic()
        values = {"owner": self._owner, "epoch": self._epoch, "seconds": LEASE_SECONDS}
        try:
            # The session lock goes with its connection, so it is asked for again until it is ours.
            self._show_alive()
            ours = self._connected().execute(_RENEW, values).rowcount == 1
        except DBAPIError:
            log.warning("storage.lease_renewal_failed")
            self._disconnect()
            return self.held()
        if ours:
            self._good_until = asked + LEASE_SECONDS
        return ours

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


def only_process(url: str, on_lost: Callable[[], None]) -> FileLock | Lease:
    """Give the lock that fits the database; `on_lost` may be called from another thread."""
    address = Address.of(url)
    if address.file is not None:
        return FileLock(address.file.parent)
    return Lease(address, on_lost)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
