"""The console that stands in the facilitators' channel: wanted, posted, taken away."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.calendar.occurrence import Occurrence
from bot.domain.ids import ChannelId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.outbox_entry import EntryKind, OutboxEntry, Subject
from bot.domain.server.server import Server
from bot.services.outbox.handler import Handler, Posting, RenderContext
from bot.services.outbox.taking_away import TakingAway
from bot.services.ports.drawings import Drawing, StandingConsole
from bot.services.ports.messages import Mark
from bot.services.ports.rooms import Rooms
from bot.services.ports.store import Tx
from bot.services.server.console_channel import may_console_stand


def want_console(tx: Tx, meeting: LiveMeeting, now: datetime) -> None:
    """Want the newest console posted, where one is to stand."""
    _want(tx, meeting, EntryKind.CONSOLE, now)


def want_console_gone(tx: Tx, meeting: LiveMeeting, now: datetime) -> None:
    """Want the newest console taken away, where one stands."""
    _want(tx, meeting, EntryKind.CONSOLE_GONE, now)


def _want(tx: Tx, meeting: LiveMeeting, kind: EntryKind, now: datetime) -> None:
    if meeting.console_in is not None:
        about, number = Subject.meeting(meeting.id), meeting.consoles
        entry = OutboxEntry(about, meeting.guild, kind, number, now)
        tx.outbox.want(replace(entry, channel=meeting.console_in))


class _InItsChannel(Handler):
    """A kind about a console, which stays in the channel that it was wanted for."""

    def channel(
        self, entry: OutboxEntry, occurrence: Occurrence, server: Server
    ) -> ChannelId | None:
        """Name that channel."""
        del occurrence, server
        return entry.channel


@dataclass(frozen=True)
class ConsolePosted(_InItsChannel, Posting):
    """The standing console, where nobody but facilitators and organisers would see it."""

    rooms: Rooms

    kind = EntryKind.CONSOLE
    order = 1

    def is_still_relevant(self, context: RenderContext) -> bool:
        """Tell whether it is the newest of a meeting that runs, and may stand there."""
        meeting, entry = context.meeting, context.entry
        if meeting is None or (meeting.consoles, meeting.console_in) != (entry.seq, entry.channel):
            return False
        return may_console_stand(self.rooms.needs(context.server))

    def mark(self, entry: OutboxEntry) -> Mark | None:
        """Know it by its number, which its way to the private console carries."""
        return Mark(entry.meeting, place=f"s{entry.seq}")

    def draw(self, context: RenderContext, now: datetime) -> Drawing:
        """Draw the meeting as it stands."""
        assert context.meeting is not None  # noqa: S101 - drawn only while it is relevant
        return StandingConsole(context.meeting, now)

    def is_outdated(self, tx: Tx, context: RenderContext) -> bool:
        """Tell whether the meeting went on while it was posted."""
        running, drawn = tx.live_meetings.get(context.occurrence.id), context.meeting
        return running is not None and drawn is not None and running.version != drawn.version


class ConsoleGone(_InItsChannel, TakingAway):
    """A standing console taken away, once a newer one stands or none is to."""

    kind = EntryKind.CONSOLE_GONE
    order = 2
    edits = EntryKind.CONSOLE

    def comes_after(self, tx: Tx, entry: OutboxEntry) -> tuple[OutboxEntry | None, ...]:
        """Wait for the newer one too."""
        newer = tx.outbox.get(entry.subject, EntryKind.CONSOLE, entry.seq + 1)
        return (*super().comes_after(tx, entry), newer)

    def settled(self, tx: Tx, entry: OutboxEntry) -> None:
        """Forget which message it was."""
        posted = self.edited(tx, entry)
        if posted is not None:
            tx.outbox.drop(posted)
