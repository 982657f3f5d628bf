"""A copy made while people press holds every commit that was answered, and no half of one."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import timedelta

from bot.domain.ids import GuildId
from bot.domain.people.membership import Membership
from bot.storage.database.backups import Backups
from bot.storage.database.copies import CopyFolder, CopyKind
from bot.storage.database.drill import drill
from bot.storage.database.migrate import upgrade
from bot.storage.database.opening import open_storage
from tests.storage.conftest import ANNA, BEN, GUILD, NOW

COPIES = 5
"""Forty by hand, with the same story; each is compared row by row."""
BUSY = 8


def rows_of(file):
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as raw:
        tables = [name for (name,) in raw.execute("SELECT name FROM sqlite_master ORDER BY name")]
        kept = [name for name in tables if not name.startswith(("sqlite_", "ix_"))]
        return {name: sorted(raw.execute(f"SELECT * FROM {name}"), key=repr) for name in kept}


class Presses:
    """People who press all the time; each press keeps two rows that belong together."""

    def __init__(self, store):
        self._store, self.answered, self.stop = store, 0, False
        self._pressed = asyncio.Event()

    async def go_on(self):
        while not self.stop:
            self.answered += 1
            number = self.answered
            await self._store.run(lambda tx, at=number: keep_both(tx, at))
            self._pressed.set()

    async def until(self, count):
        while self.answered < count:
            self._pressed.clear()
            await self._pressed.wait()


def keep_both(tx, number):
    guild = GuildId(GUILD + number)
    for member in (ANNA, BEN):
        tx.memberships.put(guild, member, Membership(name=f"No. {number}"))


def both_or_neither(file):
    """Give how many presses a copy holds whole; none may be there by half."""
    with closing(sqlite3.connect(file)) as raw:
        counts = raw.execute("SELECT count(*) FROM memberships GROUP BY guild").fetchall()
    assert set(counts) <= {(2,)}
    return len(counts)


async def test_no_copy_is_torn_or_behind_and_each_can_be_restored(sqlite_url, tmp_path):
    key = tmp_path / "master.key"
    storage = open_storage(sqlite_url, key, lambda: None)
    backups = Backups.of(sqlite_url, key)
    presses = Presses(storage.store)
    pressing = [asyncio.create_task(presses.go_on()) for _ in range(BUSY)]
    made = []
    for _ in range(COPIES):
        await presses.until(presses.answered + 3 * BUSY)
        answered = presses.answered - BUSY
        copy = await asyncio.to_thread(backups.make, CopyKind.BY_HAND, NOW, storage.beside.cipher)
        made.append(copy)
        assert both_or_neither(copy) >= answered
    presses.stop = True
    await asyncio.gather(*pressing)
    last = backups.make(CopyKind.BY_HAND, NOW, storage.beside.cipher)
    storage.close()
    rows = rows_of(tmp_path / "openround.db")
    apart = CopyFolder(tmp_path / "apart", "openround", "db")
    assert rows_of(last) == rows
    for copy in made:
        assert await asyncio.to_thread(drill, copy, apart, key, NOW)
        assert list(apart.folder.iterdir()) == []
    backups.put_back(last, storage.beside.cipher, NOW + timedelta(hours=1))
    assert rows_of(tmp_path / "openround.db") == rows
    assert upgrade(sqlite_url).backup is None
