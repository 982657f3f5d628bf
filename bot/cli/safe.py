"""The safe on the command line: a database of our own, promises kept, the key."""

import asyncio
from datetime import datetime, timedelta

from bot.app.clock import clock_of
from bot.app.keys import keys_of
from bot.config.settings import Database, Settings
from bot.services.people.personal_data import erasers
from bot.services.people.privacy import Privacy
from bot.storage.database.backups import CopyPlan
from bot.storage.database.inspection import InspectedDatabase
from bot.storage.database.keyring_opening import must_hold_promises
from bot.storage.database.opening import Storage, open_storage
from bot.storage.files.address import Address
from bot.storage.files.faults import StorageFault, is_there
from bot.storage.sealing.keys import open_keys
from bot.text.catalog import FALLBACK, Shown, speaker

OLD = timedelta(days=2 * 365).total_seconds()
"""So long a master key is used before it is to be changed."""

say = speaker(FALLBACK)


class _NoTick:
    """Nothing ticks while the bot does not run; what is due is done at its next start."""

    def by(self, _at: datetime) -> None:
        """Wake nobody."""


def must_be_there(settings: Settings) -> None:
    """Make nothing new: where there is no database, or no key to it, nothing is to be done.

    Raises StorageFault.
    """
    file, keys = Address.of(settings.database.url).file, keys_of(settings.database)
    there, has_key = file is None or is_there(file), keys.has_key
    if not there:
        raise StorageFault("fault.database_missing", path=str(file))
    if not has_key:
        raise StorageFault("fault.key_missing")


def opened(settings: Settings) -> Storage:
    """Open the database for this process alone. Raises StorageFault."""
    database = settings.database
    plan = CopyPlan(database.backups)
    return open_storage(database.url, keys_of(database), lambda: None, copies=plan)


def privacy_of(settings: Settings, storage: Storage) -> Privacy:
    """Give what erases people in an open database."""
    clock, promises = clock_of(settings.clock), storage.beside.promises
    return Privacy(storage.store, clock, _NoTick(), erasers(), promises)


def finish(settings: Settings) -> None:
    """Erase whatever is promised and still there. Raises StorageFault."""
    storage = opened(settings)
    try:
        asyncio.run(privacy_of(settings, storage).finish())
    finally:
        storage.close()


def is_key_old(database: InspectedDatabase, now: float) -> bool:
    """Tell whether the master key is to be changed for a new one; nobody sees how old a given is.

    Raises StorageFault where the file beside it, with who was erased, does not fit the database.
    """
    keys = database.keys
    must_hold_promises(database.address, open_keys(keys)[0], keys.file.parent)
    return not keys.given and now - keys.file.stat().st_mtime > OLD


def key_line(database: Database) -> str:
    """Say that the key fits, and where it comes from."""
    path = {} if database.key_path is None else {"path": Shown(database.key_path)}
    return say(f"doctor.key_{database.key_origin}", **path)
