"""Writes the page of meetings and its feeds once, also while the bot runs."""

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bot.app.clock import clock_of
from bot.app.keys import keys_of
from bot.app.wiring.web import private_places
from bot.config.settings import Settings
from bot.services.calendar.publishing import Publishing
from bot.storage.database.copies import write_copy
from bot.storage.database.health import check_file
from bot.storage.database.inspection import DatabaseState, InspectedDatabase
from bot.storage.database.keyring_opening import cipher_for
from bot.storage.engine.store import Store
from bot.storage.files.address import Address
from bot.storage.files.faults import StorageFault
from bot.storage.files.site import SiteFolder
from bot.storage.sealing.keys import open_keys


def publish_once(settings: Settings, folder: Path) -> int:
    """Write the page into a folder; gives how many groups are on it. Raises StorageFault."""
    site = SiteFolder(folder, private_places(settings.database))
    clock = clock_of(settings.clock)
    with _reading(settings) as store:
        return asyncio.run(Publishing(store, clock, site).publish())


@contextmanager
def _reading(settings: Settings) -> Iterator[Store]:
    """Give a store to read from: of a file a copy, for the bot may be writing to it."""
    database, keys = settings.database, keys_of(settings.database)
    address, found = Address.of(database.url), InspectedDatabase(database.url, keys).inspect()
    if found is DatabaseState.NOTHING:
        raise StorageFault("fault.database_missing", path=address.shown)
    if found is DatabaseState.BEHIND:
        raise StorageFault("fault.site_behind")
    if not keys.has_key:
        raise StorageFault("fault.key_missing")
    cipher = cipher_for(address, open_keys(keys)[0])
    if address.file is None:
        with closing(Store(database.url, cipher)) as store:
            yield store
        return
    with tempfile.TemporaryDirectory(dir=address.file.parent, prefix=".publish-") as folder:
        copy = write_copy(address.file, Path(folder) / "copy.db", check_file)
        with closing(Store(f"sqlite:///{copy}", cipher)) as store:
            yield store
