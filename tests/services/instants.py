"""At which boundaries a kill leaves something else behind than at the one before."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from tests.services.small_discord import Discord


class States:
    """One boundary for each state that outlives the process: the file, Discord and the time.

    Whoever dies after reading leaves what was left before it read, so one death is enough for all
    boundaries between two changes.
    """

    def __init__(self, file: sqlite3.Connection) -> None:
        self._file = file
        self._last: object = None
        self.begun_at: list[int] = []

    def look(self, there: Discord) -> None:
        """Note this boundary if something was written or done, or time passed, since the last."""
        (version,) = self._file.execute("PRAGMA data_version").fetchone()
        now = version, there.clock.at, repr((
            there.channels, there.messages, there.deleted, there.whispers, there.handed,
            there.nonces, there.made, there.redrawn, there.events,
        ))  # fmt: skip
        if now != self._last:
            self.begun_at.append(there.boundaries)
        self._last = now


@contextmanager
def states_of(url: str) -> Iterator[States]:
    """Look at a SQLite file, beside the store that writes to it."""
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as file:
        yield States(file)
