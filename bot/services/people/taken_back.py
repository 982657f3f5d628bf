"""Outbox handlers that delete messages with a member's words, and overwrites that name members."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.ids import MemberId, MessageId
from bot.domain.meeting import traces
from bot.domain.outbox_entry import EntryKind, EntryState, OutboxEntry
from bot.services.outbox.effacing import Unnaming, Unsaying
from bot.services.outbox.handler import Effacing, Standalone
from bot.services.ports.messages import Messages
from bot.services.ports.room_access import MemberAccess
from bot.services.ports.rooms import Rooms
from bot.services.ports.store import Store, Tx
from bot.services.ports.trouble import Blocked, Unsure

LONGEST_TRIED = timedelta(days=7)
"""So long is tried to delete what Discord refuses to delete in private messages."""
_MORE = MessageId(1)
"""Stands for what is left."""
MOST_TAKEN_DOWN = 10
"""So many messages are taken down at a time, so that a card never waits long for its turn."""


@dataclass(frozen=True)
class TakenDown(Effacing):
    """A message with somebody's words, deleted."""

    messages: Messages

    kind = EntryKind.TAKE_DOWN
    most_at_once = MOST_TAKEN_DOWN

    async def deliver(self, entry: OutboxEntry) -> None:
        """Delete the message."""
        if entry.channel and entry.message:
            await self.messages.delete(entry.channel, entry.message)


@dataclass(frozen=True)
class Unnamed(Effacing):
    """People taken off the names of a room whose meeting is over."""

    store: Store
    rooms: Rooms

    kind = EntryKind.UNNAME
    payload = Unnaming

    async def deliver(self, entry: OutboxEntry) -> None:
        """Drop the overwrites of whoever is meant."""
        room, meant = entry.channel, await self.store.run(lambda tx: _meant(tx, entry))
        if room is None:
            return
        known = self.rooms.our_overwrites(entry.guild, room)
        if known is None:
            if await self.rooms.exists(room):
                raise Unsure
            return
        everybody = [*known] if Unnaming.read(entry).everybody else []
        for member in everybody or [one for one in meant if known.get(one) is MemberAccess.LET_IN]:
            await self.rooms.unbar(room, member)

    def settled(self, tx: Tx, entry: OutboxEntry) -> None:
        """Forget who was meant."""
        left = tx.traces.get(entry.meeting)
        if left:
            tx.traces.put(traces.unnamed(left, entry.seq))


@dataclass(frozen=True)
class Unsaid(Standalone):
    """What the bot wrote to somebody in private, deleted: one message, or all of it.

    All goes when they want to be forgotten everywhere: some at a time, until none is left. Then
    nothing says any more who it was.
    """

    messages: Messages

    kind = EntryKind.UNSAY
    payload = Unsaying
    lasts = LONGEST_TRIED

    async def deliver(self, entry: OutboxEntry) -> MessageId | None:
        """Delete some; gives a message where there are more, which are left for the next time."""
        try:
            only = MessageId(Unsaying.read(entry).only)
            more = await self.messages.take_back(MemberId(entry.subject.id), only)
        except Blocked as blocked:
            if blocked.reason != "closed_dms":
                raise
            return None
        return _MORE if more else None

    def settled(self, tx: Tx, entry: OutboxEntry) -> None:
        """Go on with the rest, or forget who it was for."""
        there = tx.outbox.get(entry.subject, entry.kind, entry.seq)
        if there is None or entry.message is None:
            tx.outbox.drop(entry)
            return
        rest = replace(there, state=EntryState.WANTED, message=None, claimed_at=None, attempts=0)
        tx.outbox.update_if_unchanged(rest)

    def given_up(self, tx: Tx, entry: OutboxEntry, now: datetime) -> None:
        """Forget who it was for: Discord has refused for days."""
        del now
        tx.outbox.drop(entry)


def _meant(tx: Tx, entry: OutboxEntry) -> list[MemberId]:
    left = tx.traces.get(entry.meeting)
    member = left.unnaming.get(entry.seq) if left else None
    return [member] if member else []
