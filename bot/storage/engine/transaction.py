"""The unit of work: each repository is made over the transaction where a work first uses it."""

from bot.domain.ids import GuildId
from bot.domain.server.share import ServerShare
from bot.storage.attendance.letters import LetterRows
from bot.storage.attendance.presence import PresenceRows
from bot.storage.calendar.changes import ChangeRows
from bot.storage.calendar.meeting_events import MeetingEventRows
from bot.storage.calendar.next_time import NextTimeRows
from bot.storage.calendar.occurrences import Occurrences
from bot.storage.calendar.reminders import ReminderRows
from bot.storage.calendar.series import SeriesRows
from bot.storage.calendar.templates import TemplateRows
from bot.storage.calendar.week_messages import WeekMessageRows
from bot.storage.engine.personal_data_registry import Kind, Registry
from bot.storage.journal.entries import Entries
from bot.storage.meeting.live_meetings import LiveMeetings
from bot.storage.meeting.stage_times import History
from bot.storage.meeting.traces import AllTraces
from bot.storage.outbox.entries import OutboxEntries
from bot.storage.people.memberships import Memberships
from bot.storage.prompts.heard import Heard
from bot.storage.prompts.own_prompts import OwnPrompts
from bot.storage.rows.access import Access
from bot.storage.rows.repository import Repository
from bot.storage.server.departures import DepartureRows
from bot.storage.server.servers import Servers


class Tx:
    """What a work may read and change; all of it is kept, or nothing."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._repositories: dict[type[Repository], Repository] = {}

    @property
    def access(self) -> Access:
        """What repositories are made over, for the storage's own work."""
        return self._access

    @property
    def share(self) -> ServerShare:
        """Which servers are looked after here, and not by another process."""
        return self._access.share

    def ours(self, guild: GuildId) -> bool:
        """Tell whether a server is looked after here."""
        return self.share.holds(guild)

    @property
    def registry(self) -> Registry:
        """All of them, for what forgets a server, grows old or is a member's."""
        return Registry(self._access, self._made)

    @property
    def servers(self) -> Servers:
        """What groups have settled."""
        return self._made(Servers)

    @property
    def departures(self) -> DepartureRows:
        """Servers that removed the bot."""
        return self._made(DepartureRows)

    @property
    def series(self) -> SeriesRows:
        """Meetings that come again."""
        return self._made(SeriesRows)

    @property
    def occurrences(self) -> Occurrences:
        """Single meetings in the calendar."""
        return self._made(Occurrences)

    @property
    def changes(self) -> ChangeRows:
        """Changes of the calendar, asked for and made."""
        return self._made(ChangeRows)

    @property
    def templates(self) -> TemplateRows:
        """Templates of a group's own."""
        return self._made(TemplateRows)

    @property
    def next_time(self) -> NextTimeRows:
        """Lines noted for next time."""
        return self._made(NextTimeRows)

    @property
    def week_messages(self) -> WeekMessageRows:
        """Standing messages of the week."""
        return self._made(WeekMessageRows)

    @property
    def meeting_events(self) -> MeetingEventRows:
        """Events of meetings in Discord's own lists."""
        return self._made(MeetingEventRows)

    @property
    def reminders(self) -> ReminderRows:
        """Who wants to be reminded of what."""
        return self._made(ReminderRows)

    @property
    def live_meetings(self) -> LiveMeetings:
        """Meetings that are running."""
        return self._made(LiveMeetings)

    @property
    def outbox(self) -> OutboxEntries:
        """What is wanted of Discord."""
        return self._made(OutboxEntries)

    @property
    def memberships(self) -> Memberships:
        """Who belongs to a group."""
        return self._made(Memberships)

    @property
    def heard(self) -> Heard:
        """Prompts that a group had lately."""
        return self._made(Heard)

    @property
    def prompts(self) -> OwnPrompts:
        """Prompts of a group's own."""
        return self._made(OwnPrompts)

    @property
    def history(self) -> History:
        """How long stages took."""
        return self._made(History)

    @property
    def traces(self) -> AllTraces:
        """Messages of ours that stay behind."""
        return self._made(AllTraces)

    @property
    def entries(self) -> Entries:
        """What members wrote for themselves."""
        return self._made(Entries)

    @property
    def presence(self) -> PresenceRows:
        """Minutes present, for a day."""
        return self._made(PresenceRows)

    @property
    def letters(self) -> LetterRows:
        """Attendance letters that were issued."""
        return self._made(LetterRows)

    @property
    def wipe_after(self) -> bool:
        """Whether deleted words are wiped from the database's log right after the commit."""
        return self._access.wipe

    @wipe_after.setter
    def wipe_after(self, wipe: bool) -> None:
        self._access.wipe = wipe

    def look_at_pages(self) -> None:
        """Read every page of a file; a damaged one is raised. A server looks by itself."""
        self._access.look_at_pages()

    def prove(self) -> None:
        """Write what changes nothing: where it commits, others can write too."""
        self._access.prove()

    def _made(self, kind: type[Kind]) -> Kind:
        """Make a repository, or give the one that was made."""
        made = self._repositories.get(kind)
        if made is None:
            made = self._repositories[kind] = kind(self._access)
        assert isinstance(made, kind)  # noqa: S101 - the one of its own kind
        return made
