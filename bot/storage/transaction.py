"""The unit of work: every noun's repository over one transaction."""

from datetime import datetime

from bot.storage import retention
from bot.storage.access import Access
from bot.storage.effects import Effects
from bot.storage.evenings import Evenings
from bot.storage.heard import Heard
from bot.storage.history import History
from bot.storage.memberships import Memberships
from bot.storage.occurrences import Occurrences
from bot.storage.prompts import Prompts
from bot.storage.series import SeriesRows
from bot.storage.servers import Servers
from bot.storage.traces import AllTraces


class Tx:
    """What a work may read and change; all of it is kept, or nothing."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self.servers = Servers(access)
        self.series = SeriesRows(access)
        self.occurrences = Occurrences(access)
        self.evenings = Evenings(access)
        self.effects = Effects(access)
        self.memberships = Memberships(access)
        self.heard = Heard(access)
        self.prompts = Prompts(access)
        self.history = History(access)
        self.traces = AllTraces(access)

    @property
    def wipe_after(self) -> bool:
        """Whether deleted words are wiped from the database's log right after the commit."""
        return self._access.wipe

    @wipe_after.setter
    def wipe_after(self, wipe: bool) -> None:
        self._access.wipe = wipe

    def prune(self, now: datetime) -> None:
        """Delete every row whose time is over."""
        retention.prune(self._access, now)
