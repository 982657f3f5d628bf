"""The next question of a member's schedule: wanted, moved and called off with what they choose."""

from dataclasses import replace
from datetime import datetime

from bot.domain.ids import OWN, MemberId
from bot.domain.journal.schedule import Due, next_due
from bot.domain.journal.settings import JournalSettings
from bot.domain.outbox_entry import EntryKind, OutboxEntry, Subject
from bot.services.outbox.called_off import call_off
from bot.services.ports.store import Tx


def due_next(settings: JournalSettings, now: datetime) -> Due | None:
    """Give when somebody is asked next; None where they want none, or it rests."""
    schedule = settings.schedule
    return next_due(schedule, settings.zone, settings.day_begins, now) if schedule else None


def has_moved(before: JournalSettings, after: JournalSettings) -> bool:
    """Tell whether questions come at another time than before, or no more."""
    one, other = ((each.schedule, each.zone, each.day_begins) for each in (before, after))
    return (before.schedule or after.schedule) is not None and one != other


def want_next(
    tx: Tx, member: MemberId, settings: JournalSettings, now: datetime, taken_up: int | None = None
) -> Due | None:
    """Want the next question, and no other any more but the one that is `taken_up` just now."""
    due = due_next(settings, now)
    stay = {taken_up, due.number if due else None}
    call_off(tx, Subject.member(OWN, member), EntryKind.NUDGE, lambda one: one.seq in stay)
    if due is not None:
        want(tx, member, due)
    return due


def want(tx: Tx, member: MemberId, due: Due) -> None:
    """Want one question at its time, whatever became of it before."""
    about = Subject.member(OWN, member)
    fresh = OutboxEntry(about, OWN, EntryKind.NUDGE, due.number, due.at)
    there = tx.outbox.get(about, EntryKind.NUDGE, due.number)
    if there is None:
        tx.outbox.want(fresh)
    elif not there.is_open or there.due != due.at:
        tx.outbox.update_if_unchanged(replace(fresh, version=there.version))
