"""Files and folders that survive a power cut and that only the bot may read."""

import os
import stat
from pathlib import Path


def make_folder(folder: Path) -> None:
    """Make a folder that only we may enter, its name on the disk; one that is there is left alone.

    Without that a power cut takes the folder away, with all that was waited for in it.
    """
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for made in reversed(missing):
        sync_folder(made.parent)


def open_to_others(path: Path, rights: int = stat.S_IRWXG | stat.S_IRWXO) -> bool:
    """Tell whether others on this machine have any of these rights to a file or a folder."""
    return os.name == "posix" and bool(path.stat().st_mode & rights)


def followed(path: Path) -> Path:
    """Give the file that a link leads to: SQLite keeps its logs beside that one."""
    return path.resolve() if path.is_symlink() else path


def make_file(path: Path) -> None:
    """Make an empty file that only we may read and write."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))


def sync_file(path: Path) -> None:
    """Wait until the file's bytes are on the disk; Windows wants it to be open for writing."""
    _sync(path, os.O_RDWR)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk (on Windows a folder cannot be synced)."""
    if os.name == "posix":
        _sync(folder, os.O_RDONLY)


def _sync(path: Path, how: int) -> None:
    handle = os.open(path, how)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
