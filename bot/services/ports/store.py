"""The store: one transaction, and who runs a piece of work in it."""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Protocol, TypeVar

from bot.domain.ids import GuildId, OccurrenceId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.server.share import ServerShare
from bot.services.ports.attendance_rows import LetterRows, PresenceRows
from bot.services.ports.journal_rows import Entries
from bot.services.ports.personal_rows import (
    AllNextTime,
    AllTraces,
    Memberships,
    OwnPrompts,
    Registry,
    ReminderRows,
)
from bot.services.ports.rows import (
    AllChanges,
    AllDepartures,
    AllMeetingEvents,
    AllSeries,
    AllTemplates,
    AllWeekMessages,
    Heard,
    History,
    LiveMeetings,
    Occurrences,
    OutboxEntries,
    Servers,
)

Answer = TypeVar("Answer")

GIVES_WAY: ContextVar[bool] = ContextVar("GIVES_WAY", default=False)
"""Whether what a task asks of the store gives way to what people wait for: the tick's work does."""


class Tx(Protocol):
    """One transaction: everything in it happens, or nothing.

    What time makes due is that of servers which are looked after here (`ours`); all else is of all.
    """

    @property
    def share(self) -> ServerShare: ...
    def ours(self, guild: GuildId) -> bool: ...
    @property
    def servers(self) -> Servers: ...
    @property
    def departures(self) -> AllDepartures: ...
    @property
    def series(self) -> AllSeries: ...
    @property
    def occurrences(self) -> Occurrences: ...
    @property
    def changes(self) -> AllChanges: ...
    @property
    def templates(self) -> AllTemplates: ...
    @property
    def next_time(self) -> AllNextTime: ...
    @property
    def week_messages(self) -> AllWeekMessages: ...
    @property
    def meeting_events(self) -> AllMeetingEvents: ...
    @property
    def reminders(self) -> ReminderRows: ...
    @property
    def live_meetings(self) -> LiveMeetings: ...
    @property
    def outbox(self) -> OutboxEntries: ...
    @property
    def memberships(self) -> Memberships: ...
    @property
    def heard(self) -> Heard: ...
    @property
    def prompts(self) -> OwnPrompts: ...
    @property
    def history(self) -> History: ...
    @property
    def traces(self) -> AllTraces: ...
    @property
    def entries(self) -> Entries: ...
    @property
    def presence(self) -> PresenceRows: ...
    @property
    def letters(self) -> LetterRows: ...
    @property
    def registry(self) -> Registry: ...


class Store(Protocol):
    """Runs a piece of work in one transaction, off the loop; the work may be run again.

    `latest` gives a running meeting as it was committed last, where that is known without asking.
    Whatever is in the way is raised as StoreFault.
    """

    async def run(self, work: Callable[[Tx], Answer]) -> Answer: ...
    def latest(self, meeting: OccurrenceId) -> LiveMeeting | None: ...


class ProvableStore(Store, Protocol):
    """A store that can show that it works: `prove` writes what changes nothing.

    `look_at_pages` looks whether all of it can be read.
    """

    async def prove(self) -> None: ...
    async def look_at_pages(self) -> None: ...
