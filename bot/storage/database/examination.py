"""Examines a copy of the database, changing nothing: is it whole, ours, and sealed with our key?"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine, inspect, text
from sqlalchemy.exc import DBAPIError

from bot.storage.database.health import any_sealed, as_kept, reflected
from bot.storage.database.migrate import HEAD, REVISIONS
from bot.storage.files.faults import StorageFault, sqlite_fault
from bot.storage.people.memberships import Memberships
from bot.storage.rows import keyring_row
from bot.storage.rows.access import Access
from bot.storage.rows.keyring_row import KeptKeyring
from bot.storage.sealing.cipher import Cipher


def examine(copy: Path, cipher: Cipher | None = None, *, keyless: bool = False) -> str:
    """Read a copy from end to end; gives the form it has, one of `REVISIONS`.

    With the cipher it must also be sealed with its key; `keyless` says that there is no key, and
    so nothing in it may be sealed. Raises StorageFault.
    """
    try:
        if copy.stat().st_size == 0:
            raise StorageFault("fault.copy_empty", path=str(copy))
        with _connected(copy) as connection:
            revision = _read(connection, cipher, str(copy))
            if keyless and any_sealed(connection, reflected(connection)) is not None:
                raise StorageFault("fault.key_missing")
            return revision
    except FileNotFoundError:
        raise StorageFault("fault.copy_missing", path=str(copy)) from None
    except (DBAPIError, sqlite3.Error, OSError, ValueError, TypeError) as error:
        raise _fault(error, copy) from None


def keyring_in(copy: Path) -> KeptKeyring | None:
    """Read the keyring that lies in a copy. Raises StorageFault."""
    try:
        with _connected(copy) as connection:
            return keyring_row.read(connection)
    except (DBAPIError, sqlite3.Error, OSError, ValueError, TypeError) as error:
        raise _fault(error, copy) from None


@contextmanager
def _connected(copy: Path) -> Iterator[Connection]:
    engine = create_engine("sqlite://", creator=lambda: open_copy(copy), hide_parameters=True)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def open_copy(copy: Path) -> sqlite3.Connection:
    """Open a copy so that SQLite leaves nothing beside it: nobody writes to one."""
    return sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


def _read(connection: Connection, cipher: Cipher | None, shown: str) -> str:
    if connection.execute(text("PRAGMA integrity_check(1)")).scalar() != "ok":
        raise StorageFault("fault.copy_damaged", path=shown)
    revision = None
    if "alembic_version" in inspect(connection).get_table_names():
        revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if revision is None:
        raise StorageFault("fault.copy_not_ours", path=shown)
    if revision not in REVISIONS:
        raise StorageFault("fault.copy_newer", path=shown)
    try:
        _must_fit(connection, cipher, revision)
    except StorageFault:
        raise StorageFault("fault.copy_key_wrong", path=shown) from None
    return str(revision)


def _must_fit(connection: Connection, cipher: Cipher | None, revision: str) -> None:
    """Raise StorageFault unless what is sealed was sealed with our key, and opens with it."""
    if cipher is None:
        return
    sealed = any_sealed(connection, reflected(connection))
    if sealed is not None:
        as_kept(connection, cipher).must_know(sealed)
    if revision == HEAD:
        Memberships(Access(connection, as_kept(connection, cipher))).open_one()


def _fault(error: Exception, copy: Path) -> StorageFault:
    if isinstance(error, OSError) and not copy.is_dir():
        return StorageFault("fault.copy_unreadable", path=str(copy))
    known = sqlite_fault(error, copy)
    if known is not None and known.key == "fault.cannot_open" and not copy.is_dir():
        return StorageFault("fault.copy_unreadable", path=str(copy))
    strange = copy.is_dir() or (known is not None and known.key == "fault.not_a_database")
    return StorageFault("fault.copy_not_ours" if strange else "fault.copy_damaged", path=str(copy))
