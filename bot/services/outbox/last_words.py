"""The last words of an evening: its card says goodbye, and its door says that it is over."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.calendar.occurrence import Occurrence, RoomKind
from bot.domain.ids import GuildId, OccurrenceId
from bot.domain.outbox_entry import EntryKind, EntryState, OutboxEntry, Subject
from bot.domain.rooms.closing import lock_of
from bot.domain.rooms.resting import is_left_behind
from bot.domain.server.departure import GRACE
from bot.services.outbox.payload import Payload
from bot.services.ports.store import Tx

_SHOWN = frozenset({EntryKind.DOOR, EntryKind.CARD, EntryKind.CONSOLE})


@dataclass(frozen=True, slots=True)
class WhyEnded(Payload):
    """Why an evening has ended: the last part of a text key."""

    why: str


def want_last_words(
    tx: Tx, meeting: OccurrenceId, guild: GuildId, cards: int, now: datetime, why: str
) -> None:
    """Want the goodbye on the newest card, and the door shut."""
    about, ending = Subject.meeting(meeting), WhyEnded(why).written()
    tx.outbox.want(OutboxEntry(about, guild, EntryKind.FAREWELL, cards, now, ending))
    tx.outbox.want(OutboxEntry(about, guild, EntryKind.DOOR_SHUT, 0, now))


def shown_in(tx: Tx, guild: GuildId, now: datetime) -> tuple[OutboxEntry, ...]:
    """Give where doors, the newest cards and consoles of a server's stopped meetings stand.

    Nobody is named there. They are kept for as long as the server may come back.
    """
    stopped = [one for one in tx.occurrences.of(guild) if is_left_behind(one)]
    newest = [
        entry
        for one in stopped
        for entry in {
            entry.kind: entry
            for entry in sorted(tx.outbox.of(Subject.meeting(one.id)), key=lambda one: one.seq)
            if entry.kind in _SHOWN and entry.message
        }.values()
    ]
    return tuple(replace(one, state=EntryState.DONE, due=now + GRACE) for one in newest)


def want_left_over(tx: Tx, one: Occurrence, now: datetime) -> None:
    """Want the last words of a meeting that was stopped while nothing could be said."""
    shown = {entry.kind: entry for entry in tx.outbox.of(Subject.meeting(one.id))}
    console = shown.get(EntryKind.CONSOLE)
    if console is not None:
        gone = OutboxEntry(console.subject, one.guild, EntryKind.CONSOLE_GONE, console.seq, now)
        tx.outbox.want(replace(gone, channel=console.channel))
    if one.room is None or EntryKind.CARD not in shown:
        return
    want_last_words(tx, one.id, one.guild, shown[EntryKind.CARD].seq, now, "ended")
    if one.room_kind is RoomKind.TEXT:
        tx.outbox.want(lock_of(one, None))
