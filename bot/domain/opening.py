"""What should be true of a dated meeting now: the rules behind every tick (reliability.md §4)."""

from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.occurrence import LATE_OPENING, NOBODY_BEGAN, Occurrence, Phase, RoomKind

SETTLE = timedelta(seconds=15)
"""So long after asking for a room it may still appear; only then it is asked for again."""
LOOK_AGAIN = timedelta(seconds=2)
TRY_AGAIN = timedelta(minutes=5)
"""How often a blocked opening is tried again without a sign that something was mended."""
EMPTY_CLOSES = timedelta(minutes=5)
"""A room nobody is in for so long closes, or ends its meeting (product.md §1)."""
EMPTY_COUNTS_AFTER = timedelta(minutes=15)
"""Before start + 15 min an empty room says nothing."""
STILL_HERE = timedelta(minutes=15)
"""So long after the end people in the room are told, and a text room stops taking messages."""
STILL_HERE_ORGANISERS = timedelta(hours=4)
TEXT_KEPT = timedelta(hours=24)
"""A text room is deleted with its text so long after the end."""
LEFT_ALONE = timedelta(minutes=60)
"""A meeting in a text room that nobody ended is ended so long after its time."""
CHECK = timedelta(seconds=60)
"""How often an open room is looked at when nothing else is due."""
WORTH_REOPENING = timedelta(minutes=10)
MOST_REOPENED = 2
REOPEN_AFTER = timedelta(seconds=60)
MOST_DELETES = 5
"""After so many refused deletions, half an hour apart in all, the organisers are told."""


class Step(StrEnum):
    """What the tick does with an occurrence."""

    WAIT = "wait"
    OPEN = "open"
    """Ask Discord for the room."""
    LOOK = "look"
    """See whether the room we asked for is there."""
    MISS = "miss"
    WATCH = "watch"
    """The room is open: see who is here."""
    END = "end"
    """End the meeting kindly."""
    LINGER = "linger"
    """The meeting has ended: see whether the room can close."""


def step(occurrence: Occurrence, now: datetime) -> Step:
    """Say what to do with an occurrence at `now`."""
    match occurrence.phase:
        case Phase.PLANNED | Phase.BLOCKED:
            if now < occurrence.doors_at:
                return Step.WAIT
            return Step.OPEN if now <= latest_opening(occurrence) else Step.MISS
        case Phase.OPENING:
            return Step.LOOK
        case Phase.OPEN:
            return Step.WATCH
        case Phase.ENDED:
            return Step.LINGER
        case _:
            return Step.WAIT


def latest_opening(occurrence: Occurrence) -> datetime:
    """Until when a room still opens by itself: start + 15 min, or a quarter of it if that is less.

    A room that somebody deleted by hand opens again until ten minutes before the end.
    """
    if occurrence.reopened:
        return occurrence.ends_at - WORTH_REOPENING
    return occurrence.starts_at + min(LATE_OPENING, timedelta(minutes=occurrence.minutes) / 4)


def asked(occurrence: Occurrence, code: str, discord_now: datetime, now: datetime) -> Occurrence:
    """Write down the intent to create the room, before Discord is asked."""
    return replace(
        occurrence,
        phase=Phase.OPENING,
        reason="",
        code=code,
        intent_at=discord_now,
        attempt=occurrence.attempt + 1,
        due=now + LOOK_AGAIN,
    )


def has_settled(occurrence: Occurrence, discord_now: datetime) -> bool:
    """Tell whether a room that we asked for would be there by now."""
    return occurrence.intent_at is None or discord_now >= occurrence.intent_at + SETTLE


def blocked(occurrence: Occurrence, reason: str, now: datetime) -> Occurrence:
    """Note what is in the way of the room; tried again until it is too late."""
    due = min(now + TRY_AGAIN, max(now + LOOK_AGAIN, latest_opening(occurrence)))
    return replace(occurrence, phase=Phase.BLOCKED, reason=reason, due=due)


def missed(occurrence: Occurrence, now: datetime) -> Occurrence:
    """Give up an occurrence whose time is past, with why."""
    reason = occurrence.reason or "down"
    return replace(occurrence, phase=Phase.MISSED, reason=reason, ended_at=now, due=now)


def nobody_began(occurrence: Occurrence, now: datetime) -> bool:
    """Tell whether 20 minutes have passed and nobody has begun (product.md §1)."""
    return occurrence.began_at is None and now >= occurrence.starts_at + NOBODY_BEGAN


def watched(occurrence: Occurrence, inside: int | None, now: datetime) -> Occurrence:
    """Note how many are in a voice room (None: not known now), and when to look next."""
    since = occurrence.empty_since if inside is None else _empty_since(occurrence, inside, now)
    due = now + CHECK
    if occurrence.began_at is None:
        due = min(due, max(now, occurrence.starts_at + NOBODY_BEGAN))
    if since and inside == 0:
        due = min(due, max(now + LOOK_AGAIN, since + EMPTY_CLOSES))
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


def next_look(occurrence: Occurrence, now: datetime) -> datetime:
    """When to look at an ended meeting's room again."""
    ended = occurrence.ended_at or now
    if occurrence.room_kind is RoomKind.TEXT:
        return max(now + LOOK_AGAIN, ended + TEXT_KEPT)
    if occurrence.empty_since:
        return max(now + LOOK_AGAIN, occurrence.empty_since + EMPTY_CLOSES)
    return now + CHECK


def reopens(occurrence: Occurrence, now: datetime) -> bool:
    """Tell whether a room that somebody deleted by hand is opened once more."""
    left = occurrence.ends_at - now
    return left >= WORTH_REOPENING and occurrence.reopened < MOST_REOPENED


def _empty_since(occurrence: Occurrence, inside: int, now: datetime) -> datetime | None:
    return None if inside else occurrence.empty_since or now
