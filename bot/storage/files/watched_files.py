"""The files of an open SQLite database, watched: whether they are still those that were opened.

A file that was deleted or replaced can be written to all the same, and what is written is gone.
"""

import os
from pathlib import Path

from bot.storage.files.faults import StorageFault


class WatchedFiles:
    """The database and its log, as they were when they were opened, or written by us last."""

    def __init__(self, path: Path) -> None:
        self._path = path
        # as words: every commit looks, and a Path takes three times as long
        self._name, self._log = str(path), f"{path}-wal"
        self._opened: os.stat_result | None = None
        self._opened_log: os.stat_result | None = None
        self._seen: os.stat_result | None = None

    def opened(self) -> None:
        """Take the files that stand there for ours. Raises StorageFault."""
        self._opened = self._seen = self._look()
        self._opened_log = _stat(self._log)

    def must_be_there(self) -> None:
        """Raise StorageFault unless the database is the very file that was opened, and whole."""
        now, before = self._look(), self._opened
        self._seen = now
        if before is None:
            return
        if not os.path.samestat(now, before):
            raise self._fault("fault.database_replaced")
        if now.st_size < before.st_size:
            raise self._fault("fault.database_damaged")

    @property
    def is_log_there(self) -> bool:
        """Whether the log is the one that was opened; made by SQLite when it first needs one."""
        now, before = _stat(self._log), self._opened_log
        if before is None:
            self._opened_log = now
            return True
        return now is not None and os.path.samestat(now, before)

    @property
    def is_ours(self) -> bool:
        """Whether nobody but us had written into the database when it was looked at last."""
        now, before = self._seen, self._opened
        return now is None or before is None or now.st_mtime_ns == before.st_mtime_ns

    def written(self) -> None:
        """Take note that we may have written into the database. Raises StorageFault."""
        self.must_be_there()
        self._opened = self._seen

    def _look(self) -> os.stat_result:
        try:
            return os.stat(self._name)  # noqa: PTH116 - see above
        except FileNotFoundError:
            raise self._fault("fault.database_missing") from None
        except OSError:
            raise self._fault("fault.cannot_open") from None

    def _fault(self, key: str) -> StorageFault:
        return StorageFault(key, path=str(self._path))


def _stat(name: str) -> os.stat_result | None:
    try:
        return os.stat(name)  # noqa: PTH116 - see above
    except OSError:
        return None
