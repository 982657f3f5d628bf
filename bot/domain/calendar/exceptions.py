"""Dates of a series that differ from its rule: moved, or not held; and dates that follow it.

What a date is never changes: it is the rule's date, whatever becomes of its start.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from bot.domain.calendar.occurrence import PREPARED_BEFORE, Occurrence, Phase
from bot.domain.calendar.series import Series
from bot.domain.zones import to_local


class NotHeld(StrEnum):
    """Why a date of a series doesn't take place: the last part of a text key."""

    SKIPPED = "skipped"
    PAUSED = "paused"
    SERIES_ENDED = "series_ended"
    DAY_OFF = "day_off"


@dataclass(frozen=True, slots=True)
class DateStanding:
    """How one date stands: when it starts, and why it isn't held, if it isn't."""

    starts_at: datetime
    reason: str = ""


def standing_of(one: Occurrence) -> DateStanding:
    """Say how a date stands."""
    return DateStanding(one.starts_at, one.reason if one.phase is Phase.CANCELLED else "")


def put_so(one: Occurrence, wanted: DateStanding, by_rule: datetime | None) -> Occurrence:
    """Let a date stand so, by hand; `by_rule` is when its rule would have it start."""
    moved_from = None if by_rule == wanted.starts_at else by_rule or one.starts_at
    put = replace(
        one,
        starts_at=wanted.starts_at,
        due=wanted.starts_at - PREPARED_BEFORE,
        moved_from=one.moved_from if wanted.starts_at == one.starts_at else moved_from,
        phase=Phase.PLANNED,
        reason="",
    )
    return not_held(put, wanted.reason) if wanted.reason else put


def not_held(one: Occurrence, reason: str) -> Occurrence:
    """Let a date not take place."""
    return replace(one, phase=Phase.CANCELLED, reason=reason)


def is_skipped(one: Occurrence) -> bool:
    """Tell whether somebody has skipped just this date."""
    return one.phase is Phase.CANCELLED and one.reason == NotHeld.SKIPPED


def can_change(one: Occurrence, now: datetime) -> bool:
    """Tell whether a date lies ahead and nothing was asked of Discord for it yet.

    A room that was made early counts as nothing until the doors open: it is taken away again.
    """
    waits = (
        (one.has_early_room and now < one.doors_at)
        or one.phase is Phase.PLANNED
        or (one.phase is Phase.BLOCKED and one.intent_at is None)
    )
    can_come_back = one.phase is Phase.CANCELLED and one.reason in set(NotHeld)
    return one.starts_at > now and (waits or can_come_back)


def why_not_held(series: Series, at: datetime, days_off: Collection[date]) -> str:
    """Say why a series has no meeting at an instant; nothing where it has one."""
    if series.ended:
        return NotHeld.SERIES_ENDED
    if series.is_paused(at):
        return NotHeld.PAUSED
    return NotHeld.DAY_OFF if to_local(at, series.timezone).date() in days_off else ""


def following(
    one: Occurrence, series: Series, at: datetime | None, days_off: Collection[date]
) -> Occurrence | None:
    """Give a date as its series says it now; None where its rule gives no such date any more.

    `at` is when the rule has it start. What somebody skipped stays so, and what they moved keeps
    its time.
    """
    if at is None and one.moved_from is None and not series.ended:
        return None
    start = one.starts_at if one.moved_from or at is None else at
    off = () if one.moved_from else days_off
    reason = one.reason if is_skipped(one) else why_not_held(series, start, off)
    as_told = replace(
        one,
        title=series.title or one.title,
        minutes=series.minutes,
        template=series.template,
        room_kind=series.room_kind,
        facilitator=series.facilitator,
        co_facilitator=series.co_facilitator,
        confirmed_for=one.confirmed_for if series.facilitator == one.facilitator else None,
        topic=series.topic,
        capacity=series.capacity,
        visible_to=series.visible_to,
        self_guided=series.self_guided,
        starts_at=start,
        due=start - PREPARED_BEFORE,
        moved_from=at if one.moved_from and at else one.moved_from,
        phase=Phase.PLANNED,
        reason="",
    )
    return not_held(as_told, reason) if reason else as_told
