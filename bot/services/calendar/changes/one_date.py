"""One date of a series moved or skipped: what is in the way, and how it is done."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.domain.calendar.change import CalendarChange
from bot.domain.calendar.exceptions import DateStanding, NotHeld, can_change, put_so, standing_of
from bot.domain.calendar.occurrence import DOORS_BEFORE, FINAL, Occurrence, Phase
from bot.domain.calendar.series import Dated, Series, between, is_same_title, start_on
from bot.domain.calendar.when.reading import FURTHEST
from bot.services.calendar.changes.early_room import without_early_room
from bot.services.calendar.changes.finding import date_of
from bot.services.calendar.changes.refusals import (
    DateNotHeld,
    DateOff,
    DateOpen,
    DateOver,
    MoveNowhere,
    MoveOnto,
    MovePast,
    MoveTooFar,
)
from bot.services.calendar.planning import NOT_PLANNED
from bot.services.ports.store import Tx

_AN_INSTANT = timedelta(microseconds=1)


def must_be_ahead(one: Occurrence, now: datetime) -> None:
    """Refuse a date that is over, has its room, or doesn't take place anyway.

    Raises DateNotHeld, DateOff, DateOver, DateOpen.
    """
    at = int(one.starts_at.timestamp())
    if one.phase is Phase.CANCELLED:
        why = DateOff if one.reason == NotHeld.DAY_OFF else DateNotHeld
        raise why(title=one.title, at=at)
    if can_change(one, now):
        return
    if one.phase in FINAL or one.phase is Phase.ENDED or one.ends_at <= now:
        raise DateOver(title=one.title, at=at)
    raise DateOpen(title=one.title)


def moved_to(tx: Tx, one: Occurrence, at: datetime, now: datetime) -> DateStanding:
    """Give how a date stands once it is moved to an instant.

    Raises MoveNowhere, MovePast, MoveTooFar, MoveOnto.
    """
    said = int(at.timestamp())
    if at == one.starts_at:
        raise MoveNowhere(title=one.title, at=said)
    if at <= now:
        raise MovePast(at=said)
    if at - now > FURTHEST:
        raise MoveTooFar
    if _is_taken(tx, one, at):
        raise MoveOnto(title=one.title, at=said)
    return DateStanding(at)


def skipped(one: Occurrence) -> DateStanding:
    """Give how a date stands once it is skipped."""
    return DateStanding(one.starts_at, NotHeld.SKIPPED)


def make(tx: Tx, series: Series, change: CalendarChange, now: datetime) -> bool:
    """Let a date stand as agreed; False where it stands otherwise than when that was asked.

    Raises the refusals of `must_be_ahead` and `moved_to`.
    """
    one, wanted = _kept(tx, series, change.rule_date), change.date_after
    if one is None or wanted is None or standing_of(one) != change.date_before:
        return False
    must_be_ahead(one, now)
    if not wanted.reason:
        moved_to(tx, one, wanted.starts_at, now)
    then = put_so(one, wanted, start_on(series, change.rule_date))
    tx.occurrences.save(without_early_room(tx, one, then, now))
    tx.series.put(replace(series, revision=series.revision + 1))
    return True


def undo(tx: Tx, series: Series, change: CalendarChange, now: datetime) -> bool:
    """Let a date stand as it did before; False where it was changed again, or is too near."""
    one, before = date_of(tx, series, change.rule_date), change.date_before
    if one is None or before is None or standing_of(one) != change.date_after:
        return False
    if not can_change(one, now) or before.starts_at <= now:
        return False
    then = put_so(one, before, start_on(series, change.rule_date))
    tx.occurrences.save(without_early_room(tx, one, then, now))
    tx.series.put(replace(series, revision=series.revision + 1))
    return True


def undone_until(change: CalendarChange) -> datetime:
    """Until when such a change can be undone: the doors of its first time, old or new."""
    stands = (change.date_before, change.date_after)
    return min(one.starts_at for one in stands if one) - DOORS_BEFORE


def _kept(tx: Tx, series: Series, rule_date: date) -> Occurrence | None:
    """Give the row of a date, written down early where it is not yet."""
    one = date_of(tx, series, rule_date)
    if one is not None:
        tx.occurrences.add(one)
    return one


def _is_taken(tx: Tx, moving: Occurrence, at: datetime) -> bool:
    """Tell whether a meeting of the same title takes place then, written down already or not."""
    until = at + timedelta(minutes=moving.minutes)
    rows = [one for one in tx.occurrences.of(moving.guild) if one.id != moving.id]
    alike = [one for one in rows if is_same_title(one.title, moving.title)]
    meets = (one.starts_at < until and one.ends_at > at for one in alike if one.phase not in FINAL)
    if any(meets):
        return True
    known = {(one.series, one.rule_date) for one in rows} | {(moving.series, moving.rule_date)}
    return any(
        (series.id, rule_date) not in known
        for series in tx.series.of(moving.guild)
        if is_same_title(series.title, moving.title)
        for rule_date, _ in _meeting_between(series, at, until)
    )


def _meeting_between(series: Series, start: datetime, end: datetime) -> tuple[Dated, ...]:
    """Give the dates that meet in a span; a series that nobody can reckon with has none."""
    earliest = start - timedelta(minutes=series.minutes) + _AN_INSTANT
    try:
        dated = between(series, earliest, end)
    except NOT_PLANNED:
        return ()
    return tuple(one for one in dated if not series.is_paused(one[1]))
