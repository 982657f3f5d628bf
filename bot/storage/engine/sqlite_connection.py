"""The one connection to a SQLite file: opened when it is needed, and only ever to the same file.

See docs/reliability.md#when-the-database-fails.
"""

import logging
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import cast

from sqlalchemy import Connection, create_engine
from sqlalchemy.engine import URL, Engine
from sqlalchemy.pool import StaticPool

from bot.storage.files.faults import StorageFault
from bot.storage.files.pages import must_be_whole
from bot.storage.files.watched_files import WatchedFiles

PRAGMAS = (
    "busy_timeout=5000",
    "journal_mode=WAL",
    "synchronous=FULL",
    "secure_delete=ON",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "wal_autocheckpoint=1000",
)
_BUSY_TRIES = 3
"""Each waits five seconds: another program may hold the file for a while."""

log = logging.getLogger(__name__)


class SqliteConnection:
    """Transactions on one file; used from one thread."""

    def __init__(self, url: URL, path: Path) -> None:
        self._path = path
        self._engine = _engine(url)
        self._files = WatchedFiles(path)
        self._connection: Connection | None = None
        self._damaged = False
        self._was_there = True

    @property
    def is_open(self) -> bool:
        """Whether there is a connection."""
        return self._connection is not None

    def begin(self) -> tuple[Connection, sqlite3.Connection]:
        """Begin to write; gives the connection, and the driver's own. Raises StorageFault."""
        connection = self._checked()
        raw = raw_of(connection)
        for left in reversed(range(_BUSY_TRIES)):
            try:
                raw.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if left == 0 or "locked" not in str(error):
                    raise
            else:
                break
        return connection, raw

    def commit(self) -> None:
        """Commit, and make sure that the file which has it is the one that will be found again.

        Raises StorageFault.
        """
        connection = self._open()
        raw = raw_of(connection)
        if raw.in_transaction:
            raw.execute("COMMIT")
        self._must_be_there(self._files.written)
        self._keep_log()

    def roll_back(self) -> None:
        """Undo the transaction; after SQLITE_FULL it is gone already."""
        if self._connection is not None and raw_of(self._connection).in_transaction:
            raw_of(self._connection).execute("ROLLBACK")

    def cut_log(self) -> bool:
        """Move the log into the file and cut it to nothing; false while somebody reads it."""
        raw = raw_of(self._open())
        raw.execute("PRAGMA busy_timeout=200")
        try:
            busy = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        except sqlite3.Error:
            busy = 1
        finally:
            raw.execute("PRAGMA busy_timeout=5000")
        self._note_written()
        return not busy

    def write_back(self) -> None:
        """Move the log into the file as far as nobody is in the way."""
        if self._connection is not None:
            with suppress(sqlite3.Error):
                raw_of(self._connection).execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
            self._note_written()

    def close(self) -> None:
        """Write the log back into the file, and let go of it."""
        if self._connection is not None:
            with suppress(sqlite3.Error):
                raw_of(self._connection).execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._connection.close()
            self._connection = None
        self._engine.dispose()  # its pool would keep the driver's connection open

    def _checked(self) -> Connection:
        """Give the connection, once it is certain whose file it writes to."""
        connection = self._open()
        self._must_be_there(self._files.must_be_there)
        self._must_be_unspoilt()
        return connection

    def _must_be_there(self, look: Callable[[], None]) -> None:
        try:
            look()
        except StorageFault:
            if self._was_there:
                # What stands in the log belongs to our file alone; another must not be read by it.
                self._was_there = False
                self.cut_log()
            raise
        self._was_there = True

    def _keep_log(self) -> None:
        """Go on with another log where somebody deleted ours: all of it is in our hands still."""
        if not self._files.is_log_there:
            log.warning("storage.log_deleted")
            self.close()
            self._open()

    def _must_be_unspoilt(self) -> None:
        """Look at every page where somebody else has written into the file."""
        if self._damaged:
            raise StorageFault("fault.database_damaged", path=str(self._path))
        if self._files.is_ours:
            return
        log.warning("storage.written_by_others")
        must_be_whole(raw_of(self._open()))
        self._files.written()

    def distrust(self) -> None:
        """Use the file no more: the next start refuses it, and all that was saved since is lost."""
        self._damaged = True

    def _note_written(self) -> None:
        with suppress(StorageFault):  # whoever comes next is told
            self._files.written()

    def _open(self) -> Connection:
        if self._connection is None:
            if not self._path.exists():
                raise StorageFault("fault.database_missing", path=str(self._path))
            connection = self._engine.connect()
            try:
                for pragma in PRAGMAS:
                    raw_of(connection).execute(f"PRAGMA {pragma}")
                self._files.opened()
            except (sqlite3.Error, StorageFault):
                connection.close()
                raise
            self._connection = connection
        return self._connection


def raw_of(connection: Connection) -> sqlite3.Connection:
    """Give the driver's own connection."""
    return cast("sqlite3.Connection", connection.connection.driver_connection)


def _engine(url: URL) -> Engine:
    # AUTOCOMMIT: the lane itself says BEGIN IMMEDIATE, SAVEPOINT and COMMIT.
    return create_engine(
        url,
        poolclass=StaticPool,
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
        connect_args={"check_same_thread": False},
    )
