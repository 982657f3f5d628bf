"""What is promised to be erased, carried out on the command line while no bot runs."""

import asyncio
from datetime import datetime

from bot.app.clock import clock_of
from bot.config.settings import Settings
from bot.services.people.personal_data import erasers
from bot.services.people.privacy import Privacy
from bot.storage.database.backups import CopyPlan
from bot.storage.database.opening import Storage, open_storage


class _NoTick:
    """Nothing ticks while the bot does not run; what is due is done at its next start."""

    def by(self, _at: datetime) -> None:
        """Wake nobody."""


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
