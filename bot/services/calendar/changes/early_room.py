"""A room that was made before its doors open, of a date that is changed: it is taken away again."""

from dataclasses import replace
from datetime import datetime

from bot.domain.calendar.occurrence import Occurrence
from bot.domain.outbox_entry import EntryKind, OutboxEntry, Subject
from bot.domain.rooms import opening
from bot.domain.rooms.moving import early_room_number
from bot.services.ports.store import Tx


def without_early_room(tx: Tx, one: Occurrence, then: Occurrence, now: datetime) -> Occurrence:
    """Give what a date becomes, without the early room it has, which goes."""
    leave_early_room(tx, one, now)
    return opening.without_room(then) if one.has_early_room else then


def leave_early_room(tx: Tx, one: Occurrence, now: datetime) -> None:
    """Let the early room that a date has go, whatever becomes of the date."""
    if not one.has_early_room:
        return
    number = early_room_number(one)
    left = OutboxEntry(Subject.meeting(one.id), one.guild, EntryKind.OLD_ROOM, number, now)
    tx.outbox.want(replace(left, code=one.code, channel=one.room))
