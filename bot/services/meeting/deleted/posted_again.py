"""What somebody deleted is posted again, or stays away and those who lead hear of it, once."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.ids import MessageId, OccurrenceId
from bot.domain.meeting.consequences import Consequences
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.shown.deleted import NEEDED, deleted_by_hand, row_of
from bot.domain.outbox_entry import EntryKind, EntryState, OutboxEntry, Subject
from bot.services.outbox.payload import Payload
from bot.services.ports.store import Tx


@dataclass(frozen=True, slots=True)
class WhatIsAway(Payload):
    """What stays away: a kind of the outbox."""

    kind: str


def standing(
    tx: Tx, meeting: OccurrenceId, kind: EntryKind
) -> tuple[LiveMeeting, OutboxEntry] | None:
    """Give a running meeting, and what stands of a kind; None where that is yet to come."""
    now = tx.live_meetings.get(meeting)
    if now is None or kind in now.away:
        return None
    posted = tx.outbox.get(Subject.meeting(meeting), kind, row_of(now, kind))
    if posted is None:
        return None
    return (now, posted) if posted.state is EntryState.DONE and posted.message else None


def gone(
    tx: Tx, kind: EntryKind, message: MessageId
) -> Callable[[LiveMeeting, datetime], LiveMeeting]:
    """Give the rule for a message that is gone; one of before is nobody's loss."""

    def rule(now: LiveMeeting, _at: datetime) -> LiveMeeting:
        posted = tx.outbox.get(Subject.meeting(now.id), kind, row_of(now, kind))
        stood = posted is not None and posted.message == message
        return deleted_by_hand(now, kind) if stood else now

    return rule


def want_posted_again(tx: Tx, change: Consequences, now: datetime) -> None:
    """Want the door again, and said what stays away."""
    after, about = change.after, Subject.meeting(change.after.id)
    if change.new_door or EntryKind.DOOR in change.stays_away:
        _forget_door(tx, after.id, now, again=change.new_door)
    for kind in change.stays_away:
        said = WhatIsAway(kind).written()
        number = NEEDED.index(kind)
        tx.outbox.want(OutboxEntry(about, after.guild, EntryKind.AWAY, number, now, said))


def _forget_door(tx: Tx, meeting: OccurrenceId, now: datetime, *, again: bool) -> None:
    """Let no link lead any more to the door that is gone."""
    door = tx.outbox.get(Subject.meeting(meeting), EntryKind.DOOR, 0)
    if door is None or door.is_open:
        return
    gone = replace(door, message=None, claimed_at=None, attempts=0, due=now)
    tx.outbox.save(replace(gone, state=EntryState.WANTED if again else EntryState.DONE))
