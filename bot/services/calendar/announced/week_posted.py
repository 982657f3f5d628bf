"""The standing message in Discord: posted once, changed where it stands, the old one deleted."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from bot.domain.calendar.announced.week_message import cleared_up, posted
from bot.domain.ids import GuildId, MessageId, OccurrenceId
from bot.domain.outbox_entry import EntryKind, OutboxEntry
from bot.services.calendar.announced.week_work import WeekWork, note_deleted, want_week, work_of
from bot.services.outbox.handler import Standalone
from bot.services.outbox.reaching import CLOSED
from bot.services.ports.clock import Clock
from bot.services.ports.messages import Mark, Messages
from bot.services.ports.rooms import Rooms
from bot.services.ports.store import Store, Tx
from bot.services.ports.trouble import Blocked, Gone
from bot.services.server.setup_monitor import why_no_announcement

NO_MEETING = OccurrenceId(0)


@dataclass(frozen=True)
class WeekPosted(Standalone):
    """The standing message of a server shows its week as it is now."""

    store: Store
    clock: Clock
    rooms: Rooms
    messages: Messages

    kind = EntryKind.WEEK
    lasts = None

    async def deliver(self, entry: OutboxEntry) -> MessageId | None:
        """Post or change it, then delete the one before it. Raises Blocked, Unsure."""
        now = self.clock.now()
        work = await self.store.run(lambda tx: work_of(tx, entry.guild, now))
        if work is None or work.known.number != entry.seq:
            return None  # another one stands for it by now
        if work.posts:
            await self._post(entry, work)
        elif work.edits:
            await self._edit(entry, work)
        if work.clears_up:
            await self._clear_up(work)
        return None

    def settled(self, tx: Tx, entry: OutboxEntry) -> None:
        """Go on where the week became another while this one was drawn."""
        want_week(tx, entry.guild, self.clock.now())

    async def _post(self, entry: OutboxEntry, work: WeekWork) -> None:
        closed = why_no_announcement(work.server, self.rooms.needs(work.server))
        if closed:
            raise Blocked(closed)
        is_another_try = entry.attempts > 1
        try:
            message = await self.messages.send(
                work.drawing,
                work.known.channel,
                entry.key,
                look_first=is_another_try,
                mark=mark_of(entry.seq),
            )
        except Gone as gone:
            raise Blocked("no_announcements") from gone
        # What an earlier try has posted may show the week as it was then.
        drawn = "" if is_another_try else work.digest
        note = partial(_note_posted, seen=work, message=message, drawn=drawn, now=self.clock.now())
        await self.store.run(note)

    async def _edit(self, entry: OutboxEntry, work: WeekWork) -> None:
        known, now = work.known, self.clock.now()
        if known.message is None:
            return
        try:
            await self.messages.edit(work.drawing, known.channel, known.message)
        except Gone:
            await self.store.run(lambda tx: note_deleted(tx, entry.seq, entry.guild, now))
        else:
            await self.store.run(lambda tx: _note_drawn(tx, entry.guild, entry.seq, work.digest))

    async def _clear_up(self, work: WeekWork) -> None:
        known = work.known
        if known.old_channel is None or known.old_message is None:
            return
        try:
            with suppress(Gone):
                await self.messages.delete(known.old_channel, known.old_message)
        except Blocked as blocked:
            if blocked.reason not in CLOSED:
                raise
        old = known.old_message
        await self.store.run(lambda tx: _note_cleared(tx, known.guild, old))


def mark_of(number: int) -> Mark:
    """Know a standing message by its button."""
    return Mark(NO_MEETING, "new_here", place_of(number))


def place_of(number: int) -> str:
    """Give what the button of a standing message says of it."""
    return f"week.{number}"


def _note_posted(tx: Tx, seen: WeekWork, message: MessageId, drawn: str, now: datetime) -> None:
    known = tx.week_messages.get(seen.known.guild)
    if known is not None and known.number == seen.known.number:
        tx.week_messages.put(posted(known, message, drawn, now))


def _note_drawn(tx: Tx, guild: GuildId, number: int, drawn: str) -> None:
    known = tx.week_messages.get(guild)
    if known is not None and known.number == number:
        tx.week_messages.put(replace(known, drawn=drawn))


def _note_cleared(tx: Tx, guild: GuildId, old: MessageId) -> None:
    known = tx.week_messages.get(guild)
    if known is not None and known.old_message == old:
        tx.week_messages.put(cleared_up(known))
