"""Backups: copies made by hand and by the running bot every day, each checked after writing."""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import inspect

from bot.storage.database import dumps
from bot.storage.database.copies import (
    Copy,
    CopyFolder,
    CopyKind,
    must_have_room,
    put_in_place,
    write_copy,
)
from bot.storage.database.examination import examine
from bot.storage.database.lease import Lease
from bot.storage.database.lock import FileLock
from bot.storage.database.migrate import HEAD
from bot.storage.database.restoring import (
    Restored,
    half_restored,
    last_written,
    put_aside_before,
    restore,
)
from bot.storage.engine.postgres import engine_for, reaching
from bot.storage.files.address import Address
from bot.storage.files.durable import open_to_others
from bot.storage.files.faults import StorageFault, is_there
from bot.storage.sealing.cipher import Cipher

_OF_DATABASE = {
    "fault.copy_not_ours": "fault.not_ours",
    "fault.copy_damaged": "fault.database_damaged",
    "fault.copy_newer": "fault.database_newer",
    "fault.copy_key_wrong": "fault.key_wrong",
}
"""What is wrong with a copy that was made a moment ago is wrong with the database."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CopyPlan:
    """Where copies lie, unless in the usual folder, and whether one is made every day."""

    folder: Path | None = None
    daily: bool = True


USUAL = CopyPlan()
"""What holds where nobody says otherwise."""


@dataclass(frozen=True, slots=True)
class Backups:
    """The backups of one database."""

    address: Address
    copies: CopyFolder

    @classmethod
    def of(cls, url: str, key_file: Path, folder: Path | None = None) -> "Backups":
        """Give those of a database; `folder` unless it is the usual one. Raises StorageFault."""
        address = Address.of(url)
        return cls(address, CopyFolder.of(address, key_file, folder))

    def is_possible(self) -> bool:
        """Tell whether a copy can be made from here."""
        return self.address.file is not None or dumps.is_possible()

    def make(self, kind: CopyKind, now: datetime, cipher: Cipher | None) -> Path:
        """Make one and check it; with the cipher also that what is sealed opens.

        Raises StorageFault.
        """
        try:
            name = self.copies.named(kind, now)
            if self.address.file is None:
                return self._dump(name, cipher)
            file = self._must_be_there(self.address.file)
            return write_copy(file, name, lambda building: examine(building, cipher))
        except StorageFault as fault:
            key = _OF_DATABASE.get(fault.key)
            if key is None:
                raise
            raise StorageFault(key, path=self.address.shown) from None
        except OSError:
            raise StorageFault("fault.copy_unwritable", path=str(self.copies.folder)) from None

    def keep(self, now: datetime, cipher: Cipher) -> Path | None:
        """Make the copy of the day, unless there is one; gives it. Raises StorageFault."""
        days = [one.made_at.date() for one in self.copies.found() if one.kind is CopyKind.DAILY]
        return None if now.date() in days else self.make(CopyKind.DAILY, now, cipher)

    def tidy(self, now: datetime) -> None:
        """Let go of what is too old, and keep others from reading the rest. Raises StorageFault."""
        try:
            self.copies.prune(now)
            for one in self.open_to_others():
                one.chmod(0o600)
                log.warning("copy.made_private")
        except OSError:
            raise StorageFault("fault.copies_unreadable", path=str(self.copies.folder)) from None

    def find(self, name: str) -> Path:
        """Give the copy that somebody named: a path, or a name in the folder of the copies."""
        places = (Path(name), self.copies.folder / name)
        try:
            found = next((one for one in places if name and one.exists()), None)
        except PermissionError:
            raise StorageFault("fault.copy_unreadable", path=name) from None
        except (OSError, ValueError):
            found = None
        if found is None:
            raise StorageFault("fault.copy_missing", path=name)
        if found.is_dir():
            raise StorageFault("fault.copy_not_ours", path=name)
        return found

    def put_back(
        self, copy: Path, cipher: Cipher | None, now: datetime, promised: Collection[bytes] = ()
    ) -> Restored:
        """Put a copy in the database's place; only while no bot runs with it. Raises StorageFault.

        Where there is no key, nothing in the copy may be sealed. `promised` are those in it who
        were erased since.
        """
        file = self.address.file
        lock = FileLock(file.parent) if file else Lease(self.address, lambda: None)
        try:
            lock.take()
        except StorageFault as fault:
            if fault.key != "fault.second_process":
                raise
            raise StorageFault("fault.restore_while_running", path=self.address.shown) from None
        try:
            return restore(file, copy, cipher, now, promised) if file else self._load(copy, cipher)
        finally:
            lock.release()

    def newest_good(self, cipher: Cipher | None = None) -> Copy | None:
        """Give the newest copy that is whole, and with the cipher is sealed with its key, or None.

        Raises StorageFault.
        """
        found = self.copies.found()
        return next((one for one in found if self.wrong_with(one, cipher) is None), None)

    def newer_aside(self, newest: Copy | None) -> tuple[Path, datetime] | None:
        """Give the newest database put aside, where it can be used and is newer than a copy.

        A restore that was killed leaves no other. Raises StorageFault.
        """
        file = self.address.file
        for path in reversed(put_aside_before(file) if file else ()):
            written = last_written(path)
            if newest is not None and written <= newest.made_at:
                return None
            if self.wrong_with(Copy(path, CopyKind.BEFORE, written)) is None:
                return path, written
        return None

    def wrong_with(self, copy: Copy, cipher: Cipher | None = None) -> StorageFault | None:
        """Say what is wrong with a copy."""
        try:
            (dumps.examine_dump if self.address.file is None else examine)(copy.path, cipher)
        except StorageFault as fault:
            return fault
        return None

    def left_over(self) -> tuple[Path, ...]:
        """Name what drills and restores left that were killed, unless they are at work now.

        Raises StorageFault.
        """
        file = self.address.file
        try:
            built = () if file is None else half_restored(file)
            return self.copies.drills() + built
        except OSError:
            raise StorageFault("fault.copies_unreadable", path=str(self.copies.folder)) from None

    def remains(self) -> bool:
        """Tell whether there are copies, or a database put aside: then there was a group here.

        Raises StorageFault.
        """
        file = self.address.file
        return bool(self.copies.found() or (file is not None and put_aside_before(file)))

    def open_to_others(self) -> list[Path]:
        """Name the copies that others on this machine can reach."""
        return [one.path for one in self.copies.found() if open_to_others(one.path)]

    def _dump(self, name: Path, cipher: Cipher | None) -> Path:
        must_have_room(0, name.parent)
        url, shown = self.address.url, self.address.shown
        put_in_place(
            name,
            lambda building: dumps.dump(url, shown, building),
            lambda building: dumps.examine_dump(building, cipher),
        )
        return name

    def _load(self, copy: Path, cipher: Cipher | None) -> Restored:
        """Write a dump into an empty database; one with something in it is left as it is."""
        revision = dumps.examine_dump(copy, cipher)
        engine = engine_for(self.address.url, 1)
        try:
            with reaching(self.address.shown), engine.connect() as connection:
                if inspect(connection).get_table_names():
                    raise StorageFault("fault.restore_not_empty", server=self.address.shown)
        finally:
            engine.dispose()
        dumps.load_dump(self.address.url, self.address.shown, copy)
        return Restored(None, revision != HEAD, None)

    def _must_be_there(self, file: Path) -> Path:
        if not is_there(file):
            raise StorageFault("fault.database_missing", path=str(file))
        if file.is_file() and file.stat().st_size == 0:
            raise StorageFault("fault.database_empty", path=str(file))
        return file
