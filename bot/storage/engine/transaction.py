"""The unit of work: each repository is made over the transaction where a work first uses it."""

from datetime import datetime
from functools import cached_property

from bot.storage.calendar.occurrences import Occurrences
from bot.storage.calendar.series import SeriesRows
from bot.storage.engine import retention
from bot.storage.meeting.live_meetings import Evenings
from bot.storage.meeting.stage_times import History
from bot.storage.meeting.traces import AllTraces
from bot.storage.people.memberships import Memberships
from bot.storage.prompts.heard import Heard
from bot.storage.prompts.own_prompts import Prompts
from bot.storage.rooms.outbox_entries import Effects
from bot.storage.rows.access import Access
from bot.storage.server.servers import Servers


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
