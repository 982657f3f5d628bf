"""Copies of the database: what they are called, which there are, which are kept, and for how long.

Each is private, whole, and holds sealed words only as they are, never the key.
"""

import re
import secrets
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import count
from pathlib import Path

from bot.storage.database.health import can_be_read, open_to_read
from bot.storage.files.address import Address
from bot.storage.files.durable import followed, make_file, make_folder, sync_file, sync_folder
from bot.storage.files.faults import StorageFault, sqlite_fault

COPIES_KEPT = timedelta(days=35)
"""A copy holds whoever was erased since, so no copy of ours is older."""
DAYS, WEEKS = 7, 4
"""Of the daily copies the newest of so many days stays, and before them of so many weeks."""
_MOST = 7
"""So many stay that were made by hand, and so many from before an update."""
RESERVE = 32 * 2**20
"""Bytes that a copy leaves free on the disk, beside once more the room that it takes."""
_HALF_MADE = timedelta(days=1)
"""What is older than that and still half made belongs to a process that was killed."""
_WHEN = "%Y-%m-%dT%H%M%SZ"


class CopyKind(StrEnum):
    """Why a copy was made."""

    DAILY = "daily"
    BY_HAND = "by-hand"
    BEFORE = "before"
    """Before an update changed the form of the database."""


_LABEL = re.compile(
    rf"(?P<kind>{CopyKind.DAILY}|{CopyKind.BY_HAND})-(?P<at>\S{{18}})"
    rf"|{CopyKind.BEFORE}-\d{{4}}-from-\d{{4}}(?:-\d+)?"
)
"""What stands in the name of a copy between the database's own name and its ending."""
_HALF = re.compile(r"\.[0-9a-f]{8}\.new$")
_RANDOM = re.compile(r"\w{8}")
"""What Python puts behind the first part of the name of a temporary folder."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of ours."""

    path: Path
    kind: CopyKind
    made_at: datetime


@dataclass(frozen=True, slots=True)
class CopyFolder:
    """The folder of the copies of one database; what bears no name of ours is left alone."""

    folder: Path
    stem: str
    ending: str

    @classmethod
    def of(cls, address: Address, key_file: Path, folder: Path | None = None) -> "CopyFolder":
        """Give `folder`, else `backups` beside the file, or beside the key of a server."""
        beside = (address.file or key_file).parent / "backups"
        name = address.url.database or ""
        plain = re.fullmatch(r"\w[\w.-]*", name)
        stem = address.file.stem if address.file else name if plain else "openround"
        return cls(folder or beside, stem, "db" if address.file else "dump")

    def found(self) -> tuple[Copy, ...]:
        """Give the copies that are there, the newest first. Raises StorageFault."""
        try:
            entries = sorted(self.folder.iterdir())
            copies = [copy for path in entries if (copy := self._read(path)) is not None]
        except (FileNotFoundError, NotADirectoryError):
            return ()
        except OSError:
            raise StorageFault("fault.copies_unreadable", path=str(self.folder)) from None
        return tuple(sorted(copies, key=lambda one: one.made_at, reverse=True))

    def named(self, kind: CopyKind, now: datetime) -> Path:
        """Give a name that is free: of two in one second the later is a second younger."""
        times = (now.astimezone(UTC) + timedelta(seconds=late) for late in count())
        return self._free(f"{kind}-{at:{_WHEN}}" for at in times)

    def named_before(self, after: str, before: str) -> Path:
        """Give a free name for a copy from before an update."""
        label = f"{CopyKind.BEFORE}-{after}-from-{before}"
        return self._free(f"{label}-{number}" if number > 1 else label for number in count(1))

    def prune(self, now: datetime) -> int:
        """Delete the copies that are too many or too old; gives how many."""
        old = superfluous(self.found(), now)
        for one in old:
            one.path.unlink(missing_ok=True)
        self._clear_half_made(now)
        self.clear_drills(now)
        return len(old)

    @property
    def drill_prefix(self) -> str:
        """How the name of a folder begins in which a drill restores a copy."""
        return f"{self.stem}-drill-"

    def drills(self) -> tuple[Path, ...]:
        """Name the folders of drills that run now, or were killed. Raises OSError."""
        if not self.folder.is_dir():
            return ()
        prefix = self.drill_prefix
        found = (path for path in self.folder.iterdir() if path.name.startswith(prefix))
        named = (one for one in found if _RANDOM.fullmatch(one.name.removeprefix(prefix)))
        return tuple(sorted(one for one in named if one.is_dir() and not one.is_symlink()))

    def clear_drills(self, now: datetime) -> None:
        """Delete what drills left that were killed. Raises OSError."""
        for path in self.drills():
            if path.stat().st_mtime < (now - _HALF_MADE).timestamp():
                shutil.rmtree(path, ignore_errors=True)

    def _free(self, labels: Iterator[str]) -> Path:
        paths = (self.folder / f"{self.stem}-{label}.{self.ending}" for label in labels)
        return next(path for path in paths if not path.exists())

    def _read(self, path: Path) -> Copy | None:
        label = path.name.removeprefix(f"{self.stem}-").removesuffix(f".{self.ending}")
        ours = _LABEL.fullmatch(label)
        if ours is None or path.name != f"{self.stem}-{label}.{self.ending}":
            return None
        if path.is_symlink() or not path.is_file():
            return None
        if ours["at"] is None:
            made = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            return Copy(path, CopyKind.BEFORE, made)
        try:
            made = datetime.strptime(ours["at"], _WHEN).replace(tzinfo=UTC)
        except ValueError:
            return None
        return Copy(path, CopyKind(ours["kind"]), made)

    def _clear_half_made(self, now: datetime) -> None:
        oldest = (now - _HALF_MADE).timestamp()
        if not self.folder.is_dir():
            return
        for path in self.folder.iterdir():
            half = path.name.startswith(f"{self.stem}-") and _HALF.search(path.name)
            if half and path.is_file() and path.stat().st_mtime < oldest:
                path.unlink(missing_ok=True)


def superfluous(copies: Sequence[Copy], now: datetime) -> list[Copy]:
    """Say which of our copies are to go."""
    newest = sorted(copies, key=lambda one: one.made_at, reverse=True)
    of_kind = {kind: [one for one in newest if one.kind is kind] for kind in CopyKind}
    stay = _daily(of_kind[CopyKind.DAILY])
    for kind in (CopyKind.BY_HAND, CopyKind.BEFORE):
        stay += of_kind[kind][:_MOST]
    return [one for one in newest if one not in stay or one.made_at < now - COPIES_KEPT]


def _daily(newest: Sequence[Copy]) -> list[Copy]:
    """Say which daily ones stay: the last of each of seven days, then of each of four weeks."""
    days: dict[str, Copy] = {}
    for one in newest:
        days.setdefault(f"{one.made_at:%Y-%m-%d}", one)
    lasts = list(days.values())
    weeks: dict[tuple[int, int], Copy] = {}
    for one in lasts[DAYS:]:
        weeks.setdefault(one.made_at.isocalendar()[:2], one)
    return lasts[:DAYS] + list(weeks.values())[:WEEKS]


def write_copy(file: Path, copy: Path, check: Callable[[Path], object]) -> Path:
    """Copy a SQLite file, whole and on the disk; gives the copy.

    Safe while the bot runs: it reads over a connection that cannot write. The copy has its name
    only once `check` has found nothing wrong with it. Raises StorageFault.
    """
    must_have_room(size_of(file), copy.parent)

    def write(building: Path) -> None:
        with closing(open_to_read(file)) as raw:
            raw.execute("VACUUM INTO ?", (str(building),))

    try:
        put_in_place(copy, write, check)
    except (OSError, sqlite3.Error) as error:
        raise _copying_fault(error, file, copy.parent) from None
    return copy


def put_in_place(
    copy: Path, write: Callable[[Path], None], check: Callable[[Path], object]
) -> None:
    """Write a file under another name and check it; it has its own once it is on the disk."""
    building = copy.with_name(f"{copy.name}.{secrets.token_hex(4)}.new")
    try:
        make_folder(copy.parent)
        make_file(building)
        write(building)
        sync_file(building)
        check(building)
        building.replace(copy)
        sync_folder(copy.parent)
    finally:
        with suppress(OSError):
            building.unlink(missing_ok=True)


def size_of(file: Path) -> int:
    """Give the bytes of a SQLite file with its log, or of any other file."""
    file = followed(file)
    log = file.with_name(file.name + "-wal")
    return sum(one.stat().st_size for one in (file, log) if one.exists())


def must_have_room(size: int, folder: Path) -> None:
    """Raise StorageFault unless something of a size fits and leaves the disk well with room."""
    there = next((one for one in (folder, *folder.parents) if one.is_dir()), None)
    if there is not None and shutil.disk_usage(there).free < 2 * size + RESERVE:
        raise StorageFault("fault.copy_no_room", path=str(folder))


def _copying_fault(error: Exception, file: Path, folder: Path) -> StorageFault:
    fault = sqlite_fault(error, file)
    if fault is not None and fault.key in {"fault.database_damaged", "fault.not_a_database"}:
        return fault
    if fault is not None and fault.key == "fault.disk_full":
        return StorageFault("fault.copy_no_room", path=str(folder))
    if fault is not None and fault.key == "fault.database_busy":
        return fault
    if fault is not None and not can_be_read(file):
        return fault
    return StorageFault("fault.copy_unwritable", path=str(folder))
