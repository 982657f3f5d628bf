"""The restore drill: a copy is put into a place of its own and read whole, and nothing stays."""

import asyncio
import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.domain.ids import MemberId
from bot.storage.database.copies import CopyFolder
from bot.storage.database.opening import open_storage
from bot.storage.database.restoring import restore
from bot.storage.engine.transaction import Tx
from bot.storage.files.durable import make_folder
from bot.storage.files.faults import StorageFault
from bot.storage.sealing.cipher import Cipher
from bot.storage.sealing.key_source import Keys, KeySource
from bot.storage.sealing.keys import open_keys

_NOBODY = MemberId(0)


@dataclass(frozen=True, slots=True)
class Drilled:
    """What could be read in a copy once it was restored."""

    servers: int
    meetings: int


def drill(copy: Path, copies: CopyFolder, keys: Keys, now: datetime) -> Drilled:
    """Restore a copy into a new folder among them, bring it up to date, open all of it.

    The bot may run meanwhile, and other drills: nothing that is there is touched. Raises
    StorageFault.
    """
    if not KeySource.of(keys).has_key:
        raise StorageFault("fault.key_missing")
    cipher, _ = open_keys(keys)
    if copy.suffix == ".dump":
        raise StorageFault("fault.drill_on_server", path=str(copy))
    try:
        copies.clear_drills(now)
        make_folder(copies.folder)
        place = Path(tempfile.mkdtemp(prefix=copies.drill_prefix, dir=copies.folder))
    except OSError:
        raise StorageFault("fault.copy_unwritable", path=str(copies.folder)) from None
    try:
        return _drill_in(place, copy, keys, cipher, now)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _drill_in(place: Path, copy: Path, keys: Keys, cipher: Cipher, now: datetime) -> Drilled:
    file = place / "openround.db"
    restore(file, copy, cipher, now)
    storage = open_storage(f"sqlite:///{file}", keys, lambda: None)
    try:
        return asyncio.run(storage.store.run(_read_all))
    finally:
        storage.close()


def _read_all(tx: Tx) -> Drilled:
    """Open everything that is sealed, as when somebody asks what is kept of them."""
    servers = tx.registry.servers()
    meetings = [one for guild in servers for one in tx.occurrences.of(guild)]
    tx.memberships.open_one()
    for guild in servers:
        for one in tx.registry.personal:
            one.holdings(_NOBODY, guild)
    return Drilled(len(servers), len(meetings))
