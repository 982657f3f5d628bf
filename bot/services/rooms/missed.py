"""A meeting whose time has passed without a room: who is told, and opening it now all the same."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.calendar.occurrence import Occurrence, Phase
from bot.domain.ids import ChannelId
from bot.domain.outbox_entry import EntryKind, OutboxEntry, Subject
from bot.domain.rooms import opening
from bot.domain.server.server import Server
from bot.services.meeting.ending import end_in
from bot.services.outbox.handler import Posting, RenderContext
from bot.services.outbox.lines import line
from bot.services.outbox.notices import tell_organisers
from bot.services.outbox.reaching import places
from bot.services.ports.drawings import Line
from bot.services.ports.store import Tx
from bot.services.server.discretion import title_of

WORTH_TELLING = timedelta(hours=24)
"""What was missed longer ago is noted and told to nobody (docs/reliability.md#after-a-restart)."""


def tell_of_missed(tx: Tx, missed: Occurrence, now: datetime) -> None:
    """Tell organisers, those who lead and those who came; who leads can still open it in time."""
    if now - missed.starts_at > WORTH_TELLING:
        return
    about, number = Subject.meeting(missed.id), int(missed.starts_at.timestamp())
    in_time = opening.may_open_now(missed, now)
    why = "missed_open" if in_time else "missed"
    tell_organisers(tx, missed, why, now, reason=missed.reason, number=number)
    server = tx.servers.get(missed.guild)
    if server.announcements:
        tx.outbox.want(OutboxEntry(about, missed.guild, EntryKind.NOT_HELD, number, now))
    if in_time and _facilitators_channel(server):
        tx.outbox.want(OutboxEntry(about, missed.guild, EntryKind.MISSED, number, now))


def end_without_room(tx: Tx, current: Occurrence, now: datetime) -> None:
    """End a running meeting whose room is gone."""
    ended = end_in(tx, current.id, now, "ended")
    tx.occurrences.save(replace(ended, phase=Phase.CLOSED, reason=""))
    tx.traces.delete(current.id)


def _facilitators_channel(server: Server) -> ChannelId | None:
    """Give the facilitators' channel, unless the organisers' line stands there already."""
    told = next(iter(places(server)), None)
    return None if server.facilitators_channel == told else server.facilitators_channel


class _OfMissed(Posting):
    def is_still_relevant(self, context: RenderContext) -> bool:
        """Tell whether it was not opened since."""
        return context.occurrence.phase is Phase.MISSED


class MissedLine(_OfMissed):
    """A line for facilitators, with a way to open the meeting now."""

    kind = EntryKind.MISSED
    order = 6

    def channel(
        self, entry: OutboxEntry, occurrence: Occurrence, server: Server
    ) -> ChannelId | None:
        """Say it where facilitators are."""
        del entry, occurrence
        return _facilitators_channel(server)

    def draw(self, context: RenderContext, now: datetime) -> Line:
        """Draw the line."""
        del now
        return line(context, "facilitators.missed")


class NotHeldLine(_OfMissed):
    """A line where members look for the door; it names nobody."""

    kind = EntryKind.NOT_HELD
    order = 7

    def channel(
        self, entry: OutboxEntry, occurrence: Occurrence, server: Server
    ) -> ChannelId | None:
        """Say it where the door would stand."""
        del entry, occurrence
        return server.announcements

    def draw(self, context: RenderContext, now: datetime) -> Line:
        """Draw the line."""
        del now
        title = title_of(context.server, context.occurrence.title)
        return line(context, "note.not_held", title=title)
