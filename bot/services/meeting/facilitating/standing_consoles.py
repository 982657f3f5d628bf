"""Keeps a console in the facilitators' channel where organisers want one, and nowhere else."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from bot.domain.ids import ChannelId, GuildId, MessageId, OccurrenceId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.rights import MeetingOver
from bot.domain.meeting.shown.standing_console import stands_in
from bot.domain.outbox_entry import EntryKind, OutboxEntry
from bot.domain.server.server import Server
from bot.services.meeting.deleted.posted_again import standing
from bot.services.meeting.meetings import Meetings
from bot.services.ports.rooms import Rooms
from bot.services.ports.store import Store, Tx
from bot.services.server.console_channel import may_console_stand

EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class ConsoleUpkeep:
    """Looks where a console is to stand: a setting, a channel or its readers may have changed."""

    store: Store
    rooms: Rooms
    meetings: Meetings

    async def look(self, only: GuildId | None = None) -> None:
        """See to it that every running meeting has its console where it is to stand, or none.

        Of every server, or of one.
        """
        for meeting, server in await self.store.run(partial(_concerned, only=only)):
            wanted = server.console_in
            if wanted is not None and not may_console_stand(self.rooms.needs(server)):
                wanted = None
            if meeting.console_in != wanted:
                await self._place(meeting.id, wanted)

    async def _place(self, meeting: OccurrenceId, wanted: ChannelId | None) -> None:
        with suppress(MeetingOver):
            await self.meetings.decide(meeting, lambda now, _: stands_in(now, wanted), redraw=False)


@dataclass(frozen=True, slots=True)
class StandingConsoles:
    """What the consoles show, and where they stand: for whoever draws them anew."""

    store: Store
    meetings: Meetings
    _posted: dict[OccurrenceId, OutboxEntry] = field(default_factory=dict)

    def is_wanted(self, meeting: OccurrenceId) -> bool:
        """Tell whether a meeting may have one; what is not known from memory may."""
        known = self.store.latest(meeting)
        return known is None or known.console_in is not None

    async def newest(self, meeting: OccurrenceId) -> tuple[LiveMeeting, OutboxEntry] | None:
        """Give a running meeting and its console where that was posted, for redrawing."""
        known, posted = self.store.latest(meeting), self._posted.get(meeting)
        stands = known and known.console_in and EntryKind.CONSOLE not in known.away
        if known and stands and posted and posted.seq == known.consoles:
            return known, posted
        self._posted.pop(meeting, None)
        seen = await self.store.run(partial(_read, meeting=meeting))
        if seen is not None:
            self._posted[meeting] = seen[1]
        return seen

    async def lost(self, meeting: OccurrenceId, message: MessageId) -> None:
        """Take note that somebody has deleted the one there was."""
        await self.meetings.lost(meeting, message, EntryKind.CONSOLE)


def _concerned(tx: Tx, only: GuildId | None) -> Collection[tuple[LiveMeeting, Server]]:
    """Give the running meetings that have a console, or whose server wants one."""
    running = [one for one in tx.live_meetings.all() if only in {None, one.guild}]
    found = [(one, tx.servers.get(one.guild)) for one in running if tx.ours(one.guild)]
    return [(one, server) for one, server in found if one.console_in or server.console_in]


def _read(tx: Tx, meeting: OccurrenceId) -> tuple[LiveMeeting, OutboxEntry] | None:
    seen = standing(tx, meeting, EntryKind.CONSOLE)
    return seen if seen is not None and seen[0].console_in is not None else None
