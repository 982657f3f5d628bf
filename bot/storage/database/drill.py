"""The restore drill: a copy is put into a place of its own and read whole, and nothing stays."""

import asyncio
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.domain.ids import MemberId
from bot.storage.database.opening import open_storage
from bot.storage.database.restoring import restore
from bot.storage.engine.transaction import Tx
from bot.storage.files.durable import make_folder
from bot.storage.files.faults import StorageFault
from bot.storage.sealing.keys import open_keys

_NOBODY = MemberId(0)


@dataclass(frozen=True, slots=True)
class Drilled:
    """What could be read in a copy once it was restored."""

    servers: int
    meetings: int


def drill(copy: Path, folder: Path, key_file: Path, now: datetime) -> Drilled:
    """Restore a copy into `folder`, bring it up to date, open all of it. Raises StorageFault.

    The bot may run meanwhile: its database is not touched.
    """
    if not key_file.exists():
        raise StorageFault("fault.key_missing")
    cipher, _ = open_keys(key_file)
    if copy.suffix == ".dump":
        raise StorageFault("fault.drill_on_server", path=str(copy))
    file = folder / "drill" / "openround.db"
    shutil.rmtree(file.parent, ignore_errors=True)
    try:
        make_folder(file.parent)
        restore(file, copy, cipher, now)
        storage = open_storage(f"sqlite:///{file}", key_file, lambda: None)
        try:
            return asyncio.run(storage.store.run(_read_all))
        finally:
            storage.close()
    except OSError:
        raise StorageFault("fault.copy_unwritable", path=str(folder)) from None
    finally:
        shutil.rmtree(file.parent, ignore_errors=True)


def _read_all(tx: Tx) -> Drilled:
    """Open everything that is sealed, as when somebody asks what is kept of them."""
    servers = tx.registry.servers()
    meetings = [one for guild in servers for one in tx.occurrences.of(guild)]
    tx.memberships.open_one()
    for guild in servers:
        for one in tx.registry.personal:
            one.holdings(_NOBODY, guild)
    return Drilled(len(servers), len(meetings))
