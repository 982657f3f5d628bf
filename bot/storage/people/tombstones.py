"""Tombstones: promises to erase, in a file beside the key; the erasing follows them.

Each is the keyed hash of one member in one server. The file is written before the database is, its
places are there beforehand, and nothing is ever taken out: whatever copy of the database comes back
knows how many of them it has fulfilled, and the rest is erased before anybody is served.
"""

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from bot.storage.files.durable import make_folder, sync_folder
from bot.storage.files.faults import StorageFault, sqlite_fault
from bot.storage.sealing.cipher import Cipher

RECORD = 32
PLACES = 2048
"""So many are there from the beginning, and are added when only half as many are free."""
_FREE = bytes(RECORD)


class Tombstones:
    """The file of one group; raises StorageFault where it cannot be read or written.

    What is promised and not fulfilled is withheld by the cipher: it opens no more. But for a file
    that is `shared` with other processes: what they promise and fulfil is read anew each time.
    """

    def __init__(self, path: Path, cipher: Cipher, *, shared: bool = False) -> None:
        self._path, self._cipher, self._shared = path, cipher, shared
        self._promised = self._read()
        self._fulfilled = len(self._promised)

    @classmethod
    def open(
        cls, folder: Path, cipher: Cipher, fulfilled: int | None, *, shared: bool = False
    ) -> "Tombstones":
        """Open it; `fulfilled` is how many the database has, None where the file is to be made.

        A file that is missing, or shorter than what is fulfilled, is never replaced.
        """
        path = path_of(folder, cipher)
        if fulfilled is None and not path.exists():
            begin_anew(folder, cipher)
        found = cls(path, cipher, shared=shared)
        found.must_hold(fulfilled or 0)
        found.fulfilled(fulfilled or 0)
        return found

    def __len__(self) -> int:
        """Count all that were ever promised."""
        return len(self._promised)

    @property
    def waiting(self) -> tuple[bytes, ...]:
        """Those that are promised and not fulfilled."""
        if self._shared:
            self._promised = self._read()
        return tuple(self._promised[self._fulfilled :])

    def must_hold(self, count: int) -> None:
        """Raise StorageFault where there are fewer: then it is an older file."""
        if len(self._promised) < count:
            raise StorageFault("fault.tombstones_old", path=str(self._path))

    def after(self, fulfilled: int) -> tuple[bytes, ...]:
        """Give those after the first so many."""
        return tuple(self._promised[fulfilled:])

    def add(self, subjects: Iterable[bytes]) -> None:
        """Promise to erase them; back only once it is on the disk. Raises StorageFault."""
        waiting = self.waiting
        fresh = [one for one in dict.fromkeys(subjects) if one not in waiting]
        if not fresh:
            return
        self._write(len(self._promised), fresh)
        self._promised += fresh
        self._withhold()

    def fulfilled(self, count: int) -> None:
        """Note that the database has fulfilled so many."""
        self._fulfilled = count
        self._withhold()

    def grow(self) -> None:
        """Make more places while there is room, so that a full disk finds enough of them."""
        free = self._path.stat().st_size // RECORD - 1 - len(self._promised)
        if free * 2 < PLACES:
            self._append(bytes(RECORD * PLACES))

    def _withhold(self) -> None:
        if not self._shared:
            self._cipher.withhold(self.waiting)

    def _read(self) -> list[bytes]:
        try:
            raw = self._path.read_bytes()
        except FileNotFoundError:
            raise StorageFault("fault.tombstones_missing", path=str(self._path)) from None
        except OSError as error:
            raise self._fault(error) from None
        if raw[:RECORD] != self._cipher.mark:
            raise StorageFault("fault.tombstones_damaged", path=str(self._path))
        records = [raw[at : at + RECORD] for at in range(RECORD, len(raw) - RECORD + 1, RECORD)]
        end = next((at for at, one in enumerate(records) if one == _FREE), len(records))
        return records[:end]

    def _write(self, at: int, subjects: Sequence[bytes]) -> None:
        try:
            with self._path.open("r+b", buffering=0) as file:
                file.seek((1 + at) * RECORD)
                file.write(b"".join(subjects))
                os.fsync(file.fileno())
        except FileNotFoundError:
            raise StorageFault("fault.tombstones_missing", path=str(self._path)) from None
        except OSError as error:
            raise self._fault(error) from None

    def _append(self, places: bytes) -> None:
        try:
            with self._path.open("ab", buffering=0) as file:
                file.write(places)
                os.fsync(file.fileno())
        except OSError as error:
            raise self._fault(error) from None

    def _fault(self, error: OSError) -> StorageFault:
        return sqlite_fault(error, self._path) or StorageFault(
            "fault.cannot_open", path=str(self._path)
        )


def path_of(folder: Path, cipher: Cipher) -> Path:
    """Name the file: each group's hashes have one of their own, beside the key."""
    return folder / f"tombstones-{cipher.mark.hex()[:8]}"


def begin_anew(folder: Path, cipher: Cipher) -> None:
    """Write an empty one whole, where there is none: a power cut leaves all of it, or nothing.

    Raises StorageFault.
    """
    path = path_of(folder, cipher)
    building = path.with_name(path.name + ".new")
    try:
        make_folder(folder)
        building.unlink(missing_ok=True)
        handle = os.open(building, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(cipher.mark + bytes(RECORD * PLACES))
            file.flush()
            os.fsync(file.fileno())
        building.replace(path)
        sync_folder(folder)
    except OSError as error:
        with suppress(OSError):
            building.unlink(missing_ok=True)
        raise sqlite_fault(error, path) or StorageFault(
            "fault.cannot_open", path=str(path)
        ) from None
