"""Opening the storage in the one right order: lock, tables, key, lease, store."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from bot.domain.ids import GuildId, MemberId
from bot.domain.people.personal_data import ErasureWish
from bot.domain.server.share import ALONE, ShardPlan
from bot.ops.store_condition import StoreCondition
from bot.storage.database.backups import USUAL, Backups, CopyPlan
from bot.storage.database.health import verify
from bot.storage.database.keyring_opening import OpenedKeyring, open_keyring, start_promises
from bot.storage.database.lease import Lease
from bot.storage.database.lock import FileLock, only_process
from bot.storage.database.migrate import Upgrade, upgrade
from bot.storage.database.restoring import clear_half_restored
from bot.storage.engine.leading import UNSHARED
from bot.storage.engine.rekeying import Rekeying
from bot.storage.engine.store import Store
from bot.storage.files.address import Address
from bot.storage.files.faults import StorageFault
from bot.storage.people.erasure_wishes import Wishes
from bot.storage.people.tombstones import Tombstones
from bot.storage.sealing.cipher import Cipher
from bot.storage.sealing.key_source import Keys, KeySource
from bot.storage.sealing.keys import drop_former, open_keys

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Files:
    """What lies beside the database: wishes left for us, and its copies."""

    backups: Backups
    cipher: Cipher
    left: Wishes
    promises: Tombstones
    rekeying: Rekeying
    keys: KeySource
    daily: bool = True
    """Whether a copy is made every day."""

    def wishes(self) -> tuple[ErasureWish, ...]:
        """Give the wishes to be forgotten that wait."""
        return self.left.waiting()

    def leave(self, member: MemberId, guild: GuildId | None) -> None:
        """Leave a wish to be forgotten. Raises StorageFault."""
        self.left.leave(member, guild)

    def done(self, wish: ErasureWish) -> None:
        """Take a wish away."""
        self.left.done(wish)

    def keep_copies(self, now: datetime) -> None:
        """Make the copy of the day, where there is none yet, and let go of those too old.

        What is in the way is logged, and tried again the next time.
        """
        if self.daily and self.backups.is_possible():
            _logged(lambda: self.backups.keep(now, self.cipher))
        _logged(lambda: self.backups.tidy(now))
        _logged(self.promises.grow)
        if not self.rekeying.is_moving:
            _logged(lambda: drop_former(self.keys, now.date()))

    async def rekey(self) -> None:
        """Seal anew what an older key has sealed, where there is anything."""
        await self.rekeying.look()


def _logged(work: Callable[[], object]) -> None:
    try:
        work()
    except StorageFault as fault:
        log.error("copy.failed", extra={"code": fault.key})  # noqa: TRY400 - its key says it all


@dataclass(frozen=True, slots=True)
class Storage:
    """An open store, and what its opening did."""

    store: Store
    lock: FileLock | Lease
    upgrade: Upgrade
    key_made: bool
    """True on the first run: whoever runs the bot must be told to back the key up."""
    beside: Files

    @property
    def signing(self) -> bytes:
        """What attendance letters are signed with."""
        return self.beside.cipher.ring.signing

    def close(self) -> None:
        """Finish what was handed over, and let another process have the database."""
        self.store.close()
        self.lock.release()


def open_storage(
    url: str,
    keys: Keys,
    on_lost: Callable[[], None],
    condition: StoreCondition | None = None,
    copies: CopyPlan = USUAL,
    *,
    anew: bool = False,
    plan: ShardPlan = ALONE,
) -> Storage:
    """Open the database for this process alone, up to date and checked; before any login.

    `on_lost` is called, from another thread, when another process took over (PostgreSQL only);
    `condition` is told what goes wrong later on, and that a server is away or back; `copies` says
    where they lie and when one is made, `plan` which servers this process is to have.
    A database that is not there though its key is, or copies are, was lost: it is made again only
    when somebody wishes to begin `anew`. Raises StorageFault for everything that is in the way.
    """
    source = KeySource.of(keys)
    lock = only_process(url, on_lost, partial(_tell, condition), plan)
    lock.take()
    try:
        kept = Backups.of(url, source.file, copies.folder)
        done = _upgraded(kept, url, source, anew=anew, beside_others=lock.has_others)
        masters, made = open_keys(source)
        ring = open_keyring(kept.address, masters, from_before=done.is_from_before_keyrings)
        promises = _promises(kept.address, source.file.parent, ring, plan)
        lock.keep()
        store = Store(url, ring.cipher, lock if isinstance(lock, Lease) else UNSHARED, condition)
    except BaseException:
        lock.release()
        raise
    rekeying, left = Rekeying(store, ring.cipher, masters, source), Wishes(source.file, masters)
    beside = Files(kept, ring.cipher, left, promises, rekeying, source, copies.daily)
    return _verified(Storage(store, lock, done, made, beside), ring.cipher)


def _upgraded(
    kept: Backups, url: str, keys: KeySource, *, anew: bool, beside_others: bool
) -> Upgrade:
    keyless = not keys.has_key
    may_make = anew or not (keys.was_used or kept.remains())
    try:
        where = kept.copies.folder
        return upgrade(url, keyless, may_make, backups=where, beside_others=beside_others)
    except StorageFault as fault:
        if keyless and fault.key == "fault.database_missing":
            raise StorageFault("fault.group_missing", path=kept.address.shown) from None
        raise


def _promises(address: Address, folder: Path, ring: OpenedKeyring, plan: ShardPlan) -> Tombstones:
    """Open the file of promises; it is made before the database says that there is one.

    Of several processes the one with the first shard sees to what is promised.
    """
    fulfilled = ring.kept.erased
    shared = plan.named is None or 0 not in plan.named
    found = Tombstones.open(folder, ring.cipher, fulfilled, shared=shared)
    if fulfilled is None:
        start_promises(address, ring.kept)
    return found


def _verified(opened: Storage, cipher: Cipher) -> Storage:
    address = opened.beside.backups.address
    try:
        verify(address, cipher)
    except BaseException:
        opened.close()
        raise
    if address.file is not None:
        clear_half_restored(address.file)
    return opened


def _tell(condition: StoreCondition | None, fault: StorageFault | None) -> None:
    if condition is None:
        return
    if fault is None:
        condition.worked()
    else:
        condition.failed(fault)
