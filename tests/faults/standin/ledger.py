"""The ledger: everything that happened, one JSON line each, for the checker of a crash test."""

import json
import time
from collections.abc import Iterator
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


def read(path: Path, *kinds: str) -> list[Entry]:
    """Read the ledger, or only the lines of some kinds, in the order things happened."""
    return [entry for entry in _lines(path) if not kinds or entry["kind"] in kinds]


def _lines(path: Path) -> Iterator[Entry]:
    for line in path.read_text(encoding="utf-8").splitlines(keepends=True):
        if line.endswith("\n"):  # the last line may be half written while the stand-in lives
            yield json.loads(line)
