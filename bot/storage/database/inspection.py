"""Inspects a database and its process from outside, changing nothing: for `check` and `doctor`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection, create_engine, inspect, text
from sqlalchemy.exc import DBAPIError

from bot.storage.database.backups import Backups
from bot.storage.database.health import (
    check_file,
    holds_sealed,
    open_to_read,
    reached_by_others,
    verify,
)
from bot.storage.database.lease import LEASE_SECONDS
from bot.storage.database.lock import FileLock
from bot.storage.database.migrate import HEAD, REVISIONS
from bot.storage.engine.postgres import engine_for, reaching
from bot.storage.files.address import Address
from bot.storage.files.faults import StorageFault, is_there, sqlite_fault
from bot.storage.sealing.key_source import KeySource
from bot.storage.sealing.keys import open_keys

_COUNTRIES = text("SELECT DISTINCT country FROM servers WHERE country IS NOT NULL ORDER BY country")
_RENEWED = text("SELECT extract(epoch FROM clock_timestamp() - max(until)) FROM lease")


class DatabaseState(StrEnum):
    """What there is."""

    NOTHING = "nothing"
    """Neither a database nor a key: the first start makes both."""
    BEHIND = "behind"
    """A database from before an update: the next start brings it forward."""
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class InspectedDatabase:
    """A database, and the key that belongs to it."""

    url: str
    keys: KeySource
    copies: Path | None = None
    """The folder of its copies, unless that is the usual one."""

    @property
    def address(self) -> Address:
        """Where it is. Raises StorageFault."""
        return Address.of(self.url)

    def inspect(self) -> DatabaseState:
        """Read it once, with its key. Raises StorageFault for all that keeps a bot from starting.

        One that is missing beside its key or its copies, or whose key is missing, is no new one.
        """
        address, has_key = self.address, self.keys.has_key
        found = self._read(lambda connection: _look(connection, address.shown, has_key))
        if found is DatabaseState.NOTHING and (self.keys.was_used or self._backups().remains()):
            lost = "fault.database_missing" if has_key else "fault.group_missing"
            raise StorageFault(lost, path=address.shown)
        if found is DatabaseState.WHOLE and has_key:
            verify(address, open_keys(self.keys)[0])
        return found

    def countries(self) -> tuple[str, ...]:
        """List the countries that servers have chosen, in a database that is whole.

        Raises StorageFault.
        """
        found: list[str] = []

        def look(connection: Connection) -> DatabaseState:
            found.extend(connection.execute(_COUNTRIES).scalars())
            return DatabaseState.WHOLE

        self._read(look)
        return tuple(found)

    def seconds_since_renewed(self) -> float | None:
        """Give how long ago the running process showed that it leads; None where none runs."""
        file = self.address.file
        if file is not None:
            return 0.0 if _is_locked(file.parent) else None
        with reaching(self.address.shown), _server(self.address) as connection:
            over = connection.execute(_RENEWED).scalar()
        return None if over is None or over > 0 else LEASE_SECONDS + float(over)

    def _backups(self) -> Backups:
        return Backups.of(self.url, self.keys.file, self.copies)

    def _read(self, look: Callable[[Connection], DatabaseState]) -> DatabaseState:
        file = self.address.file
        if file is None:
            with reaching(self.address.shown), _server(self.address) as connection:
                return look(connection)
        try:
            return _read_file(file, look)
        except (DBAPIError, OSError) as error:
            raise sqlite_fault(error, file) or StorageFault(
                "fault.database_damaged", path=str(file)
            ) from None


def _read_file(file: Path, look: Callable[[Connection], DatabaseState]) -> DatabaseState:
    if not is_there(file):
        return DatabaseState.NOTHING
    if file.stat().st_size == 0:
        raise StorageFault("fault.database_empty", path=str(file))
    reached = reached_by_others(file)
    check_file(file)
    engine = create_engine("sqlite://", creator=lambda: open_to_read(file))
    try:
        with engine.connect() as connection:
            found = look(connection)
    finally:
        engine.dispose()
    if reached is not None:
        raise reached
    return found


def _look(connection: Connection, shown: str, has_key: bool) -> DatabaseState:
    names = set(inspect(connection).get_table_names())
    if not names and connection.dialect.name != "sqlite":
        return DatabaseState.NOTHING
    version = None
    if "alembic_version" in names:
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if version is None:
        raise StorageFault("fault.not_ours", path=shown)
    if version not in REVISIONS:
        raise StorageFault("fault.database_newer", path=shown)
    if not has_key and (version != HEAD or holds_sealed(connection)):
        raise StorageFault("fault.key_missing")
    return DatabaseState.WHOLE if version == HEAD else DatabaseState.BEHIND


@contextmanager
def _server(address: Address) -> Iterator[Connection]:
    engine = engine_for(address.url, 1)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _is_locked(folder: Path) -> bool:
    """Tell whether a process has the lock; for a moment we take it."""
    if not is_there(folder / ".lock"):
        return False
    lock = FileLock(folder)
    try:
        lock.take()
    except StorageFault as fault:
        if fault.key == "fault.second_process":
            return True
        raise
    lock.release()
    return False
