"""What should be true of a dated meeting now: the rules behind every tick.

See docs/reliability.md#opening-a-room.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.calendar.occurrence import LATE_OPENING, Occurrence, Phase
from bot.domain.errors import Refusal
from bot.domain.ids import ChannelId

SETTLE = timedelta(seconds=15)
"""So long after asking for a room it may still appear; only then it is asked for again."""
LOOK_AGAIN = timedelta(seconds=2)
TRY_AGAIN = timedelta(minutes=5)
"""How often a blocked opening is tried again without a sign that something was mended."""
AGAIN_SOON = timedelta(seconds=30)
PASSING = frozenset({"discord_down", "too_many_requests"})
"""What is in the way without anybody on the server having to mend it: tried again soon."""
SWEPT_FOR = timedelta(minutes=10)
"""So long after a request a second room is looked for; later ones cannot be proved ours."""
LOOKED_FOR = timedelta(hours=24)
CHECK = timedelta(seconds=60)
"""How often an open room is looked at when nothing else is due."""
WORTH_REOPENING = timedelta(minutes=10)
CAME_AT_FIRST = timedelta(minutes=3)
"""Until so long after the start most people come, and need somebody who lets them in."""
AWAY = timedelta(minutes=5)
"""A bot that has not looked at an open room for so long was not there."""


Change = Callable[[Occurrence, datetime], Occurrence]
"""What becomes of an occurrence at an instant."""


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
    WAIT_FOR_LAST = "wait_for_last"
    """The meeting has ended: see whether the room can close."""


def step(occurrence: Occurrence, now: datetime, *, early: bool = False) -> Step:
    """Say what to do with an occurrence at `now`; `early` is its room made before the doors."""
    match occurrence.phase:
        case Phase.PLANNED | Phase.BLOCKED | Phase.OPENING:
            return _before_the_room(occurrence, now, early=early)
        case Phase.OPEN:
            return Step.WATCH
        case Phase.DELETED:
            return Step.WAIT if now < waits_until(occurrence, now) else Step.MISS
        case Phase.ENDED:
            return Step.WAIT_FOR_LAST
        case _:
            return Step.WAIT


def _before_the_room(occurrence: Occurrence, now: datetime, *, early: bool) -> Step:
    if occurrence.has_early_room and now < occurrence.doors_at:
        return Step.WAIT
    if occurrence.intent_at is not None:
        # We have asked, so a room may stand there, whatever came in the way since.
        return Step.LOOK
    if now < occurrence.doors_at and not early:
        return Step.WAIT
    return Step.OPEN if now <= latest_opening(occurrence) else Step.MISS


def latest_opening(occurrence: Occurrence) -> datetime:
    """Until when a room still opens by itself: start + 15 min, or a quarter of it if that is less.

    A room that somebody deleted by hand opens again until ten minutes before the end.
    """
    if occurrence.reopened:
        return occurrence.ends_at - WORTH_REOPENING
    return occurrence.starts_at + min(LATE_OPENING, timedelta(minutes=occurrence.minutes) / 4)


def waits_until(occurrence: Occurrence, now: datetime) -> datetime:
    """Until when there is nothing to do: until it is prepared for, until the doors open.

    A room that was deleted: while reopening is still worth it.
    """
    if occurrence.phase is Phase.DELETED:
        return occurrence.ends_at - WORTH_REOPENING
    return occurrence.prepared_at if now < occurrence.prepared_at else occurrence.doors_at


def asked(occurrence: Occurrence, code: str, discord_now: datetime, now: datetime) -> Occurrence:
    """Write down the intent to create the room, before Discord is asked."""
    return replace(
        occurrence,
        phase=Phase.OPENING,
        reason="",
        code=code,
        intent_at=discord_now,
        attempt=occurrence.attempt + 1,
        room=None,
        due=now + LOOK_AGAIN,
    )


def has_settled(occurrence: Occurrence, discord_now: datetime) -> bool:
    """Tell whether a room that we asked for would be there by now."""
    return occurrence.intent_at is None or discord_now >= occurrence.intent_at + SETTLE


def looking_on(occurrence: Occurrence, discord_now: datetime, now: datetime) -> Occurrence:
    """Look for the room again soon, more and more slowly: after 2 s at first, 60 s at most."""
    waited = discord_now - (occurrence.intent_at or discord_now)
    return replace(occurrence, due=now + min(CHECK, max(LOOK_AGAIN, waited / 4)))


def gives_up_looking(occurrence: Occurrence, now: datetime) -> bool:
    """Tell whether a room we could not look for in a day counts as not there."""
    return now >= occurrence.ends_at + LOOKED_FOR


def not_there(occurrence: Occurrence, now: datetime) -> Occurrence:
    """Note that the room we asked for does not stand, and that it is too late for another."""
    reason = occurrence.reason or "down"
    return replace(
        occurrence, phase=Phase.BLOCKED, reason=reason, intent_at=None, room=None, due=now
    )


def made_early(occurrence: Occurrence, room: ChannelId) -> Occurrence:
    """Note a room that stands before its doors open: it is shown then, and nobody is told yet."""
    return replace(occurrence, phase=Phase.OPENING, reason="", room=room, due=occurrence.doors_at)


def without_room(occurrence: Occurrence) -> Occurrence:
    """Note that a date has no room any more, nor asked for one."""
    return replace(occurrence, room=None, code="", intent_at=None, attempt=0)


def opened(
    occurrence: Occurrence, room: ChannelId, now: datetime, *, is_new: bool = False
) -> Occurrence:
    """Note the room. Nobody knows yet who is in it, so it does not count as empty.

    One that was made just now, with one request, stands as Discord has just said: it is looked at
    with its next minute.
    """
    due = now + CHECK if is_new and occurrence.attempt <= 1 else now
    return replace(occurrence, phase=Phase.OPEN, reason="", room=room, due=due, empty_since=None)


def adopted_late(occurrence: Occurrence, room: ChannelId, now: datetime) -> Occurrence:
    """Note a room that came too late for its meeting; it closes when nobody is in it."""
    reason = occurrence.reason or "down"
    return replace(
        occurrence, phase=Phase.ENDED, reason=reason, room=room, attempt=0, ended_at=now, due=now
    )


def minutes_late(occurrence: Occurrence, opened_at: datetime) -> int:
    """How many whole minutes after the start the room opened; 0 where it was in time."""
    return max(0, (opened_at - occurrence.starts_at) // timedelta(minutes=1))


def is_swept(occurrence: Occurrence, discord_now: datetime) -> bool:
    """Tell whether a second room may still appear: we asked more than once, and not long ago."""
    asked_at = occurrence.intent_at
    return occurrence.attempt > 1 and asked_at is not None and discord_now < asked_at + SWEPT_FOR


def blocked(occurrence: Occurrence, reason: str, now: datetime) -> Occurrence:
    """Note what is in the way of the room; tried again until it is too late.

    Where its room was to be made early, it is tried again when its doors open at the latest.
    """
    again = now + (AGAIN_SOON if reason in PASSING else TRY_AGAIN)
    again = min(again, occurrence.doors_at) if now < occurrence.doors_at else again
    latest = latest_opening(occurrence)
    due = min(again, max(now + LOOK_AGAIN, latest)) if latest > now else again
    return replace(occurrence, phase=Phase.BLOCKED, reason=reason, due=due)


def missed(occurrence: Occurrence, now: datetime) -> Occurrence:
    """Give up an occurrence whose time is past, with why."""
    reason = occurrence.reason or "down"
    return replace(occurrence, phase=Phase.MISSED, reason=reason, ended_at=now, due=now)


def is_too_late(occurrence: Occurrence, now: datetime) -> bool:
    """Tell whether nobody has begun, and the time is over in which a room opens by itself."""
    return occurrence.began_at is None and now >= latest_opening(occurrence)


def unreached(occurrence: Occurrence, now: datetime) -> str:
    """Say why nobody could come to an open meeting, where it is too late for that.

    So it is where the bot was away while people came, until a room would not open any more.
    """
    if not is_too_late(occurrence, now):
        return ""
    came = occurrence.starts_at + CAME_AT_FIRST
    was_away = occurrence.due <= came and now - occurrence.due >= AWAY
    return occurrence.reason or ("down" if was_away else "")


class TooLateToOpen(Refusal):
    """The time of a missed meeting is over."""

    key = "refusal.too_late_to_open"


class OpenedAlready(Refusal):
    """Somebody else has opened a missed meeting's room."""

    key = "refusal.opened_already"


def may_open_now(occurrence: Occurrence, now: datetime) -> bool:
    """Tell whether a missed meeting may still be opened by hand: until its own time is over."""
    return now < occurrence.ends_at


def opened_now(occurrence: Occurrence, now: datetime) -> Occurrence:
    """Let a missed meeting begin now, in its full length. Raises OpenedAlready, TooLateToOpen."""
    if occurrence.phase is not Phase.MISSED:
        raise OpenedAlready
    if not may_open_now(occurrence, now):
        raise TooLateToOpen
    fresh = replace(occurrence, phase=Phase.PLANNED, starts_at=now, due=now, reason="", code="")
    fresh = replace(fresh, confirmed_for=now)  # whoever opens it by hand sees to it
    return replace(
        fresh, intent_at=None, attempt=0, room=None, reopened=0, ended_at=None, empty_since=None
    )
