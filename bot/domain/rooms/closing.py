"""When an open room's meeting ends by itself, and when its room may go.

See docs/evening.md#the-end.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.calendar.occurrence import FINAL, NOBODY_BEGAN, Occurrence, Phase, RoomKind
from bot.domain.meeting.rights import MeetingOver, NotNow, not_leading
from bot.domain.outbox_entry import EntryKind, EntryState, OutboxEntry, Subject
from bot.domain.person import Actor
from bot.domain.rooms import opening
from bot.domain.server.server import Server

EMPTY_CLOSES = timedelta(minutes=5)
"""A room nobody is in for so long closes, or ends its meeting."""
EMPTY_COUNTS_AFTER = timedelta(minutes=15)
"""Before start + 15 min an empty room says nothing."""
WAITED = timedelta(minutes=3)
"""So long after the start those who wait are told that they may."""
STILL_HERE = timedelta(minutes=15)
"""So long after the end people in the room are told, and a text room stops taking messages."""
MORE_TIME = timedelta(minutes=30)
"""So much longer a facilitator keeps a text room open with one press."""
LONGEST_OPEN = timedelta(hours=4)
"""After the end; beyond it a text room is not kept open."""
STILL_HERE_ORGANISERS = timedelta(hours=4)
TEXT_KEPT = timedelta(hours=24)
"""A text room is deleted with its text so long after the end."""
LEFT_ALONE = timedelta(minutes=60)
"""A meeting in a text room that nobody ended is ended so long after its time."""
MOST_DELETES = 5
"""After so many refused deletions, half an hour apart in all, the organisers are told."""
LONGEST_OUTAGE = timedelta(hours=48)
"""So long after the end Discord's own trouble is waited for, before it counts as a refusal."""


@dataclass(frozen=True, slots=True)
class Farewell:
    """What the last card says once the evening is over."""

    server: Server
    occurrence: Occurrence
    why: str
    """Why it ended: a text key's last part."""
    open_until: datetime
    """How long a text room takes messages."""
    next_at: datetime | None = None


class RoomShut(NotNow):
    """The text room takes no messages any more."""

    key = "refusal.room_shut"


class OpenLongEnough(NotNow):
    """The text room was kept open for four hours already."""

    key = "refusal.open_long_enough"


class OpenAlreadyAgain(NotNow):
    """The room that was deleted is open again, or opens just now."""

    key = "refusal.open_already_again"


def lock_of(occurrence: Occurrence, known: OutboxEntry | None) -> OutboxEntry:
    """Give what makes the text room of an ended meeting take no more messages."""
    locked_at = (occurrence.ended_at or occurrence.ends_at) + STILL_HERE
    about = Subject.meeting(occurrence.id)
    return known or OutboxEntry(about, occurrence.guild, EntryKind.TEXT_LOCK, 0, locked_at)


def kept_open(occurrence: Occurrence, lock: OutboxEntry, by: Actor, seen: int) -> OutboxEntry:
    """Let the text room of an ended meeting take messages for half an hour more.

    `seen` is the second until which the button said it does: a double press adds once.
    Raises NotFacilitator, RoomShut, OpenLongEnough.
    """
    if not by.leads:
        raise not_leading(by)
    ended, text = occurrence.ended_at, occurrence.room_kind is RoomKind.TEXT
    over = occurrence.phase is Phase.ENDED and text and lock.state is EntryState.WANTED
    if not over or ended is None:
        raise RoomShut
    if int(lock.due.timestamp()) != seen:
        return lock
    later = lock.due + MORE_TIME
    if later > ended + LONGEST_OPEN:
        raise OpenLongEnough
    return replace(lock, due=later)


def nobody_began(occurrence: Occurrence, now: datetime) -> bool:
    """Tell whether 20 minutes have passed and nobody has begun."""
    return occurrence.began_at is None and now >= occurrence.starts_at + NOBODY_BEGAN


def is_waited_for(occurrence: Occurrence, now: datetime) -> bool:
    """Tell whether people who are in the room have waited for three minutes."""
    return occurrence.began_at is None and now >= occurrence.starts_at + WAITED


def ends_by_itself(occurrence: Occurrence, now: datetime) -> str:
    """Say why an open meeting ends without anybody pressing, or nothing where it goes on."""
    if occurrence.reason:
        return ""  # nobody could come: it is given up as soon as Discord answers
    deserted = is_deserted(occurrence, now)
    if nobody_began(occurrence, now) or (deserted and occurrence.began_at is None):
        return "nobody_began"
    return "deserted" if deserted else ""


def watched(occurrence: Occurrence, inside: int | None, now: datetime) -> Occurrence:
    """Note how many are in a voice room, and when to look next.

    None is not known now: that never counts as empty, and the five minutes begin anew.
    """
    since = (occurrence.empty_since or now) if inside == 0 else None
    due = now + opening.CHECK
    if occurrence.began_at is None:
        steps = (occurrence.starts_at + after for after in (WAITED, NOBODY_BEGAN))
        due = min(due, next((at for at in steps if at > now), due))
    if since:
        counts = max(since + EMPTY_CLOSES, occurrence.starts_at + EMPTY_COUNTS_AFTER)
        due = min(due, max(now + opening.LOOK_AGAIN, counts))
    return replace(occurrence, empty_since=since, due=due)


def is_deserted(occurrence: Occurrence, now: datetime) -> bool:
    """Tell whether an open meeting is to end because nobody is left.

    A voice room: empty for five minutes after start + 15. A text room: an hour past its time.
    """
    if occurrence.room_kind is RoomKind.TEXT:
        return now >= occurrence.ends_at + LEFT_ALONE
    since = occurrence.empty_since
    counts_from = occurrence.starts_at + EMPTY_COUNTS_AFTER
    return since is not None and now >= counts_from and now - since >= EMPTY_CLOSES


def may_close(occurrence: Occurrence, now: datetime) -> bool:
    """Tell whether the room of an ended meeting may be deleted; never with people in it."""
    ended = occurrence.ended_at or now
    if occurrence.room_kind is RoomKind.TEXT:
        return now >= ended + TEXT_KEPT
    return occurrence.empty_since is not None and now - occurrence.empty_since >= EMPTY_CLOSES


def goes_without_removed(occurrence: Occurrence, now: datetime) -> bool:
    """Tell whether whoever was removed counts as nobody in the room of an ended meeting.

    So that it goes a quarter of an hour after the end, though they sit in it alone.
    """
    ended = occurrence.ended_at
    return ended is not None and now >= ended + STILL_HERE - EMPTY_CLOSES


def waited_for_last(occurrence: Occurrence, inside: int | None, now: datetime) -> Occurrence:
    """Note how many are still in the room of an ended meeting, and when to look again."""
    seen = watched(occurrence, inside, now)
    return replace(seen, due=next_look(seen, now))


def next_look(occurrence: Occurrence, now: datetime) -> datetime:
    """When to look at an ended meeting's room again."""
    ended = occurrence.ended_at or now
    if occurrence.room_kind is RoomKind.TEXT:
        return max(now + opening.LOOK_AGAIN, ended + TEXT_KEPT)
    if occurrence.empty_since:
        return max(
            now + opening.LOOK_AGAIN,
            min(now + opening.CHECK, occurrence.empty_since + EMPTY_CLOSES),
        )
    return now + opening.CHECK


def closed(occurrence: Occurrence, now: datetime) -> Occurrence:
    """Note that the room is gone; where a reason stands, no meeting was held in it."""
    phase = Phase.MISSED if occurrence.reason else Phase.CLOSED
    return replace(occurrence, phase=phase, due=now)


def not_deleted(occurrence: Occurrence, now: datetime, *, refused: bool) -> Occurrence:
    """Note that Discord did not delete the room: again later, until it is left to people.

    An outage says nothing against it: only what is refused counts, or what lasts for two days.
    """
    lasts = now >= (occurrence.ended_at or now) + LONGEST_OUTAGE
    attempt = occurrence.attempt + 1 if refused or lasts else occurrence.attempt
    if attempt > MOST_DELETES:
        return replace(occurrence, phase=Phase.ABANDONED, attempt=attempt, due=now)
    return replace(occurrence, attempt=attempt, due=now + opening.TRY_AGAIN)


def may_open_again(occurrence: Occurrence, now: datetime) -> bool:
    """Tell whether a room that somebody deleted by hand may be opened again: once, and in time."""
    return not occurrence.reopened and now < occurrence.ends_at - opening.WORTH_REOPENING


def deleted(occurrence: Occurrence, now: datetime) -> Occurrence:
    """Note that somebody deleted the room; they may have meant it, so somebody is asked."""
    gone = replace(occurrence, phase=Phase.DELETED, room=None, code="", intent_at=None)
    return replace(gone, empty_since=None, due=max(now, opening.waits_until(gone, now)))


def opened_again(occurrence: Occurrence, now: datetime) -> Occurrence:
    """Ask for another room, under another code. Raises OpenAlreadyAgain, and MeetingOver."""
    if occurrence.phase in FINAL | {Phase.ENDED}:
        raise MeetingOver
    if occurrence.phase is not Phase.DELETED:
        raise OpenAlreadyAgain
    if not may_open_again(occurrence, now):
        raise MeetingOver
    reopened = occurrence.reopened + 1
    return replace(occurrence, phase=Phase.OPENING, reopened=reopened, due=now)
