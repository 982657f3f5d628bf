"""The master keys, the newest first: given, or in one small file that the bot alone may read."""

import os
import secrets
import stat
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from bot.storage.files.durable import make_folder, open_to_others, sync_folder
from bot.storage.files.faults import StorageFault, is_there
from bot.storage.sealing.cipher import Cipher
from bot.storage.sealing.key_source import Keys, KeySource
from bot.storage.sealing.keyring import of_before
from bot.storage.sealing.sealing_key import KEY_BYTES

_LEAST_DIFFERENT = 12
"""Of 32 bytes drawn at random about thirty differ; fewer than these were typed by somebody."""


@dataclass(frozen=True, slots=True)
class Master:
    """One master key, and until when a former one is kept for older copies."""

    raw: bytes = field(repr=False)
    until: date | None = None

    @property
    def line(self) -> str:
        """Write it as it stands in the file."""
        return self.raw.hex() + (f" until {self.until:%Y-%m-%d}" if self.until else "")


def open_keys(keys: Keys) -> tuple[Cipher, bool]:
    """Give what opens a database, and whether the key was made just now (then back it up).

    Where one is given none is made. Raises StorageFault when others can read or replace the key,
    when it is not 64 hexadecimal digits drawn at random, and when one is given that is not the one
    in the file.
    """
    source = KeySource.of(keys)
    made = not source.has_key
    if made:
        _write(source.file, (_fresh(),))
    return cipher_of(*masters_in(source)), made


def masters_in(keys: Keys) -> tuple[bytes, ...]:
    """Read the master keys, the newest first. Raises StorageFault."""
    source = KeySource.of(keys)
    if not source.given:
        return tuple(one.raw for one in _read(source.file))
    if any(len(set(one)) < _LEAST_DIFFERENT for one in source.given):
        raise StorageFault("fault.given_key_weak")
    if is_there(source.file) and masters_in(source.file) != source.given:
        raise StorageFault("fault.key_differs", path=str(source.file))
    return source.given


def add_master(keys: Keys, until: date) -> None:
    """Put a new master key in front; the one of today is kept `until` then. Raises StorageFault.

    A power cut leaves the file of before, or the new one.
    """
    source = KeySource.of(keys)
    source.must_be_ours_to_change()
    newest, *former = _read(source.file)
    _write(source.file, (_fresh(), replace(newest, until=until), *former))


def write_with_new(path: Path, masters: Sequence[bytes]) -> None:
    """Write a new master key, and those of today after it, into a file that is not there yet.

    Raises StorageFault.
    """
    if is_there(path):
        raise StorageFault("fault.key_exists", path=str(path))
    _write(path, (_fresh(), *map(Master, masters)))


def drop_former(keys: Keys, today: date) -> int:
    """Take out former keys whose time is over; gives how many. Raises StorageFault.

    Given keys stay: only who gives them can take one out.
    """
    source = KeySource.of(keys)
    if source.given:
        return 0
    path = source.file
    known = _read(path)
    kept = tuple(one for one in known if one.until is None or one.until >= today)
    if len(kept) < len(known):
        _write(path, kept)
    return len(known) - len(kept)


def cipher_of(*masters: bytes) -> Cipher:
    """Give the cipher that follows from master keys alone, the newest first.

    With it a database is opened, and wishes are left for a bot whose database nobody may open.
    """
    return Cipher(of_before(masters), masters)


def _fresh() -> Master:
    return Master(secrets.token_bytes(KEY_BYTES))


def _write(path: Path, masters: Sequence[Master]) -> None:
    """Write the file whole: a power cut leaves one that works, the old or the new, or none."""
    building = path.with_name(path.name + ".new")
    try:
        make_folder(path.parent)
        building.unlink(missing_ok=True)
        handle = os.open(building, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.writelines(f"{one.line}\n" for one in masters)
            file.flush()
            os.fsync(file.fileno())
        building.replace(path)
        sync_folder(path.parent)
    except OSError:
        raise StorageFault("fault.key_unwritable", path=str(path)) from None


def _read(path: Path) -> tuple[Master, ...]:
    try:
        if open_to_others(path):
            raise StorageFault("fault.key_open_to_others", path=str(path))
        if open_to_others(path.parent, stat.S_IWOTH):
            raise StorageFault("fault.folder_open_to_others", path=str(path.parent))
        lines = path.read_text(encoding="ascii").strip().splitlines()
        masters = tuple(_master(line) for line in lines)
    except OSError:
        raise StorageFault("fault.key_unreadable", path=str(path)) from None
    except ValueError:
        raise StorageFault("fault.key_malformed", path=str(path)) from None
    if not masters or masters[0].until or any(len(one.raw) != KEY_BYTES for one in masters):
        raise StorageFault("fault.key_malformed", path=str(path))
    if any(len(set(one.raw)) < _LEAST_DIFFERENT for one in masters):
        raise StorageFault("fault.key_weak", path=str(path))
    return masters


def _master(line: str) -> Master:
    """Read one line. Raises ValueError."""
    raw, _, until = line.strip().partition(" until ")
    return Master(bytes.fromhex(raw), date.fromisoformat(until) if until else None)
