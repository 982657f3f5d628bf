"""PostgreSQL with group commit: one thread writes, and whoever waits shares a transaction.

Works on one meeting would stand in each other's way on several connections: each conflict costs a
whole transaction. One after the other none has to be tried again.
"""

import logging
import random
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from time import monotonic

from sqlalchemy import Connection
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from bot.storage.engine.cutting import Cutter
from bot.storage.engine.job_queue import JobQueue
from bot.storage.engine.jobs import Job, JobOutcome, report
from bot.storage.engine.leading import NOT_LEADING, Leader, commit_fenced
from bot.storage.engine.personal_data_registry import REPOSITORIES
from bot.storage.engine.postgres import (
    LONGEST,
    engine_for,
    may_try_again,
    postgres_fault,
    state_of,
)
from bot.storage.engine.transaction import Tx
from bot.storage.files.faults import StorageFault
from bot.storage.rows.access import Access
from bot.storage.rows.caches import CommittedState, DecryptionCache
from bot.storage.sealing.cipher import Cipher

_CONNECTIONS = 2
"""One writes, one clears away."""
_LONGEST_VACUUM = 60.0
_FIRST_WAIT = 0.002
_LONGEST_WAIT = 0.5
_WIPED = ", ".join(sorted(kind.table.name for kind in REPOSITORIES))
"""Every table from which something is deleted that somebody said or is."""

log = logging.getLogger(__name__)


class _Unknown(Exception):
    """The connection broke during the commit: whether it was kept cannot be known."""


class _Disproved(Exception):
    """Something went wrong with what was remembered: perhaps another process has changed it."""


@dataclass(frozen=True, slots=True)
class _TimedJob:
    """A work, and until when somebody waits for it."""

    job: Job
    until: float = field(default_factory=lambda: monotonic() + LONGEST)

    @property
    def gives_way(self) -> bool:
        """Whether what people wait for goes first."""
        return self.job.gives_way


class PostgresLane:
    """The worker thread and its connection; works run in the order they came.

    What they write is committed only where `leader` leads, and what they took from memory is held
    against the rows first: another process may write, and think that it leads. Each has so many
    seconds from when it was handed over; one that did not begin by then, or whose connection had to
    be cut before its commit, has changed nothing.
    """

    wipe_pending = False
    """There is no log of ours to wipe: what a member wrote is sealed before it gets there."""

    def __init__(self, url: URL, shown: str, cipher: Cipher, leader: Leader) -> None:
        self._shown = shown
        self._cipher = cipher
        self._decrypted = DecryptionCache()
        self._latest = CommittedState()
        self._leader = leader
        self._engine = engine_for(url, _CONNECTIONS)
        self._cutter = Cutter()
        self._jobs = JobQueue[_TimedJob]()
        self._closed = False
        self._vacuums = ThreadPoolExecutor(1, thread_name_prefix="vacuum")
        self._vacuum_waits = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="storage", daemon=True)
        self._thread.start()

    @property
    def latest(self) -> CommittedState:
        """What was committed last, for showing; nothing while another process may write."""
        return self._latest if self._leader.held() else CommittedState()

    def submit(self, job: Job) -> None:
        """Queue a work; its future resolves after the commit. Raises StorageFault once closed."""
        if self._closed:
            raise StorageFault("fault.closed")
        self._jobs.put(_TimedJob(job))

    def close(self) -> None:
        """Finish what is queued and close the connections."""
        self._closed = True
        self._jobs.close()
        self._thread.join()
        self._vacuums.shutdown(wait=True)
        self._cutter.close()
        self._engine.dispose()

    def _serve(self) -> None:
        while not self._jobs.is_over:
            if batch := self._jobs.take(None):
                self._perform(batch)

    def _perform(self, batch: Sequence[_TimedJob]) -> None:
        try:
            outcomes = self._insist(batch)
        except _Unknown:
            report([JobOutcome(one.job, error=self._unknown()) for one in batch])
        except Exception as error:  # noqa: BLE001 - whatever a work raises is its own caller's
            # Nothing was committed. Alone, each work answers for itself only.
            if len(batch) > 1:
                for one in batch:
                    self._perform([one])
            else:
                named = postgres_fault(error, self._shown) or error
                report([JobOutcome(batch[0].job, error=named)])
        else:
            report(outcomes)

    def _unknown(self) -> StorageFault:
        return StorageFault("fault.commit_unknown", server=self._shown)

    def _insist(self, batch: Sequence[_TimedJob]) -> list[JobOutcome]:
        wait, tries, until = _FIRST_WAIT, 1, min(one.until for one in batch)
        if monotonic() >= until:
            raise StorageFault("fault.database_away", server=self._shown)
        while True:
            self._leader.must_lead(until)
            try:
                return self._group_commit(batch, until)
            except DBAPIError as error:
                if not may_try_again(error, tries) or monotonic() >= until:
                    raise
                if state_of(error) == NOT_LEADING:
                    self._leader.look()
            time.sleep(wait * random.uniform(0.5, 1.5))  # noqa: S311 - spreading, not secrecy
            wait, tries = min(wait * 2, _LONGEST_WAIT), tries + 1

    def _group_commit(self, batch: Sequence[_TimedJob], until: float) -> list[JobOutcome]:
        """Do works by what was committed last; where that is not proved, by what is there."""
        try:
            return self._transact(batch, until, self._latest)
        except _Disproved:
            return self._transact(batch, until, CommittedState())

    def _transact(
        self, batch: Sequence[_TimedJob], until: float, latest: CommittedState
    ) -> list[JobOutcome]:
        with self._engine.connect() as connection, self._cutter.by(connection, until):
            access = Access(connection, self._cipher, self._decrypted, latest=latest)
            access.share = self._leader.share
            try:
                outcomes = [self._run(one.job, access) for one in batch]
                Tx(access).live_meetings.prove()
                self._commit(connection, fenced=access.wrote)
            except BaseException as error:
                self._latest.forget()
                if access.guessed and not isinstance(error, DBAPIError | _Unknown):
                    raise _Disproved from error
                raise
        if access.wipe:
            self._latest.forget()
            self._vacuum_soon()
        self._latest.committed(access.saved)
        return outcomes

    def _run(self, job: Job, access: Access) -> JobOutcome:
        """Run one work among others; one that fails must have written nothing, or all goes back."""
        before = access.before_work()
        try:
            value = job.work(Tx(access))
        except Exception as error:
            if access.wrote or isinstance(error, DBAPIError):
                raise
            access.undo_work(before)
            return JobOutcome(job, error=error)
        access.end_work(before)
        return JobOutcome(job, value)

    def _commit(self, connection: Connection, *, fenced: bool) -> None:
        epochs = self._leader.epochs
        try:
            if fenced and epochs is not None:
                connection.exec_driver_sql(commit_fenced(epochs), None, {"no_parameters": True})
            connection.commit()
        except DBAPIError as error:
            if error.connection_invalidated:
                raise _Unknown from error
            raise
        except Exception as error:  # no word of the server's: it may have been kept
            raise _Unknown from error

    def _vacuum_soon(self) -> None:
        """Clear away beside the works: what is deleted meanwhile has its own turn after it."""
        if not self._vacuum_waits.is_set():
            self._vacuum_waits.set()
            self._vacuums.submit(self._vacuum)

    def _vacuum(self) -> None:
        """Ask the server to clear away deleted rows now; it does so later anyway."""
        self._vacuum_waits.clear()
        try:
            with (
                self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as own,
                self._cutter.by(own, monotonic() + _LONGEST_VACUUM),
            ):
                own.exec_driver_sql(f"VACUUM {_WIPED}")
        except DBAPIError:
            log.warning("storage.vacuum_failed")
