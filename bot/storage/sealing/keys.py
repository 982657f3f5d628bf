"""The master key: one small file, readable by the bot alone, from which the other keys follow."""

import os
import secrets
import stat
from pathlib import Path

from bot.storage.files.durable import make_folder, open_to_others, sync_folder
from bot.storage.files.faults import StorageFault, is_there
from bot.storage.sealing.cipher import Cipher
from bot.storage.sealing.keyring import of_before
from bot.storage.sealing.sealing_key import KEY_BYTES

_LEAST_DIFFERENT = 12
"""Of 32 bytes drawn at random about thirty differ; fewer than these were typed by somebody."""


def open_keys(path: Path) -> tuple[Cipher, bool]:
    """Give what opens a database, and whether the key was made just now (then back it up).

    Raises StorageFault when others can read or replace the key, or it is not 64 hexadecimal digits
    drawn at random.
    """
    made = not is_there(path)
    if made:
        _make(path)
    return cipher_of(_read(path)), made


def cipher_of(*masters: bytes) -> Cipher:
    """Give the cipher that follows from master keys alone, the newest first.

    With it a database is opened, and wishes are left for a bot whose database nobody may open.
    """
    return Cipher(of_before(masters), masters)


def _make(path: Path) -> None:
    """Write a new key whole: a power cut leaves one that works, or none."""
    building = path.with_name(path.name + ".new")
    try:
        make_folder(path.parent)
        building.unlink(missing_ok=True)
        handle = os.open(building, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_bytes(KEY_BYTES).hex() + "\n")
            file.flush()
            os.fsync(file.fileno())
        building.replace(path)
        sync_folder(path.parent)
    except OSError:
        raise StorageFault("fault.key_unwritable", path=str(path)) from None


def _read(path: Path) -> bytes:
    try:
        if open_to_others(path):
            raise StorageFault("fault.key_open_to_others", path=str(path))
        if open_to_others(path.parent, stat.S_IWOTH):
            raise StorageFault("fault.folder_open_to_others", path=str(path.parent))
        text = path.read_text(encoding="ascii").strip()
        master = bytes.fromhex(text)
    except OSError:
        raise StorageFault("fault.key_unreadable", path=str(path)) from None
    except ValueError:
        raise StorageFault("fault.key_malformed", path=str(path)) from None
    if len(master) != KEY_BYTES:
        raise StorageFault("fault.key_malformed", path=str(path))
    if len(set(master)) < _LEAST_DIFFERENT:
        raise StorageFault("fault.key_weak", path=str(path))
    return master
