"""The safe on the command line: a database of our own, promises kept, a new master key."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.app.clock import clock_of
from bot.config.settings import Settings
from bot.services.people.personal_data import erasers
from bot.services.people.privacy import Privacy
from bot.storage.database.backups import CopyPlan
from bot.storage.database.copies import COPIES_KEPT
from bot.storage.database.inspection import InspectedDatabase
from bot.storage.database.keyring_opening import is_moving, must_hold_promises
from bot.storage.database.opening import Storage, open_storage
from bot.storage.files.address import Address
from bot.storage.files.faults import StorageFault, is_there
from bot.storage.sealing.keys import add_master, open_keys
from bot.text.catalog import FALLBACK, Shown, speaker

Tell = Callable[[str], None]
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
    file, key_file = Address.of(settings.database.url).file, settings.database.key_file
    there, has_key = file is None or is_there(file), is_there(key_file)
    if not there:
        raise StorageFault("fault.database_missing", path=str(file))
    if not has_key:
        raise StorageFault("fault.key_missing")


def opened(settings: Settings) -> Storage:
    """Open the database for this process alone. Raises StorageFault."""
    database = settings.database
    plan = CopyPlan(database.backups)
    return open_storage(database.url, database.key_file, lambda: None, copies=plan)


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
    """Tell whether the master key is to be changed for a new one.

    Raises StorageFault where the file beside it, with who was erased, does not fit the database.
    """
    key_file = database.key_file
    must_hold_promises(database.address, open_keys(key_file)[0], key_file.parent)
    return now - key_file.stat().st_mtime > OLD


def rotate(settings: Settings, tell: Tell) -> int:
    """Put a new master key in front, and seal all that is kept anew.

    A bot that runs does that by itself; the former key stays in the file for as long as copies of
    before may be needed. Raises StorageFault.
    """
    must_be_there(settings)
    try:
        storage = opened(settings)
    except StorageFault as fault:
        if fault.key != "fault.second_process":
            raise
        return _beside_the_bot(settings, tell)
    try:
        _add(settings)
        asyncio.run(storage.beside.rekeying.to_the_end())
    finally:
        storage.close()
    return _done(settings, tell, "keys.rotated")


def _beside_the_bot(settings: Settings, tell: Tell) -> int:
    database = settings.database
    if is_moving(Address.of(database.url), open_keys(database.key_file)[0]):
        tell(say("keys.under_way"))
        return 0
    _add(settings)
    return _done(settings, tell, "keys.asked")


def _add(settings: Settings) -> None:
    until = clock_of(settings.clock).now() + COPIES_KEPT
    add_master(settings.database.key_file, until.date())


def _done(settings: Settings, tell: Tell, key: str) -> int:
    tell(say(key))
    tell(say("keys.back_up", path=Shown(settings.database.key_file), days=COPIES_KEPT.days))
    return 0
