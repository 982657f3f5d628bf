"""PostgreSQL: a few threads, each work in its own serializable transaction."""

import logging
import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from sqlalchemy import create_engine
from sqlalchemy.engine import URL, Engine
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError

from bot.storage.engine.jobs import Job, JobOutcome, report
from bot.storage.engine.personal_data_registry import REPOSITORIES
from bot.storage.engine.transaction import Tx
from bot.storage.files.faults import StorageFault, driver_error
from bot.storage.rows.access import Access
from bot.storage.rows.caches import CommittedState, DecryptionCache
from bot.storage.sealing.cipher import Cipher

_CONFLICTS = {"40001", "40P01", "23505"}
"""Serialization failure, deadlock, and a key that another transaction took a moment ago."""
_LONGEST = 10.0
"""Seconds for which a work is tried again while the server is away or others are in the way."""
_FIRST_WAIT = 0.002
_LONGEST_WAIT = 0.5
_WIPED = ", ".join(sorted(kind.table.name for kind in REPOSITORIES))
"""Every table from which something is deleted that somebody said or is."""

log = logging.getLogger(__name__)


class _Unknown(Exception):
    """The connection broke during the commit: whether it was kept cannot be known."""


class PostgresLane:
    """A few threads with a connection each; `held` says whether the lease is still ours."""

    wipe_pending = False
    """There is no log of ours to wipe: what a member wrote is sealed before it gets there."""

    def __init__(
        self, url: URL, shown: str, cipher: Cipher, threads: int, held: Callable[[], bool]
    ) -> None:
        self._shown = shown
        self._cipher = cipher
        self._decrypted = DecryptionCache()
        self.latest = CommittedState()
        self._held = held
        self._engine = engine_for(url, threads)
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="storage")

    def submit(self, job: Job) -> None:
        """Hand a work to a free thread. Raises StorageFault once closed."""
        try:
            self._pool.submit(self._perform, job)
        except RuntimeError:
            raise StorageFault("fault.closed") from None

    def close(self) -> None:
        """Finish what is queued and close the connections."""
        self._pool.shutdown(wait=True)
        self._engine.dispose()

    def _perform(self, job: Job) -> None:
        try:
            value, wipe = self._insist(job)
        except Exception as error:  # noqa: BLE001 – whatever a work raises is its own caller's
            report([JobOutcome(job, error=self._fault(error) or error)])
            return
        report([JobOutcome(job, value)])
        if wipe:
            self._vacuum()

    def _vacuum(self) -> None:
        """Ask the server to clear away deleted rows now; it does so later anyway."""
        try:
            with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as own:
                own.exec_driver_sql(f"VACUUM {_WIPED}")
        except DBAPIError:
            log.warning("storage.vacuum_failed")

    def _insist(self, job: Job) -> tuple[object, bool]:
        until = time.monotonic() + _LONGEST
        wait = _FIRST_WAIT
        while True:
            try:
                return self._once(job)
            except DBAPIError as error:
                if not _may_try_again(error) or time.monotonic() >= until:
                    raise
            time.sleep(wait * random.uniform(0.5, 1.5))  # noqa: S311 – spreading, not secrecy
            wait = min(wait * 2, _LONGEST_WAIT)

    def _once(self, job: Job) -> tuple[object, bool]:
        with self._engine.connect() as connection:
            access = Access(connection, self._cipher, self._decrypted)
            value = job.work(Tx(access))
            access.flush()
            if not self._held():
                raise StorageFault("fault.lease_lost")
            try:
                connection.commit()
            except DBAPIError as error:
                if error.connection_invalidated:
                    raise _Unknown from error
                raise
        return value, access.wipe

    def _fault(self, error: Exception) -> StorageFault | None:
        if isinstance(error, _Unknown):
            return StorageFault("fault.commit_unknown", server=self._shown)
        return postgres_fault(error, self._shown)


def engine_for(url: URL, connections: int) -> Engine:
    """Make an engine; raises StorageFault for an option it does not know, or without the driver."""
    try:
        return create_engine(
            url,
            pool_size=connections,
            max_overflow=0,
            pool_pre_ping=False,
            isolation_level="SERIALIZABLE",
            hide_parameters=True,
            connect_args={"connect_timeout": 5},
        )
    except ImportError:
        raise StorageFault("fault.no_driver") from None
    except (SQLAlchemyError, ValueError, TypeError):
        raise StorageFault("fault.url_options") from None


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
    state = _state(error)
    if state == "53100":
        return StorageFault("fault.server_full", server=shown)
    if state in {"28P01", "28000", "3D000", "42501"}:
        return StorageFault("fault.server_refuses", server=shown)
    if state in {"42P01", "42703"}:
        return StorageFault("fault.not_ours", path=shown)
    if isinstance(error, OperationalError | InterfaceError):
        return StorageFault("fault.database_away", server=shown)
    return None


def _may_try_again(error: DBAPIError) -> bool:
    if _state(error) in _CONFLICTS or error.connection_invalidated:
        return True
    # Without a state the server never answered: it restarts, or is not there yet.
    return isinstance(error, OperationalError) and _state(error) in {"", "57P01", "57P02", "57P03"}


def _state(error: DBAPIError) -> str:
    return str(getattr(driver_error(error), "sqlstate", None) or "")
