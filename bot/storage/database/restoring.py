"""Putting a copy in the place of the database, so that being killed at any moment loses nothing.

The copy is built and checked beside the database first; then what was there is put aside, never
deleted; then the copy takes its name. In between there is no database, and saying the same again
goes on from there.
"""

import shutil
import sqlite3
from collections.abc import Collection
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from bot.storage.database.copies import must_have_room, size_of
from bot.storage.database.examination import examine, open_copy
from bot.storage.database.health import check_file, open_to_read
from bot.storage.database.migrate import HEAD
from bot.storage.files.durable import followed, make_file, make_folder, sync_file, sync_folder
from bot.storage.files.faults import StorageFault, is_there, sqlite_fault
from bot.storage.sealing.cipher import Cipher

_LOGS = ("-wal", "-journal")
"""What SQLite keeps beside a database and belongs to it alone."""
_INDEX = "-shm"
"""Only an index of the log; SQLite makes it anew."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did."""

    aside: Path | None
    """What was there before; None where there was nothing."""
    is_behind: bool
    """Whether it is from before an update."""
    known_again: int | None
    """How many memberships the copy has that the database of before no longer had.

    None where that one cannot be read.
    """


def restore(
    file: Path,
    copy: Path,
    cipher: Cipher | None,
    now: datetime,
    promised: Collection[bytes] = (),
) -> Restored:
    """Put a copy in the place of a SQLite database; nobody else may use that. Raises StorageFault.

    Without a cipher there is no key: then nothing in the copy may be sealed. A link stays, and what
    it leads to is replaced: SQLite keeps its logs there too, and there is the room for it. Who is
    `promised` to be erased is not counted as known again.
    """
    try:
        file = followed(file)
        if file.exists() and copy.exists() and copy.samefile(file):
            raise StorageFault("fault.copy_is_database", path=str(copy))
        building = _build(file, copy)
        try:
            revision = examine(building, cipher, keyless=cipher is None)
        except StorageFault as fault:
            _clear(building)
            raise StorageFault(fault.key, path=str(copy)) from None
        known_again = _known_again(file, building, promised)
        aside = _put_aside(file, now)
        building.replace(file)
        sync_folder(file.parent)
    except (OSError, sqlite3.Error) as error:
        raise sqlite_fault(error, file) or StorageFault(
            "fault.cannot_open", path=str(file)
        ) from None
    return Restored(aside, revision != HEAD, known_again)


def put_aside_before(file: Path) -> tuple[Path, ...]:
    """Name the databases that were put aside, the oldest first."""
    file = followed(file)
    found = file.parent.glob(f"{file.stem}-put-aside-*{file.suffix}")
    return tuple(sorted(path for path in found if path.is_file()))


def last_written(file: Path) -> datetime:
    """Say when a SQLite file, or its log, was written last. Raises OSError."""
    there = [one for one in (file, _beside(file, "-wal")) if one.exists()]
    return datetime.fromtimestamp(max(one.stat().st_mtime for one in there), UTC)


def half_restored(file: Path) -> tuple[Path, ...]:
    """Name the database that a restore is building beside a file, or left when it was killed."""
    building = _building(file)
    return (building,) if building.is_file() else ()


def clear_half_restored(file: Path) -> None:
    """Delete it; only where the database is there, and nobody else may use that."""
    with suppress(OSError):
        _clear(_building(file))


def _building(file: Path) -> Path:
    file = followed(file)
    return file.with_name(file.name + ".restoring")


def _build(file: Path, copy: Path) -> Path:
    """Write the copy beside the database, with its log where somebody copied that too."""
    _must_be_a_copy(copy)
    make_folder(file.parent)
    must_have_room(size_of(copy), file.parent)
    building = _building(file)
    _clear(building)
    for end in ("", *_LOGS):
        source = copy.with_name(copy.name + end)
        if source.exists():
            _copy_bytes(source, building.with_name(building.name + end))
    with closing(sqlite3.connect(building)) as raw:
        raw.execute("PRAGMA journal_mode=WAL")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    sync_file(building)
    return building


def _copy_bytes(source: Path, target: Path) -> None:
    make_file(target)
    try:
        shutil.copyfile(source, target)
    except PermissionError as error:
        if error.filename != str(source):
            raise
        raise StorageFault("fault.copy_unreadable", path=str(source)) from None


def _must_be_a_copy(copy: Path) -> None:
    """Refuse what is no copy before anything is written. Raises StorageFault."""
    log = copy.with_name(copy.name + "-wal")
    if not is_there(log):
        examine(copy)
    elif not copy.is_file():
        raise StorageFault("fault.copy_missing", path=str(copy))


def _clear(building: Path) -> None:
    for end in ("", *_LOGS, _INDEX):
        building.with_name(building.name + end).unlink(missing_ok=True)


def _put_aside(file: Path, now: datetime) -> Path | None:
    """Give what is there another name; first the file, so that its log never lies beside another.

    Where a restore was killed in between, its log follows it.
    """
    left = [end for end in _LOGS if _holds_something(_beside(file, end))]
    aside = None
    if file.exists():
        aside = _free_name(file, now)
        file.rename(aside)
        sync_folder(file.parent)  # a power cut could leave it in its place, without its log
    elif left:
        without = [one for one in put_aside_before(file) if not _beside(one, left[0]).exists()]
        aside = without[-1] if without else _free_name(file, now)
    if aside is not None:
        for end in left:
            _beside(file, end).replace(_beside(aside, end))
    for end in (*_LOGS, _INDEX):
        _beside(file, end).unlink(missing_ok=True)
    sync_folder(file.parent)
    return aside


def _holds_something(log: Path) -> bool:
    return log.exists() and log.stat().st_size > 0


def _beside(file: Path, end: str) -> Path:
    return file.with_name(file.name + end)


def _free_name(file: Path, now: datetime) -> Path:
    times = (now.astimezone(UTC) + timedelta(seconds=late) for late in count())
    names = (f"{file.stem}-put-aside-{at:%Y-%m-%dT%H%M%SZ}{file.suffix}" for at in times)
    return next(path for path in map(file.with_name, names) if not path.exists())


def _known_again(file: Path, copy: Path, promised: Collection[bytes]) -> int | None:
    """Count the memberships of a copy that the present database, where it is whole, has not."""
    query = "SELECT subject FROM memberships"
    try:
        check_file(file)
        with closing(open_to_read(file)) as present, closing(open_copy(copy)) as older:
            again = set(older.execute(query)) - set(present.execute(query))
            return len({subject for (subject,) in again} - set(promised))
    except (StorageFault, sqlite3.Error):
        return None
