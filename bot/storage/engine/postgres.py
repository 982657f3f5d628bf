"""PostgreSQL: a few threads, each work in its own serializable transaction."""

import logging
import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from time import monotonic
from typing import Any

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import URL, Engine
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError

from bot.storage.engine.cutting import Cutter, remember_lines
from bot.storage.engine.jobs import Job, JobOutcome, report
from bot.storage.engine.leading import NOT_LEADING, Leader, commit_fenced
from bot.storage.engine.personal_data_registry import REPOSITORIES
from bot.storage.engine.transaction import Tx
from bot.storage.files.faults import StorageFault, driver_error
from bot.storage.rows.access import Access
from bot.storage.rows.caches import CommittedState, DecryptionCache
from bot.storage.sealing.cipher import Cipher

_CONFLICTS = {"40001", "40P01", "23505"}
"""Serialization failure, deadlock, and a key that another transaction took a moment ago."""
_SAID = {
    "53100": "fault.server_full",
    "55P03": "fault.database_busy",
    "28P01": "fault.server_refuses",
    "28000": "fault.server_refuses",
    "3D000": "fault.server_refuses",
    "42501": "fault.server_refuses",
    "42P01": "fault.not_ours",
    "42703": "fault.not_ours",
}
"""What the server says, by its states, and which sentence that is."""
_REFUSED = (
    "authentication failed",
    "does not exist",
    "pg_hba.conf",
    "no password supplied",
    "not permitted to log in",
    "permission denied",
)
"""What it says to one who may not come in: whoever has no connection yet is told no state."""
LONGEST = 10.0
"""Seconds after which a work is given up while the server is away or others are in the way."""
_LONGEST_VACUUM = 60.0
_CONNECTING = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 3,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
_SETTLED = "SET idle_in_transaction_session_timeout = '15s'; SET lock_timeout = '9s'"
"""Shorter than the longest work: what waits for a lock is told that, and leaves nothing waiting."""
_FIRST_WAIT = 0.002
_LONGEST_WAIT = 0.5
_WIPED = ", ".join(sorted(kind.table.name for kind in REPOSITORIES))
"""Every table from which something is deleted that somebody said or is."""

log = logging.getLogger(__name__)


class _Unknown(Exception):
    """The connection broke during the commit: whether it was kept cannot be known."""


class PostgresLane:
    """A few threads with a connection each; what they write is committed only where `leader` leads.

    Each work has so many seconds from when it was handed over; one that did not begin by then, or
    whose connection had to be cut before its commit, has changed nothing.
    """

    wipe_pending = False
    """There is no log of ours to wipe: what a member wrote is sealed before it gets there."""

    def __init__(self, url: URL, shown: str, cipher: Cipher, threads: int, leader: Leader) -> None:
        self._shown = shown
        self._cipher = cipher
        self._decrypted = DecryptionCache()
        self.latest = CommittedState()
        self._leader = leader
        self._engine = engine_for(url, threads)
        self._cutter = Cutter()
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="storage")

    def submit(self, job: Job) -> None:
        """Hand a work to a free thread. Raises StorageFault once closed."""
        try:
            self._pool.submit(self._perform, job, monotonic() + LONGEST)
        except RuntimeError:
            raise StorageFault("fault.closed") from None

    def close(self) -> None:
        """Finish what is queued and close the connections."""
        self._pool.shutdown(wait=True)
        self._cutter.close()
        self._engine.dispose()

    def _perform(self, job: Job, until: float) -> None:
        try:
            value, wipe = self._insist(job, until)
        except Exception as error:  # noqa: BLE001 – whatever a work raises is its own caller's
            report([JobOutcome(job, error=self._fault(error) or error)])
            return
        report([JobOutcome(job, value)])
        if wipe:
            self._vacuum()

    def _vacuum(self) -> None:
        """Ask the server to clear away deleted rows now; it does so later anyway."""
        try:
            with (
                self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as own,
                self._cutter.by(own, monotonic() + _LONGEST_VACUUM),
            ):
                own.exec_driver_sql(f"VACUUM {_WIPED}")
        except DBAPIError:
            log.warning("storage.vacuum_failed")

    def _insist(self, job: Job, until: float) -> tuple[object, bool]:
        wait = _FIRST_WAIT
        if monotonic() >= until:
            raise StorageFault("fault.database_away", server=self._shown)
        while True:
            self._leader.must_lead(until)
            try:
                return self._once(job, until)
            except DBAPIError as error:
                if not _may_try_again(error) or monotonic() >= until:
                    raise
                if _state(error) == NOT_LEADING:
                    self._leader.look()
            time.sleep(wait * random.uniform(0.5, 1.5))  # noqa: S311 – spreading, not secrecy
            wait = min(wait * 2, _LONGEST_WAIT)

    def _once(self, job: Job, until: float) -> tuple[object, bool]:
        with self._engine.connect() as connection, self._cutter.by(connection, until):
            access = Access(connection, self._cipher, self._decrypted)
            value = job.work(Tx(access))
            access.flush()
            self._commit(connection, fenced=access.wrote)
        return value, access.wipe

    def _commit(self, connection: Connection, *, fenced: bool) -> None:
        epoch = self._leader.epoch
        try:
            if fenced and epoch is not None:
                connection.exec_driver_sql(commit_fenced(epoch), None, {"no_parameters": True})
            connection.commit()
        except DBAPIError as error:
            if error.connection_invalidated:
                raise _Unknown from error
            raise

    def _fault(self, error: Exception) -> StorageFault | None:
        if isinstance(error, _Unknown):
            return StorageFault("fault.commit_unknown", server=self._shown)
        return postgres_fault(error, self._shown)


def engine_for(url: URL, connections: int) -> Engine:
    """Make an engine; raises StorageFault for an option it does not know, or without the driver."""
    try:
        engine = create_engine(
            url,
            pool_size=connections,
            max_overflow=0,
            pool_pre_ping=False,
            isolation_level="SERIALIZABLE",
            hide_parameters=True,
            connect_args=dict(_CONNECTING),
        )
    except ImportError:
        raise StorageFault("fault.no_driver") from None
    except (SQLAlchemyError, ValueError, TypeError):
        raise StorageFault("fault.url_options") from None
    remember_lines(engine)
    event.listen(engine, "connect", _settle)
    return engine


def _settle(connection: Any, _: object) -> None:  # noqa: ANN401 - the driver's own
    """Let nothing of a process that hangs stand in another's way, and wait for nobody for ever."""
    before, connection.autocommit = connection.autocommit, True
    connection.execute(_SETTLED)
    connection.autocommit = before


@contextmanager
def reaching(shown: str, otherwise: str = "fault.database_away") -> Iterator[None]:
    """Turn all that can go wrong on the way to the server into a StorageFault.

    The driver repeats what stood in the address, the password too: its words go no further.
    `otherwise` is the fault where the server complained of something that has no sentence.
    """
    try:
        yield
    except DBAPIError as error:
        unasked = StorageFault("fault.url_options")
        told = StorageFault(otherwise, server=shown, path=shown) if _state(error) else unasked
        raise postgres_fault(error, shown) or told from None
    except (SQLAlchemyError, ValueError, TypeError, OSError):
        raise StorageFault("fault.url") from None


def postgres_fault(error: Exception, shown: str) -> StorageFault | None:
    """Name what the server complained of; None when it is none of the server's."""
    if not isinstance(error, DBAPIError):
        return None
    known = _SAID.get(_state(error))
    if known is not None:
        return StorageFault(known, server=shown, path=shown)
    if isinstance(error, OperationalError | InterfaceError):
        refused = not _state(error) and any(sign in str(error.orig) for sign in _REFUSED)
        key = "fault.server_refuses" if refused else "fault.database_away"
        return StorageFault(key, server=shown)
    return None


def _may_try_again(error: DBAPIError) -> bool:
    if _state(error) in {*_CONFLICTS, NOT_LEADING} or error.connection_invalidated:
        return True
    # Without a state the server never answered: it restarts, or is not there yet.
    return isinstance(error, OperationalError) and _state(error) in {"", "57P01", "57P02", "57P03"}


def _state(error: DBAPIError) -> str:
    return str(getattr(driver_error(error), "sqlstate", None) or "")
