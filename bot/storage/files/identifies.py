"""When the bot logged in to the gateway, in a small file beside the database.

Its places are there from the beginning and are written over in turn, so that a full disk does not
keep it from being written.
"""

import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

from bot.ops.identify import DAY, Rule
from bot.storage.files.durable import make_folder, sync_folder
from bot.storage.files.faults import StorageFault, sqlite_fault

NAME = ".identifies"
PLACES = 1024
"""More than Discord allows in a day."""
_PLACE = struct.Struct(">dI")
"""Seconds since 1970, and their checksum."""


class IdentifyFile:
    """The file; raises StorageFault where it cannot be made."""

    def __init__(self, folder: Path, now: Callable[[], float]) -> None:
        self._path, self._now = folder / NAME, now
        try:
            make_folder(folder)
            self._make()
        except OSError as error:
            raise sqlite_fault(error, self._path) or StorageFault(
                "fault.cannot_open", path=str(self._path)
            ) from None

    def ages(self) -> list[float]:
        """Give the seconds since each of the last day; what lies ahead counts as just now."""
        now = self._now()
        return [age for at in self._instants() if at and (age := max(0.0, now - at)) < DAY]

    def claim(self, rule: Rule) -> float:
        """Where the rule lets one through, write it down and give 0; else the seconds to wait."""
        wait = rule(self.ages())
        if not wait:
            self._write(self._now())
        return wait

    def _write(self, at: float) -> None:
        """Write over the oldest place, and wait until it is on the disk."""
        instants = self._instants()
        oldest = min(range(PLACES), key=lambda place: instants[place])
        with self._path.open("r+b", buffering=0) as file:
            file.seek(oldest * _PLACE.size)
            file.write(_packed(at))
            os.fsync(file.fileno())

    def _instants(self) -> list[float]:
        """Give what stands in each place; 0 where nothing does, or it was cut off."""
        written = self._path.read_bytes().ljust(PLACES * _PLACE.size, b"\0")
        places = _PLACE.iter_unpack(written[: PLACES * _PLACE.size])
        return [at if _packed(at) == _PLACE.pack(at, sum_) else 0.0 for at, sum_ in places]

    def _make(self) -> None:
        """Make the file whole: a power cut leaves one with all its places, or none."""
        if self._path.is_file() and self._path.stat().st_size >= PLACES * _PLACE.size:
            with self._path.open("r+b"):  # may it be written?
                return
        building = self._path.with_name(NAME + ".new")
        building.unlink(missing_ok=True)
        handle = os.open(building, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(b"\0" * PLACES * _PLACE.size)
            file.flush()
            os.fsync(file.fileno())
        building.replace(self._path)
        sync_folder(self._path.parent)


def _packed(at: float) -> bytes:
    return _PLACE.pack(at, zlib.crc32(struct.pack(">d", at)))
