"""Lazy savepoints: what one work among several of a transaction may undo alone."""

import sqlite3


class Savepoint:
    """Begins at the first statement of a work: one that asks nothing needs none."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self._raw = raw
        self._made = False

    def __call__(self) -> None:
        """Begin, unless it has begun."""
        if not self._made:
            self._raw.execute("SAVEPOINT work")
            self._made = True

    def undo(self) -> None:
        """Take back what the work did."""
        if self._made:
            self._raw.execute("ROLLBACK TO work")
        self.release()

    def release(self) -> None:
        """Let what the work did be part of the whole."""
        if self._made:
            self._raw.execute("RELEASE work")
