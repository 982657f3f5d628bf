"""One process only: a lock beside the SQLite file, a lease on PostgreSQL.

See docs/reliability.md#one-process.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from bot.domain.server.share import ALONE, ShardPlan
from bot.storage.database.lease import Lease, unheard
from bot.storage.files.address import Address
from bot.storage.files.durable import make_folder
from bot.storage.files.faults import StorageFault, sqlite_fault


class FileLock:
    """A lock on `.lock` in the folder of the database; the system frees it when we die.

    A bare file number on purpose: a file object that nobody refers to would be closed, and free.
    """

    has_others = False
    """No other process can have the file beside this one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: int | None = None

    def take(self) -> None:
        """Take the lock; raises StorageFault when another process has it."""
        try:
            make_folder(self._folder)
            file = os.open(self._folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
        except (OSError, ValueError) as error:
            raise sqlite_fault(error, self._folder) or StorageFault(
                "fault.cannot_open", path=str(self._folder)
            ) from None
        try:
            _lock(file)
        except OSError:
            os.close(file)
            raise StorageFault("fault.second_process", path=str(self._folder)) from None
        self._file = file

    def keep(self) -> None:
        """Nothing to do: the system keeps the lock for us."""

    def held(self) -> bool:
        """Whether the lock is ours."""
        return self._file is not None

    def release(self) -> None:
        """Let another process have it."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def only_process(
    url: str,
    on_lost: Callable[[], None],
    on_change: Callable[[StorageFault | None], None] = unheard,
    plan: ShardPlan = ALONE,
) -> FileLock | Lease:
    """Give the lock that fits the database.

    `on_lost` is called when another process leads, `on_change` when a lease cannot be renewed and
    when it can again (None); both from another thread.
    """
    address = Address.of(url)
    if address.file is not None:
        return FileLock(address.file.parent)
    return Lease(address, on_lost, on_change, plan)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
