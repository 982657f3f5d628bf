"""How long the text room of an evening that is over takes messages (product.md §1)."""

from dataclasses import replace
from datetime import datetime

from bot.domain import closing
from bot.domain.effect import Effect, EffectKind, EffectState
from bot.domain.ids import ChannelId, MeetingId
from bot.domain.occurrence import Occurrence, Phase, RoomKind
from bot.domain.person import Actor
from bot.domain.rights import MeetingOver, Removed
from bot.services.ports import Tx


def still_open(tx: Tx, room: ChannelId) -> tuple[MeetingId, datetime] | None:
    """Give the meeting that was held here and until when its room takes messages, or None."""
    one = tx.occurrences.in_room(room)
    if one is None or one.phase is not Phase.ENDED or one.room_kind is not RoomKind.TEXT:
        return None
    return one.id, _lock(tx, one).due


def keep_open(tx: Tx, meeting: MeetingId, by: Actor, seen: int, now: datetime) -> datetime:
    """Keep a text room open for longer, and let the last card say so.

    Raises MeetingOver, Removed, and what `closing.kept_open` refuses.
    """
    one, left = tx.occurrences.get(meeting), tx.traces.get(meeting)
    if one is None:
        raise MeetingOver
    if left is not None and left.shut_out.knows(by.id):
        raise Removed
    lock = closing.kept_open(one, _lock(tx, one), by, seen)
    tx.effects.save(lock)
    for effect in tx.effects.of(meeting):
        if effect.kind is EffectKind.FAREWELL and effect.state is EffectState.DONE:
            tx.effects.save(replace(effect, state=EffectState.WANTED, due=now, attempts=0))
    return lock.due


def _lock(tx: Tx, one: Occurrence) -> Effect:
    return closing.lock_of(one, tx.effects.get(one.id, EffectKind.TEXT_LOCK, 0))
