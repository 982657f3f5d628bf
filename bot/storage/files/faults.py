"""What goes wrong with the database, as one sentence and the thing to do, never a traceback."""

import errno
import os
import sqlite3
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from bot.domain.errors import STOPPING, StoreFault

_STATES = {
    "fault.disk_full": "full",
    "fault.server_full": "full",
    "fault.read_only": "read_only",
    "fault.database_missing": "gone",
    "fault.database_replaced": "gone",
    "fault.database_busy": "busy",
    "fault.database_away": "away",
    "fault.server_refuses": "away",
    "fault.cannot_open": "broken",
    "fault.disk_error": "broken",
    "fault.database_damaged": "broken",
    "fault.not_a_database": "broken",
    "fault.not_ours": "broken",
    "fault.commit_unknown": "unsure",
    "fault.closed": STOPPING,
    "fault.lease_lost": STOPPING,
    "fault.shards_lost": STOPPING,
}
"""What people are told who press meanwhile: all else is a fault with a number."""


class StorageFault(StoreFault):
    """The database or its key is in the way; `key` names the sentence, `facts` fill its places."""

    def __init__(self, key: str, **facts: str | int) -> None:
        super().__init__(key, _STATES.get(key, ""), **facts)


_SIGNS = (
    ("file is not a database", "fault.not_a_database"),
    ("malformed", "fault.database_damaged"),
    ("could not decode", "fault.database_damaged"),
    ("no such table", "fault.not_ours"),
    ("no such column", "fault.not_ours"),
    ("disk is full", "fault.disk_full"),
    ("readonly database", "fault.read_only"),
    ("unable to open", "fault.cannot_open"),
    ("disk i/o error", "fault.disk_error"),
    ("locked", "fault.database_busy"),
)
"""What SQLite says, in lower case, and which sentence that is."""

_REASONS = {
    errno.ENOSPC: "fault.disk_full",
    errno.EDQUOT: "fault.disk_full",
    errno.EROFS: "fault.read_only",
}
_EFFECTS = frozenset({"fault.cannot_open", "fault.disk_error"})


def is_there(path: Path) -> bool:
    """Tell whether there is a file; where nobody may look, that is no answer.

    Raises StorageFault.
    """
    try:
        return path.exists()
    except PermissionError as error:
        raise closed_to_us(error) from None
    except OSError:
        raise StorageFault("fault.cannot_open", path=str(path)) from None


def closed_to_us(error: PermissionError) -> StorageFault:
    """Name the folder that keeps us from seeing what is in it."""
    return StorageFault("fault.folder_closed", path=str(Path(str(error.filename)).parent))


def driver_error(error: Exception) -> BaseException:
    """Give what the database driver itself raised, without SQLAlchemy's wrapping."""
    if isinstance(error, DBAPIError) and error.orig is not None:
        return error.orig
    return error


def sqlite_fault(error: Exception, path: Path) -> StorageFault | None:
    """Name what SQLite or the file system complained of; None when it is none of theirs."""
    cause = driver_error(error)
    if isinstance(cause, sqlite3.Error):
        said = str(cause).lower()
        key = next((key for sign, key in _SIGNS if sign in said), None)
        return StorageFault(_reason(key, path), path=str(path)) if key else None
    if isinstance(cause, UnicodeDecodeError):
        # Even the words with which SQLite complains can come out of a damaged page.
        return StorageFault("fault.database_damaged", path=str(path))
    if isinstance(cause, OSError):
        return StorageFault(_REASONS.get(cause.errno or 0, "fault.cannot_open"), path=str(path))
    return None


def _reason(key: str, path: Path) -> str:
    """Say what is behind a fault that SQLite names by its effect alone."""
    if key not in _EFFECTS or not hasattr(os, "statvfs"):
        return key
    try:
        disk = os.statvfs(path.parent)
    except OSError:
        return key
    if disk.f_flag & os.ST_RDONLY:
        return "fault.read_only"
    return key if disk.f_bavail else "fault.disk_full"
