"""SQLite with group commit: one thread owns the connection, and whoever waits shares a commit.

One connection is a promise: SQLite before 3.51.3 can damage a file that two write to at once.
"""

import logging
import sqlite3
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import cast

from sqlalchemy import Connection, create_engine
from sqlalchemy.engine import URL, Engine
from sqlalchemy.pool import StaticPool

from bot.storage.engine.jobs import Job, JobOutcome, report
from bot.storage.engine.transaction import Tx
from bot.storage.files.faults import StorageFault, sqlite_fault
from bot.storage.rows.access import Access
from bot.storage.rows.caches import CommittedState, DecryptionCache
from bot.storage.sealing.cipher import Cipher

PRAGMAS = (
    "busy_timeout=5000",
    "journal_mode=WAL",
    "synchronous=FULL",
    "secure_delete=ON",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "wal_autocheckpoint=1000",
)
_MOST_IN_A_GROUP = 256
"""So many works at most share a commit."""
_WRITE_BACK_EVERY = 200
"""Transactions of about four pages; a thousand pages of log are the most there ever are.

Whoever presses just then waits for it: one in two hundred is below what ninety-nine of a hundred
see.
"""
_BUSY_TRIES = 3
"""Each waits five seconds: another program may hold the file for a while."""
_WIPE_EVERY = 1.0
"""Seconds between two tries to wipe the log while somebody reads it."""
_STOP = None

log = logging.getLogger(__name__)


class TransactionAborted(Exception):
    """The whole transaction is gone, not just one work."""

    def __init__(self, cause: Exception) -> None:
        super().__init__()
        self.cause = cause


class SqliteLane:
    """The worker thread and its connection; works run in the order they came."""

    def __init__(self, url: URL, path: Path, cipher: Cipher) -> None:
        self._path = path
        self._cipher = cipher
        self._decrypted = DecryptionCache()
        self.latest = CommittedState()
        self._engine = _engine(url)
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._connection: Connection | None = None
        self._closed = False
        self._closing = False
        self._unwritten = 0
        self.wipe_pending = False
        """Whether deleted words may still stand in the log, because somebody reads it."""
        self._thread = threading.Thread(target=self._serve, name="storage", daemon=True)
        self._thread.start()

    def submit(self, job: Job) -> None:
        """Queue a work; its future resolves after the commit. Raises StorageFault once closed."""
        if self._closed:
            raise StorageFault("fault.closed")
        self._jobs.put(job)

    def close(self) -> None:
        """Finish what is queued, write the log back into the file, let go of it."""
        self._closed = True
        self._jobs.put(_STOP)
        self._thread.join()
        self._engine.dispose()

    def _serve(self) -> None:
        while batch := self._wait():
            report(self._perform(batch))
            batch.clear()
            self._write_back()
        self._disconnect()

    def _wait(self) -> list[Job]:
        """Give all works that wait; none once the lane closes."""
        batch: list[Job] = []
        while not batch and not self._closing:
            with suppress(Empty):
                self._take(
                    batch, self._jobs.get(timeout=_WIPE_EVERY if self.wipe_pending else None)
                )
            while len(batch) < _MOST_IN_A_GROUP and not self._closing and not self._jobs.empty():
                self._take(batch, self._jobs.get_nowait())
            if not batch and self.wipe_pending and not self._closing:
                self._wipe()
        return batch

    def _take(self, batch: list[Job], job: Job | None) -> None:
        if job is _STOP:
            self._closing = True
        else:
            batch.append(job)

    def _perform(self, batch: Sequence[Job]) -> list[JobOutcome]:
        try:
            return self._group_commit(batch)
        except Exception as lost:  # noqa: BLE001 - answered to those who wait
            # Nothing was committed. Alone, each work answers for itself only; and whatever the
            # fault, the one thread that writes goes on.
            if len(batch) > 1:
                return [outcome for job in batch for outcome in self._perform([job])]
            cause = lost.cause if isinstance(lost, TransactionAborted) else lost
            return [JobOutcome(batch[0], error=sqlite_fault(cause, self._path) or cause)]

    def _group_commit(self, batch: Sequence[Job]) -> list[JobOutcome]:
        connection = self._connect()
        raw = _raw(connection)
        self._begin(raw)
        try:
            access = Access(connection, self._cipher, self._decrypted, latest=self.latest, raw=raw)
            outcomes = [self._run_in_savepoint(job, access, raw) for job in batch]
            access.flush()
            if raw.in_transaction:
                raw.execute("COMMIT")
        except BaseException:
            self.latest.forget()
            # After SQLITE_FULL the transaction is gone already and a rollback would only complain.
            if raw.in_transaction:
                raw.execute("ROLLBACK")
            raise
        self.latest.committed(access.saved)
        if access.wipe or self.wipe_pending:
            self._wipe()
        return outcomes

    def _run_in_savepoint(self, job: Job, access: Access, raw: sqlite3.Connection) -> JobOutcome:
        wiped, access.wipe = access.wipe, False
        saved, pending = access.saved.copy(), access.pending.copy()
        raw.execute("SAVEPOINT work")
        try:
            value = job.work(Tx(access))
        except Exception as error:
            if not raw.in_transaction:
                raise TransactionAborted(error) from error
            raw.execute("ROLLBACK TO work")
            raw.execute("RELEASE work")
            access.wipe, access.saved, access.pending = wiped, saved, pending
            return JobOutcome(job, error=sqlite_fault(error, self._path) or error)
        raw.execute("RELEASE work")
        self._invalidate_caches(access)
        access.wipe |= wiped
        return JobOutcome(job, value)

    def _invalidate_caches(self, access: Access) -> None:
        """See to it that what was deleted is not known to whoever comes next."""
        if access.wipe:
            access.saved.clear()
            self.latest.forget()

    def _begin(self, raw: sqlite3.Connection) -> None:
        for left in reversed(range(_BUSY_TRIES)):
            try:
                raw.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if left == 0 or "locked" not in str(error):
                    raise
            else:
                return

    def _wipe(self) -> None:
        """Move the log into the file and cut it to nothing, so that deleted words are gone."""
        raw = _raw(self._connect())
        raw.execute("PRAGMA busy_timeout=200")
        try:
            busy = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        except sqlite3.Error:
            busy = 1
        finally:
            raw.execute("PRAGMA busy_timeout=5000")
        if busy and not self.wipe_pending:
            log.warning("storage.wipe_waits")
        self.wipe_pending = bool(busy)

    def _write_back(self) -> None:
        """Move the log into the file now and then, while nobody waits for it."""
        self._unwritten += 1
        if self._unwritten >= _WRITE_BACK_EVERY and self._connection is not None:
            self._unwritten = 0
            with suppress(sqlite3.Error):
                _raw(self._connection).execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()

    def _connect(self) -> Connection:
        if self._connection is None:
            if not self._path.exists():
                raise StorageFault("fault.database_missing", path=str(self._path))
            connection = self._engine.connect()
            try:
                for pragma in PRAGMAS:
                    _raw(connection).execute(f"PRAGMA {pragma}")
            except sqlite3.Error:
                connection.close()
                raise
            self._connection = connection
        return self._connection

    def _disconnect(self) -> None:
        if self._connection is not None:
            with suppress(sqlite3.Error):
                _raw(self._connection).execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._connection.close()
            self._connection = None


def _engine(url: URL) -> Engine:
    # AUTOCOMMIT: the lane itself says BEGIN IMMEDIATE, SAVEPOINT and COMMIT.
    return create_engine(
        url,
        poolclass=StaticPool,
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
        connect_args={"check_same_thread": False},
    )


def _raw(connection: Connection) -> sqlite3.Connection:
    return cast("sqlite3.Connection", connection.connection.driver_connection)
