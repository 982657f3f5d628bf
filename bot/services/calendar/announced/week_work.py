"""What is to be done for a server's standing message: posted, changed, taken away, or nothing."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.calendar.announced.this_week import Doors, ThisWeek, this_week
from bot.domain.calendar.announced.week_message import (
    WeekMessage,
    moving_on,
    was_deleted,
)
from bot.domain.calendar.occurrence import FINAL, Phase
from bot.domain.ids import GuildId
from bot.domain.outbox_entry import EntryKind, EntryState, OutboxEntry, Subject
from bot.domain.server.server import Server
from bot.services.outbox.server_lines import tell_server
from bot.services.ports.drawings import StandingMessage
from bot.services.ports.store import Tx
from bot.services.server.discretion import in_public

_SHOWN = (frozenset(Phase) - FINAL) | {Phase.CANCELLED}


@dataclass(frozen=True, slots=True)
class WeekWork:
    """Where the message stands, and what it is to show."""

    known: WeekMessage
    server: Server
    week: ThisWeek
    posts: bool = False
    edits: bool = False

    @property
    def digest(self) -> str:
        """The digest of what it is to show."""
        return self.week.digest(self.server.language)

    @property
    def drawing(self) -> StandingMessage:
        """What it is to show."""
        return StandingMessage(self.server.language, self.week, self.known.number, self.known.guild)

    @property
    def clears_up(self) -> bool:
        """Whether the one before it still has to be deleted."""
        return self.known.old_message is not None

    @property
    def is_any(self) -> bool:
        """Whether there is anything to do."""
        return self.posts or self.edits or self.clears_up


def week_of(tx: Tx, server: Server, now: datetime) -> ThisWeek:
    """Give the meetings of a server's week, as everybody may see them."""
    listed = in_public(server, tx.occurrences.of(server.id, _SHOWN))
    doors: Doors = {
        one.id: (door.channel, door.message)
        for one in listed
        if one.phase is Phase.OPEN
        if (door := tx.outbox.get(Subject.meeting(one.id), EntryKind.DOOR, 0))
        if door.channel and door.message
    }
    return this_week(listed, doors, now, server.timezone or "UTC")


def work_of(tx: Tx, guild: GuildId, now: datetime) -> WeekWork | None:
    """Say what is to be done; None where a server has no such message, and wants none."""
    server, left = tx.servers.get(guild), tx.departures.get(guild)
    known = tx.week_messages.get(guild)
    if left is not None:
        return _while_it_rests(known, server) if left.back_at else None
    week = week_of(tx, server, now)
    if server.announcements is None or (known is None and not week.lines):
        return None
    known = known or WeekMessage(guild, server.announcements)
    if known.channel != server.announcements and known.old_message is None:
        known = moving_on(known, server.announcements)
    work = WeekWork(known, server, week)
    if known.message is not None:
        return replace(work, edits=known.drawn != work.digest)
    return replace(work, posts=not known.stays_away(work.digest, now))


def _while_it_rests(known: WeekMessage | None, server: Server) -> WeekWork | None:
    """Take it away while nobody has said that all goes on: it would promise what doesn't open."""
    if known is None:
        return None
    gone = moving_on(known, known.channel) if known.old_message is None else known
    return WeekWork(gone, server, ThisWeek())


def want_week(tx: Tx, guild: GuildId, now: datetime, *, soon: bool = False) -> bool:
    """Want of Discord what is to be done; tells whether anything is. Safe to repeat.

    What waits because Discord refused it is tried `soon` again.
    """
    work = work_of(tx, guild, now)
    if work is None or not work.is_any:
        return False
    tx.week_messages.put(work.known)
    about, number = Subject.server(guild), work.known.number
    known = tx.outbox.get(about, EntryKind.WEEK, number)
    if known is None:
        tx.outbox.want(OutboxEntry(about, guild, EntryKind.WEEK, number, now))
    elif known.is_open and soon and known.due > now:
        tx.outbox.update_if_unchanged(replace(known, due=now))
    elif not known.is_open:
        # One that may have been posted, and nobody knows, is looked for: its tries go on counting.
        again = replace(known, state=EntryState.WANTED, due=now)
        anew = replace(again, attempts=0, claimed_at=None)
        tx.outbox.update_if_unchanged(anew if work.known.message else again)
    return True


def note_deleted(tx: Tx, number: int, guild: GuildId, now: datetime) -> None:
    """Note that somebody deleted the message; its organisers hear of it where it stays away."""
    known = tx.week_messages.get(guild)
    if known is None or known.number != number:
        return
    gone = was_deleted(known, now)
    tx.week_messages.put(gone)
    if gone.is_unwanted:
        tell_server(tx, guild, "week_deleted", now, number=gone.number)
    want_week(tx, guild, now)
