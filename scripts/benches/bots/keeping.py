"""The bare bot, but for one thing: a press is committed to SQLite before it is answered.

What it costs beside the bare bot is what no bot can save that loses nothing: one more thread, and
a disk that is waited for. Started by `press.py`, with KEPT (a file) in its environment too.
"""

import asyncio
import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benches.bots.bare import Bare, remembered, run

from bot.domain.meeting.live_meeting import LiveMeeting

MAKE = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
CREATE TABLE IF NOT EXISTS ready (kept TEXT NOT NULL);
"""


class Keeping(Bare):
    """Holds one meeting in memory, and commits who is ready."""

    def __init__(self, meeting: LiveMeeting, path: Path) -> None:
        super().__init__(meeting)
        self._lane = ThreadPoolExecutor(1)
        self._database = sqlite3.connect(path, check_same_thread=False)
        self._database.executescript(MAKE)

    async def keep(self) -> None:
        """Wait until who is ready now is on the disk."""
        kept = " ".join(map(str, sorted(self.meeting.ready)))
        await asyncio.get_running_loop().run_in_executor(self._lane, self._commit, kept)

    def _commit(self, kept: str) -> None:
        with self._database:
            self._database.execute("DELETE FROM ready")
            self._database.execute("INSERT INTO ready VALUES (?)", (kept,))


if __name__ == "__main__":
    run(Keeping(remembered(), Path(os.environ["KEPT"])), "keeping")
