"""Opening the storage in the one right order: lock, tables, key, lease, store."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.domain.people.personal_data import ErasureWish
from bot.ops.store_condition import StoreCondition
from bot.storage.database.copies import prune_copies
from bot.storage.database.health import verify
from bot.storage.database.lock import FileLock, Lease, only_process
from bot.storage.database.migrate import Upgrade, upgrade
from bot.storage.engine.store import Store
from bot.storage.files.address import Address
from bot.storage.people.erasure_wishes import Wishes
from bot.storage.sealing.keys import open_keys


@dataclass(frozen=True, slots=True)
class Files:
    """What lies beside the database: wishes left for us, and copies where it is a file."""

    database: Path | None
    left: Wishes

    def wishes(self) -> tuple[ErasureWish, ...]:
        """Give the wishes to be forgotten that wait."""
        return self.left.waiting()

    def done(self, wish: ErasureWish) -> None:
        """Take a wish away."""
        self.left.done(wish)

    def prune_copies(self, now: datetime) -> int:
        """Delete copies of the database that are too old."""
        return prune_copies(self.database, now) if self.database else 0


@dataclass(frozen=True, slots=True)
class Storage:
    """An open store, and what its opening did."""

    store: Store
    lock: FileLock | Lease
    upgrade: Upgrade
    key_made: bool
    """True on the first run: whoever runs the bot must be told to back the key up."""
    beside: Files

    def close(self) -> None:
        """Finish what was handed over, and let another process have the database."""
        self.store.close()
        self.lock.release()


def open_storage(
    url: str,
    key_file: Path,
    on_lost: Callable[[], None],
    condition: StoreCondition | None = None,
    *,
    anew: bool = False,
) -> Storage:
    """Open the database for this process alone, up to date and checked; before any login.

    `on_lost` is called, from another thread, when another process took over (PostgreSQL only);
    `condition` is told what goes wrong later on. A database that is not there though its key is
    was lost: it is made again only when somebody wishes to begin `anew`.
    Raises StorageFault for everything that is in the way.
    """
    lock = only_process(url, on_lost)
    lock.take()
    try:
        keyless = not key_file.exists()
        done = upgrade(url, keyless=keyless, may_make=keyless or anew)
        cipher, made = open_keys(key_file)
        lock.keep()
        store = Store(url, cipher, lock.held, condition)
    except BaseException:
        lock.release()
        raise
    address = Address.of(url)
    beside = Files(address.file, Wishes(key_file, cipher))
    opened = Storage(store, lock, done, made, beside)
    try:
        verify(address, cipher)
    except BaseException:
        opened.close()
        raise
    return opened
