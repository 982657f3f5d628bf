"""A copy of the day is made, and a copy is put in the place of the database."""

import shutil
from contextlib import suppress
from pathlib import Path

from bot.domain.errors import Stale
from bot.storage.database.backups import Backups
from bot.storage.database.copies import CopyKind
from bot.storage.database.health import check_file
from bot.storage.database.opening import Storage
from bot.storage.database.restoring import put_aside_before, restore
from bot.storage.sealing.keys import open_keys
from tests.faults.power.evenings import press, steps_found
from tests.faults.power.story import KEY, NOW, Done, ask, opened

COPIED, LATER = 10, 23


def presses(storage: Storage, first: int, last: int) -> None:
    for step in range(first, last + 1):
        with suppress(Stale):
            ask(storage, press(step))


def backups(root: Path) -> Backups:
    return Backups.of(f"sqlite:///{root}/data/openround.db", root / KEY)


def steps_in(root: Path) -> int:
    storage = opened(root)
    try:
        return ask(storage, steps_found)
    finally:
        storage.close()


class Copying:
    """The copy of the day is made while the bot runs."""

    def prepare(self, root: Path) -> None:
        storage = opened(root)
        presses(storage, 1, COPIED)
        storage.close()

    def act(self, root: Path, done: Done) -> None:
        storage = opened(root)
        presses(storage, COPIED + 1, COPIED + 4)
        cipher, _ = open_keys(root / KEY)
        for number in (1, 2):
            backups(root).make(CopyKind.DAILY, NOW, cipher)
            done(number)
        storage.close()

    def found(self, root: Path) -> int:
        """Count the copies: each that has its name is whole."""
        copies = sorted((root / "data" / "backups").glob("*.db"))
        for copy in copies:
            check_file(copy)
        steps_in(root)
        return len(copies)


class Restoring:
    """A database that was not closed gives way to a copy; what was there is never lost."""

    def prepare(self, root: Path) -> None:
        storage = opened(root)
        presses(storage, 1, COPIED)
        cipher, _ = open_keys(root / KEY)
        copy = backups(root).make(CopyKind.BY_HAND, NOW, cipher)
        copy.replace(root / "copy.db")
        presses(storage, COPIED + 1, LATER)
        killed = root / "killed"
        shutil.copytree(root / "data", killed)  # as a process leaves it that is killed
        storage.close()
        shutil.rmtree(root / "data")
        killed.rename(root / "data")

    def act(self, root: Path, done: Done) -> None:
        self._restore(root)
        done(1)

    def found(self, root: Path) -> int:
        """Find the newer one in its place or put aside; where there is none, restore again."""
        file = root / "data" / "openround.db"
        was_there = file.exists()
        if not was_there:
            self._restore(root)
        steps = steps_in(root)
        if steps == LATER:
            return 0
        assert steps == COPIED
        (aside,) = put_aside_before(file)
        for end in ("", "-wal"):
            source = aside.with_name(aside.name + end)
            if source.exists():
                source.replace(file.with_name(file.name + end))
        assert steps_in(root) == LATER, "what was put aside is not what there was"
        return int(was_there)

    def _restore(self, root: Path) -> None:
        cipher, _ = open_keys(root / KEY)
        restore(root / "data" / "openround.db", root / "copy.db", cipher, NOW)
