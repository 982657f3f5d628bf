"""What goes wrong with the database, as one sentence and the thing to do, never a traceback."""

import errno
import sqlite3
from pathlib import Path

from sqlalchemy.exc import DBAPIError


class StorageFault(Exception):
    """The database or its key is in the way; `key` names the sentence, `facts` fill its places."""

    def __init__(self, key: str, **facts: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.facts = facts


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
        return StorageFault(key, path=str(path)) if key else None
    if isinstance(cause, UnicodeDecodeError):
        # Even the words with which SQLite complains can come out of a damaged page.
        return StorageFault("fault.database_damaged", path=str(path))
    if isinstance(cause, OSError):
        full = cause.errno in {errno.ENOSPC, errno.EDQUOT}
        return StorageFault("fault.disk_full" if full else "fault.cannot_open", path=str(path))
    return None
