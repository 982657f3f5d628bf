"""What gets in the way of a database in mid-evening, made with SQLite's own means, and undone."""

import logging
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from bot.client import OpenRound
from bot.logs import is_told_already
from bot.rehearsal.plain_text import plain
from bot.storage.engine.sqlite_connection import raw_of
from bot.storage.engine.store import Store
from bot.text.catalog import speaker

PAGES_FOR_ALL = 1_000_000


class InTheWay:
    """The database of the bot of a story, and what can happen to it."""

    def __init__(self, bot: OpenRound, file: Path) -> None:
        store = bot.services.privacy.store
        assert isinstance(store, Store)
        self.store, self.file = store, file
        self._other: sqlite3.Connection | None = None

    async def fill_disk(self) -> None:
        """Leave no page free, and let every change need one: SQLite itself says that it is full."""
        await self.do("CREATE TABLE filler (room)")
        names = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        for table in [name for (name,) in await self.do(names) if name != "filler"]:
            for when in ("INSERT", "UPDATE", "DELETE"):
                insert = "INSERT INTO filler VALUES (randomblob(40000))"
                await self.do(
                    f"CREATE TRIGGER fill_{table}_{when} AFTER {when} ON {table}"
                    f" BEGIN {insert}; END"
                )
        free = (await self.do("PRAGMA freelist_count"))[0][0]
        await self.do(f"INSERT INTO filler VALUES (randomblob({4000 * free + 1}))")
        await self.do("PRAGMA max_page_count = 1")

    async def free_disk(self) -> None:
        """Make room again."""
        await self.do(f"PRAGMA max_page_count = {PAGES_FOR_ALL}")
        for (name,) in await self.do("SELECT name FROM sqlite_schema WHERE type = 'trigger'"):
            await self.do(f"DROP TRIGGER {name}")

    async def allow_reading_only(self) -> None:
        """Let SQLite refuse everything that writes, as on a disk that has turned read-only."""
        await self.do("PRAGMA query_only = ON")

    def allow_writing(self) -> None:
        """Let it write again; no transaction can say so, for none can begin."""
        connection = self.store._lane._file._connection
        assert connection is not None
        raw_of(connection).execute("PRAGMA query_only = OFF")

    async def lock(self) -> None:
        """Let another program hold the file; the bot waits for less time than it would."""
        await self.do("PRAGMA busy_timeout = 20")
        self._other = sqlite3.connect(self.file, isolation_level=None)
        self._other.execute("BEGIN EXCLUSIVE")

    def unlock(self) -> None:
        """Let that program go."""
        if self._other is not None:
            self._other.close()
            self._other = None

    def delete(self) -> None:
        """Take the file away, as `rm openround.db*` does."""
        for file in self.file.parent.glob(f"{self.file.name}*"):
            file.unlink()

    def copy(self) -> Path:
        """Give a copy of the file as it stands there."""
        return Path(shutil.copy2(self.file, self.file.with_name("copy.db")))

    def replace(self, older: Path) -> None:
        """Put another file in its place."""
        copy = self.file.with_name("older.db")
        shutil.copy2(older, copy)
        copy.replace(self.file)

    async def do(self, statement: str) -> list[tuple[Any, ...]]:
        """Say something to the bot's own connection, in its own thread."""

        def work(tx):
            return tx._access.raw.execute(statement).fetchall()

        return await self.store.run(work)


def seen_as(key: str) -> str:
    """Say a sentence as it is seen, without marks."""
    return plain([], speaker("en")(key)).text


def lines(caplog: pytest.LogCaptureFixture) -> list[tuple[str, object]]:
    """Give what whoever runs the bot finds in the log, in order: what happened, and the fault."""
    told = [one for one in caplog.records if one.levelno >= logging.WARNING]
    new = [one for one in told if not is_told_already(one)]
    return [(one.getMessage(), getattr(one, "fault", None)) for one in new]
