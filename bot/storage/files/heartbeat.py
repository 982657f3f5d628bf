"""When the tick last ended well, and what keeps the bot from saving: a file for other programs.

`openround doctor` reads it: from outside, a database that was replaced looks well.
"""

import os
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.ops.store_condition import Outage, Over, StoreCondition
from bot.storage.files.address import Address
from bot.storage.files.durable import make_file

NAME = ".tick"
_LENGTH = 120
"""The file always has so many bytes, so once it is made, a full disk is in its way no more."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """What stands in the file, in seconds since 1970."""

    ticked: float | None
    """None before the first tick."""
    fault: str | None = None
    """The key of what is in the way of saving; None where nothing is."""
    since: float = 0.0


class Heartbeat:
    """The file, beside the database, or beside the key where the database is on a server."""

    def __init__(self, url: str, key_file: Path) -> None:
        database = Address.of(url).file
        self._file = (key_file if database is None else database).parent / NAME
        self._lock = threading.Lock()
        self._ticked: float | None = None
        self._outage: Outage | None = None

    def follow(self, condition: StoreCondition) -> None:
        """Write down each beginning and end of an outage; what a process before left is over."""
        condition.tell(self._heard)
        self._outage = condition.outage
        self._save()

    def write(self, at: float) -> None:
        """Write down when a tick ended well."""
        self._ticked = at
        self._save()

    def read(self) -> Pulse:
        """Give what stands there; nothing where it cannot be read."""
        try:
            ticked, fault, since, *_ = [*self._file.read_text("ascii").split(), "-", "0"]
            return Pulse(float(ticked) or None, None if fault == "-" else fault, float(since))
        except (OSError, ValueError):
            return Pulse(None)

    def _heard(self, told: Outage | Over) -> None:
        self._outage = told if isinstance(told, Outage) else None
        self._save()

    def _save(self) -> None:
        """Write over what stands there; where that cannot be, the doctor sees an old time."""
        with self._lock, suppress(OSError):
            words = f"{self._ticked or 0:.0f}"
            if (outage := self._outage) is not None:
                words += f" {outage.fault.key} {outage.began.timestamp():.0f}"
            make_file(self._file)
            handle = os.open(self._file, os.O_WRONLY)
            try:
                os.write(handle, words.ljust(_LENGTH - 1).encode("ascii") + b"\n")
            finally:
                os.close(handle)
