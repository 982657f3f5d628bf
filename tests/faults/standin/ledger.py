"""The ledger: everything that happened, one JSON line each, for the checker of a crash test."""

import json
import time
from pathlib import Path
from typing import Any, TextIO

from tests.faults.standin.clock import Clock

Entry = dict[str, Any]


class Ledger:
    """An append-only file; it outlives every restart of the bot."""

    def __init__(self, path: Path, clock: Clock) -> None:
        """Open the file to be added to, never to be overwritten."""
        self._file: TextIO = path.open("a", encoding="utf-8", buffering=1)
        self._clock = clock

    def write(self, kind: str, **facts: object) -> None:
        """Add one line: `kind`, `at` (simulated, ISO), `real` (seconds), and the facts."""
        line = {"kind": kind, "at": self._clock.now().isoformat(), "real": time.time(), **facts}
        self._file.write(json.dumps(line) + "\n")

    def close(self) -> None:
        """Put the file away."""
        self._file.close()


class Reader:
    """Reads a ledger on and on, each line once: the stories ask again many times a second."""

    def __init__(self, path: Path) -> None:
        """Read nothing yet."""
        self._path = path
        self._at = 0
        self._entries: list[Entry] = []

    def read(self, *kinds: str) -> list[Entry]:
        """Give the ledger, or only the lines of some kinds, in the order things happened."""
        with self._path.open("rb") as lines:
            lines.seek(self._at)
            for line in lines:
                if line.endswith(b"\n"):  # the last one may be half written meanwhile
                    self._entries.append(json.loads(line))
                    self._at += len(line)
        return [entry for entry in self._entries if not kinds or entry["kind"] in kinds]
