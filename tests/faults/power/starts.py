"""Starts of the bot, the first one and that after an update; and the files beside a database."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from bot.domain.errors import Stale
from bot.domain.people.membership import Membership
from bot.storage.database.health import check_file
from bot.storage.database.migrate import HEAD
from bot.storage.engine.store import Store
from bot.storage.engine.transaction import Tx
from bot.storage.files.identifies import IdentifyFile
from bot.storage.people.erasure_wishes import Wishes
from bot.storage.people.memberships import Memberships
from bot.storage.sealing.keys import open_keys
from bot.storage.sealing.sealing_key import SealedPlace
from tests.faults.power.evenings import press, steps_found
from tests.faults.power.story import ANNA, GUILD, KEY, NOW, Done, ask, opened
from tests.storage.older import BEFORE, copied_back


class FirstStart:
    """Folders, database and key are made, then two members say their names."""

    def __init__(self, key: str) -> None:
        self._key = key

    def prepare(self, root: Path) -> None:
        """There is nothing yet."""

    def act(self, root: Path, done: Done) -> None:
        storage = opened(root, self._key)
        for step in (1, 2):
            ask(storage, said(step))
            done(step)
        storage.close()

    def found(self, root: Path) -> int:
        """Start it again: as if for the first time, or with all there was."""
        storage = opened(root, self._key)
        try:
            return int(ask(storage, lambda tx: tx.memberships.get(GUILD, ANNA)).name or 0)
        finally:
            storage.close()


def said(step: int) -> Callable[[Tx], None]:
    return lambda tx: tx.memberships.put(GUILD, ANNA, Membership(name=str(step)))


class Update:
    """The database of the version before is copied and brought forward; then comes one press."""

    ROWS = 10

    def prepare(self, root: Path) -> None:
        opened(root).close()
        asyncio.run(self._fill(root))
        new, old = _file(root), root / "data" / "older.db"
        copied_back(f"sqlite:///{new}", f"sqlite:///{old}")
        for end in ("-wal", "-shm"):
            new.with_name(new.name + end).unlink(missing_ok=True)
        with closing(sqlite3.connect(old)) as raw:
            raw.execute("PRAGMA journal_mode=WAL")  # as the version before left it
        old.chmod(0o600)
        old.replace(new)

    async def _fill(self, root: Path) -> None:
        """Seal as the version before did: with keys that follow from the master key itself."""
        masters = open_keys(root / KEY)[0]
        store = Store(f"sqlite:///{_file(root)}", masters)
        for step in range(1, self.ROWS + 1):
            with suppress(Stale):
                await store.run(press(step))
        subject = masters.subject(GUILD, ANNA)
        name = f'{{"name": "{self.ROWS}"}}'.encode()
        sealed = masters.seal(SealedPlace("memberships.sealed"), subject, name)
        await store.run(
            lambda tx: tx.access.change(Memberships.table.update().values(sealed=sealed))
        )
        store.close()

    def act(self, root: Path, done: Done) -> None:
        storage = opened(root)
        done(1)
        ask(storage, press(self.ROWS + 1))
        done(2)
        storage.close()

    def found(self, root: Path) -> int:
        """Look in which form it is, then start it: not a row may be missing."""
        is_new = _form(_file(root)) == HEAD
        if is_new:
            copies = list((root / "data" / "backups").glob("*.db"))
            assert [_form(copy) for copy in copies] == [BEFORE], "brought forward without a copy"
            check_file(copies[0])
        storage = opened(root)
        try:
            steps = ask(storage, steps_found)
        finally:
            storage.close()
        assert steps in {self.ROWS, self.ROWS + 1}
        return is_new + (steps - self.ROWS)


def _file(root: Path) -> Path:
    return root / "data" / "openround.db"


def _form(file: Path) -> str:
    with closing(sqlite3.connect(file)) as raw:
        return raw.execute("SELECT version_num FROM alembic_version").fetchone()[0]


class Beside:
    """Logins to the gateway and wishes to be forgotten, which are files of their own."""

    def prepare(self, root: Path) -> None:
        (root / "data").mkdir()
        open_keys(root / KEY)

    def act(self, root: Path, done: Done) -> None:
        cipher, _ = open_keys(root / KEY)
        logins = IdentifyFile(root / "data", NOW.timestamp)
        wishes = Wishes(root / KEY, cipher)
        for step in range(1, 7):
            logins.claim(lambda ages: 0.0)
            wishes.leave(ANNA, GUILD)
            done(step)

    def found(self, root: Path) -> int:
        cipher, made = open_keys(root / KEY)
        assert not made
        logins = IdentifyFile(root / "data", NOW.timestamp)
        waiting = Wishes(root / KEY, cipher).waiting()
        assert {one.member for one in waiting} <= {ANNA}
        return min(len(logins.ages()), len(waiting))
