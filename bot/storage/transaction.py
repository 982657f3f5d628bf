"""The unit of work: each repository is made over the transaction where a work first uses it."""

from datetime import datetime
from functools import cached_property

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

    @cached_property
    def servers(self) -> Servers:
        """What groups have settled."""
        return Servers(self._access)

    @cached_property
    def series(self) -> SeriesRows:
        """Meetings that come again."""
        return SeriesRows(self._access)

    @cached_property
    def occurrences(self) -> Occurrences:
        """Single meetings in the calendar."""
        return Occurrences(self._access)

    @cached_property
    def evenings(self) -> Evenings:
        """Meetings that are running."""
        return Evenings(self._access)

    @cached_property
    def effects(self) -> Effects:
        """What is wanted of Discord."""
        return Effects(self._access)

    @cached_property
    def memberships(self) -> Memberships:
        """Who belongs to a group."""
        return Memberships(self._access)

    @cached_property
    def heard(self) -> Heard:
        """Prompts that a group had lately."""
        return Heard(self._access)

    @cached_property
    def prompts(self) -> Prompts:
        """Prompts of a group's own."""
        return Prompts(self._access)

    @cached_property
    def history(self) -> History:
        """How long stages took."""
        return History(self._access)

    @cached_property
    def traces(self) -> AllTraces:
        """Messages of ours that stay behind."""
        return AllTraces(self._access)

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
