"""What a rehearsal keeps while it lasts: a folder of its own, gone however it ends.

Whoever is killed cannot clear up, so each rehearsal clears up after those before it.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.storage.database.lock import FileLock
from bot.storage.files.faults import StorageFault

_PREFIX = "openround-rehearsal-"
_ALIVE = "alive"
"""The folder inside whose lock says that the rehearsal goes on; the system frees it at the end."""


@contextmanager
def own_folder(quick: Path | None = None) -> Iterator[Path]:
    """Give a new folder that only we may enter, for as long as this lasts. Raises OSError.

    It is made in the folder `quick`, where that is there and we may write in it.
    """
    place = quick if quick and os.access(quick, os.W_OK) else None
    clear_up(place)
    with tempfile.TemporaryDirectory(prefix=_PREFIX, dir=place) as name:
        folder = Path(name)
        lock = FileLock(folder / _ALIVE)
        lock.take()
        try:
            yield folder
        finally:
            lock.release()


def clear_up(place: Path | None = None) -> None:
    """Take away what rehearsals of ours left that were killed, in a place or the usual one."""
    for folder in (place or Path(tempfile.gettempdir())).glob(f"{_PREFIX}*"):
        if _is_ours(folder) and _is_over(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _is_ours(folder: Path) -> bool:
    if folder.is_symlink() or not (folder / _ALIVE / ".lock").is_file():
        return False
    return os.name == "nt" or folder.stat().st_uid == os.getuid()


def _is_over(folder: Path) -> bool:
    lock = FileLock(folder / _ALIVE)
    try:
        lock.take()
    except StorageFault:
        return False
    lock.release()
    return True
