"""The page outside Discord: written every day where whoever runs the bot has named a folder."""

import logging
from datetime import timedelta
from pathlib import Path

from bot.config.settings import Database, Settings
from bot.domain.errors import StoreFault
from bot.scheduler import PeriodicTask
from bot.services.ports.clock import Clock
from bot.services.ports.store import Store
from bot.storage.files.address import Address
from bot.storage.files.site import SiteFolder

_DAY = timedelta(days=1)
_FIRST = timedelta(minutes=1)
"""A start has more urgent things to do."""

log = logging.getLogger(__name__)


def web_tasks(settings: Settings, store: Store, clock: Clock) -> tuple[PeriodicTask, ...]:
    """Give the daily work on the page; none where no folder is named."""
    folder = settings.publish.folder
    if folder is None:
        return ()
    from bot.services.calendar.publishing import Publishing  # noqa: PLC0415 - few name a folder

    publishing = Publishing(store, clock, SiteFolder(folder, private_places(settings.database)))

    async def publish() -> None:
        """Write the page; what is in the way is logged, and tried again the next day."""
        try:
            await publishing.publish()
        except StoreFault as fault:
            log.error("page.not_written", extra={"code": fault.key})  # noqa: TRY400 - says it all

    return (PeriodicTask("publish", publish, _DAY, first=_FIRST, of_no_server=True),)


def private_places(database: Database) -> tuple[Path, ...]:
    """Name the folders that no page may lie in, or hold: those of the database and its key."""
    file, copies = Address.of(database.url).file, database.backups
    kept = (database.key_path, file)
    return (*(one.parent for one in kept if one), *([copies] if copies else []))
