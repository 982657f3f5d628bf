"""Opening the storage in the one right order: lock, tables, key, lease, store."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.storage.keys import open_keys
from bot.storage.lock import FileLock, Lease, only_process
from bot.storage.migrate import Upgrade, upgrade
from bot.storage.store import Store


@dataclass(frozen=True, slots=True)
class Storage:
    """An open store, and what its opening did."""

    store: Store
    lock: FileLock | Lease
    upgrade: Upgrade
    key_made: bool
    """True on the first run: whoever runs the bot must be told to back the key up."""

    def close(self) -> None:
        """Finish what was handed over, and let another process have the database."""
        self.store.close()
        self.lock.release()


def open_storage(url: str, key_file: Path, on_lost: Callable[[], None]) -> Storage:
    """Open the database for this process alone, up to date and checked; before any login.

    `on_lost` is called, from another thread, when another process took over (PostgreSQL only).
    Raises StorageFault for everything that is in the way.
    """
    lock = only_process(url, on_lost)
    lock.take()
    try:
        done = upgrade(url, keyless=not key_file.exists())
        cipher, made = open_keys(key_file)
        lock.keep()
        store = Store(url, cipher, lock.held)
    except BaseException:
        lock.release()
        raise
    opened = Storage(store, lock, done, made)
    try:
        store.verify()
    except BaseException:
        opened.close()
        raise
    return opened
