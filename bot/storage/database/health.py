"""Health checks: whether the database is whole, ours, and sealed with the key we hold."""

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, LargeBinary, MetaData, create_engine, func, select
from sqlalchemy.exc import DBAPIError, NoSuchTableError

from bot.storage.database import tables
from bot.storage.engine.postgres import engine_for, reaching
from bot.storage.files.address import Address
from bot.storage.files.durable import followed, open_to_others
from bot.storage.files.faults import StorageFault, is_there, sqlite_fault
from bot.storage.rows import keyring_row
from bot.storage.rows.keyring_row import KEYRING
from bot.storage.sealing.cipher import Cipher
from bot.storage.sealing.sealing_key import HEAD_BYTES, MEMBERS


def verify(address: Address, cipher: Cipher) -> None:
    """Read everything once, changing nothing; raises StorageFault when something is wrong."""
    if address.file is None:
        _verify_server(address, cipher)
    else:
        _verify_file(address, address.file, cipher)


def check_file(file: Path) -> None:
    """Let SQLite read every page of a file; raises StorageFault when one is damaged."""
    try:
        if not is_there(file):
            raise StorageFault("fault.database_missing", path=str(file))
        with closing(open_to_read(file)) as raw:
            said = raw.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except (sqlite3.Error, OSError, UnicodeDecodeError) as error:
        raise sqlite_fault(error, file) or StorageFault(
            "fault.database_damaged", path=str(file)
        ) from None
    if said != "ok":
        raise StorageFault("fault.database_damaged", path=str(file))


def open_to_read(file: Path) -> sqlite3.Connection:
    """Open a SQLite file so that nothing can be changed through it."""
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=5)


def can_be_read(file: Path) -> bool:
    """Tell whether SQLite can open a file: where it can, the copy's own place is in the way."""
    try:
        with closing(open_to_read(file)) as raw:
            raw.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.Error:
        return False
    return True


def reached_by_others(file: Path) -> StorageFault | None:
    """Give the fault where others can reach a SQLite file, its logs or its folder.

    Look before reading: where nobody else reads, the logs go with that.
    """
    real = followed(file)
    for one in (real.with_name(real.name + end) for end in ("", "-wal", "-shm", "-journal")):
        if one.exists() and open_to_others(one):
            return StorageFault("fault.database_open_to_others", path=str(one))
    for folder in dict.fromkeys((file.parent, real.parent)):
        if open_to_others(folder, stat.S_IWOTH):
            return StorageFault("fault.folder_open_to_others", path=str(folder))
    return None


def holds_sealed(connection: Connection) -> bool:
    """Whether anything is kept that only its key can open, in whatever form the database is.

    Raises ValueError where its list of tables is damaged.
    """
    return any_sealed(connection, reflected(connection)) is not None


def reflected(connection: Connection) -> MetaData:
    """Give the form that the database has. Raises ValueError where that is damaged."""
    found = MetaData()
    try:
        found.reflect(connection)
    except NoSuchTableError as error:
        raise ValueError(str(error)) from None
    return found


def any_sealed(connection: Connection, form: MetaData) -> bytes | None:
    """Give one sealed value: bytes are sealed, all but the name that a member is found by.

    What a member's key sealed is not given: that key is, sealed too. A keyring alone seals nothing.
    """
    holding = (one for one in form.sorted_tables if one.name != KEYRING.name)
    columns = [column for table in holding for column in table.columns]
    sealed = [one for one in columns if isinstance(one.type, LargeBinary) and not one.primary_key]
    for column in sealed:
        value: bytes | None = connection.execute(
            select(column).where(func.substr(column, 1, 1) != MEMBERS).limit(1)
        ).scalar()
        if value is not None:
            return value
    return None


def as_kept(connection: Connection, cipher: Cipher) -> Cipher:
    """Give a cipher with the same master keys, and the keyring that lies in a database."""
    kept = keyring_row.read(connection)
    return cipher.opening(kept.sealed if kept else None)


def _verify_file(address: Address, file: Path, cipher: Cipher) -> None:
    reached = reached_by_others(file)
    check_file(file)
    engine = create_engine("sqlite://", creator=lambda: open_to_read(file), hide_parameters=True)
    try:
        with engine.connect() as connection:
            _read_all(connection, cipher)
    except (DBAPIError, ValueError, TypeError) as error:
        # A damaged value may be no time, no number or no text at all.
        raise sqlite_fault(error, file) or StorageFault(
            "fault.database_damaged", path=address.shown
        ) from None
    finally:
        engine.dispose()
    if reached is not None:
        raise reached


def _verify_server(address: Address, cipher: Cipher) -> None:
    engine = engine_for(address.url, 1)
    try:
        with reaching(address.shown, "fault.not_ours"), engine.connect() as connection:
            _read_all(connection, cipher)
    finally:
        engine.dispose()


def _read_all(connection: Connection, cipher: Cipher) -> None:
    for table in tables.metadata.sorted_tables:
        connection.execute(select(table).limit(1)).all()
    sealed = any_sealed(connection, tables.metadata)
    if sealed is not None:
        as_kept(connection, cipher).must_know(sealed)
    _must_know_former(connection, cipher)


def _must_know_former(connection: Connection, cipher: Cipher) -> None:
    """Look whether the former master key is there for as long as members' keys are under it."""
    kept = keyring_row.read(connection)
    if kept is None or not kept.moving:
        return
    wrapped = tables.metadata.tables["member_keys"].c.wrapped
    known = func.substr(wrapped, 1, HEAD_BYTES).in_(cipher.wrapping)
    if connection.execute(select(wrapped).where(~known).limit(1)).first() is not None:
        raise StorageFault("fault.key_former_missing")
