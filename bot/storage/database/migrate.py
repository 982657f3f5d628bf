"""Bringing the database to the form this program knows, with a copy made first.

Alembic is slow to import, so a plain SELECT says first whether there is anything to do.
"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, create_engine, inspect, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from bot.storage.database.copies import CopyFolder, write_copy
from bot.storage.database.health import check_file, holds_sealed
from bot.storage.engine.postgres import engine_for, reaching
from bot.storage.files.address import Address
from bot.storage.files.durable import followed, make_file, make_folder, sync_file, sync_folder
from bot.storage.files.faults import StorageFault, is_there, sqlite_fault

REVISIONS = (
    "0001",
    "0002",
    "0003",
    "0004",
    "0005",
    "0006",
    "0007",
    "0008",
    "0009",
    "0010",
    "0011",
    "0012",
    "0013",
    "0014",
    "0015",
    "0016",
    "0017",
    "0018",
    "0019",
    "0020",
    "0021",
    "0022",
    "0023",
    "0024",
    "0025",
    "0026",
    "0027",
    "0028",
    "0029",
    "0030",
)
"""Every form the database ever had, the oldest first; a new migration adds its name here."""
HEAD = REVISIONS[-1]
_KEYRINGS = "0011"
"""From this form on a database has a keyring."""


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What was done: `before` is None for a new database, `backup` the copy made first."""

    before: str | None
    after: str
    backup: Path | None = None

    @property
    def is_from_before_keyrings(self) -> bool:
        """Whether what is sealed in it was sealed with keys that follow from the master key."""
        return self.before is not None and self.before < _KEYRINGS


def upgrade(
    url: str,
    keyless: bool = False,
    may_make: bool = True,
    backups: Path | None = None,
    *,
    beside_others: bool = False,
) -> Upgrade:
    """Make the database, or bring it up to date; run before anything else touches it.

    `backups` is the folder of its copies, unless that is the usual one.

    `keyless` says that there is no key file: then a database that holds sealed words is refused,
    for a new key could not open them. Without `may_make` one that is not there is not made, and
    `beside_others`, who know the form of before, none is changed.
    Raises StorageFault for these, and for a database that is damaged, not ours, newer than this
    program, or that cannot be reached or written.
    """
    address = Address.of(url)
    if address.file is None:
        return _upgrade_server(address, keyless, may_make, beside_others=beside_others)
    try:
        copies = CopyFolder.of(address, address.file, backups)
        return _upgrade_file(address.file, keyless, may_make, copies)
    except (OSError, sqlite3.Error, DBAPIError, ValueError) as error:
        raise sqlite_fault(error, address.file) or StorageFault(
            "fault.cannot_open", path=str(address.file)
        ) from None


def _upgrade_file(file: Path, keyless: bool, may_make: bool, copies: CopyFolder) -> Upgrade:
    file = followed(file)
    _clear_half_made(file)
    if not is_there(file):
        if not may_make:
            raise StorageFault("fault.database_missing", path=str(file))
        _create(file)
        return Upgrade(None, HEAD)
    if file.stat().st_size == 0:
        raise StorageFault("fault.database_empty", path=str(file))
    engine = create_engine(_url(file), poolclass=NullPool, hide_parameters=True)
    with engine.connect() as connection:
        before = _revision(connection, str(file))
        _must_hold_key(connection, keyless)
    if before == HEAD:
        return Upgrade(before, HEAD)
    check_file(file)
    backup = write_copy(file, copies.named_before(HEAD, str(before)), check_file)
    _run_alembic(_url(file))
    return Upgrade(before, HEAD, backup)


def _create(file: Path) -> None:
    """Build the file under another name: a power cut leaves a whole database or none."""
    make_folder(file.parent)
    building = _building(file)
    try:
        make_file(building)
        _run_alembic(_url(building))
        with closing(sqlite3.connect(building)) as raw:
            raw.execute("PRAGMA journal_mode=WAL")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        sync_file(building)
        _put_log_aside(file)
        building.replace(file)
    finally:
        _clear_half_made(file)  # on a full disk each page counts
    sync_folder(file.parent)


def _put_log_aside(file: Path) -> None:
    """Rename the log of a database that is gone: SQLite would write it into the new one."""
    for end in ("-wal", "-journal"):
        log = file.with_name(file.name + end)
        if log.exists():
            log.replace(log.with_name(log.name + ".left"))


def _building(file: Path) -> Path:
    return file.with_name(file.name + ".new")


def _clear_half_made(file: Path) -> None:
    """Delete what a start that did not come to its end has left of a new database."""
    building = _building(file)
    for end in ("", "-wal", "-shm", "-journal"):
        building.with_name(building.name + end).unlink(missing_ok=True)


def _upgrade_server(
    address: Address, keyless: bool, may_make: bool, *, beside_others: bool
) -> Upgrade:
    engine = engine_for(address.url, 1)
    try:
        with reaching(address.shown), engine.connect() as connection:
            before = _revision(connection, address.shown)
            if before is not None:
                _must_hold_key(connection, keyless)
        if before is None and not may_make:
            raise StorageFault("fault.database_missing", path=address.shown)
        if before not in {None, HEAD} and beside_others:
            raise StorageFault("fault.others_run_before", path=address.shown)
        if before != HEAD:
            with reaching(address.shown):
                _run_alembic(address.url)
    finally:
        engine.dispose()
    return Upgrade(before, HEAD)


def _revision(connection: Connection, shown: str) -> str | None:
    """Give the form the database has; None for an empty one on a server."""
    names = set(inspect(connection).get_table_names())
    if "alembic_version" not in names:
        if names or connection.dialect.name == "sqlite":
            raise StorageFault("fault.not_ours", path=shown)
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if found is None:
        raise StorageFault("fault.not_ours", path=shown)
    if found not in REVISIONS:
        raise StorageFault("fault.database_newer", path=shown)
    return str(found)


def _must_hold_key(connection: Connection, keyless: bool) -> None:
    if keyless and holds_sealed(connection):
        raise StorageFault("fault.key_missing")


def _url(file: Path) -> URL:
    return URL.create("sqlite", database=str(file))


def _run_alembic(url: URL) -> None:
    from alembic import command  # noqa: PLC0415 – see the module's docstring
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", "bot.storage:migrations")
    config.attributes["url"] = url
    command.upgrade(config, "head")
