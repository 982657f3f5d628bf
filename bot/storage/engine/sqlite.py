"""SQLite with group commit: one thread owns the connection, and whoever waits shares a commit.

One connection is a promise: SQLite before 3.51.3 can damage a file that two write to at once.
"""

import logging
import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy.engine import URL

from bot.storage.engine.job_queue import JobQueue
from bot.storage.engine.jobs import Job, JobOutcome, report
from bot.storage.engine.sqlite_connection import SqliteConnection
from bot.storage.engine.transaction import Tx
from bot.storage.files.faults import StorageFault, sqlite_fault
from bot.storage.rows.access import Access
from bot.storage.rows.caches import CommittedState, DecryptionCache
from bot.storage.sealing.cipher import Cipher

_WRITE_BACK_EVERY = 200
"""Transactions of about four pages; a thousand pages of log are the most there ever are.

Whoever presses just then waits for it: one in two hundred is below what ninety-nine of a hundred
see.
"""
_WIPE_EVERY = 1.0
"""Seconds between two tries to wipe the log while somebody reads it."""

log = logging.getLogger(__name__)


class TransactionAborted(Exception):
    """The whole transaction is gone, not just one work."""

    def __init__(self, cause: Exception) -> None:
        super().__init__()
        self.cause = cause


class SqliteLane:
    """The worker thread and its connection; works of one kind run in the order they came."""

    def __init__(self, url: URL, path: Path, cipher: Cipher) -> None:
        self._path = path
        self._cipher = cipher
        self._decrypted = DecryptionCache()
        self.latest = CommittedState()
        self._file = SqliteConnection(url, path)
        self._jobs = JobQueue[Job]()
        self._closed = False
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
        self._jobs.close()
        self._thread.join()

    def _serve(self) -> None:
        while batch := self._wait():
            report(self._perform(batch))
            batch.clear()
            self._write_back()
        self._file.close()

    def _wait(self) -> list[Job]:
        """Give the works whose turn it is; none once the lane closes."""
        while not self._jobs.is_over:
            batch = self._jobs.take(_WIPE_EVERY if self.wipe_pending else None)
            if batch:
                return batch
            if self.wipe_pending and not self._closed:
                self._wipe()
        return []

    def _perform(self, batch: Sequence[Job], *, try_again: bool = True) -> list[JobOutcome]:
        try:
            return self._group_commit(batch)
        except Exception as lost:  # noqa: BLE001 - answered to those who wait
            # Nothing was committed. Alone, each work answers for itself only; and whatever the
            # fault, the one thread that writes goes on.
            if len(batch) > 1:
                return [outcome for job in batch for outcome in self._perform([job])]
            named = self._named(lost.cause if isinstance(lost, TransactionAborted) else lost)
            if try_again and isinstance(named, StorageFault) and named.key == "fault.disk_full":
                # What is written back leaves its place in the log to whoever comes next.
                self._file.write_back()
                return self._perform(batch, try_again=False)
            return [JobOutcome(batch[0], error=named)]

    def _group_commit(self, batch: Sequence[Job]) -> list[JobOutcome]:
        connection, raw = self._file.begin()
        try:
            access = Access(connection, self._cipher, self._decrypted, latest=self.latest, raw=raw)
            outcomes = [self._run_in_savepoint(job, access, raw) for job in batch]
            access.flush()
            self._file.commit()
        except BaseException:
            self.latest.forget()
            self._file.roll_back()
            raise
        self.latest.committed(access.saved)
        if access.wipe or self.wipe_pending:
            self._wipe()
        return outcomes

    def _named(self, error: Exception) -> Exception:
        """Name what the database complained of; a page that is damaged ends all trust in it."""
        fault = error if isinstance(error, StorageFault) else sqlite_fault(error, self._path)
        if fault is not None and fault.key == "fault.database_damaged":
            self._file.distrust()
        return fault or error

    def _run_in_savepoint(self, job: Job, access: Access, raw: sqlite3.Connection) -> JobOutcome:
        before = access.before_work()
        raw.execute("SAVEPOINT work")
        try:
            value = job.work(Tx(access))
        except Exception as error:
            if not raw.in_transaction:
                raise TransactionAborted(error) from error
            raw.execute("ROLLBACK TO work")
            raw.execute("RELEASE work")
            access.undo_work(before)
            return JobOutcome(job, error=self._named(error))
        raw.execute("RELEASE work")
        access.end_work(before)
        return JobOutcome(job, value)

    def _wipe(self) -> None:
        """Wipe the log, so that deleted words are gone; later where somebody reads it."""
        wiped = self._file.cut_log()
        if not wiped and not self.wipe_pending:
            log.warning("storage.wipe_waits")
        self.wipe_pending = not wiped

    def _write_back(self) -> None:
        """Move the log into the file now and then, while nobody waits for it."""
        self._unwritten += 1
        if self._unwritten >= _WRITE_BACK_EVERY and self._file.is_open:
            self._unwritten = 0
            self._file.write_back()
