"""A whole series paused, ended or edited: its dates follow, but for what hands have changed."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.domain.calendar.change import CalendarChange, applied, differing, taken_back
from bot.domain.calendar.exceptions import can_change, following, is_skipped
from bot.domain.calendar.occurrence import Occurrence, Phase
from bot.domain.calendar.series import OF_THE_RULE, Series, between, dates, start_on
from bot.domain.zones import to_local, to_utc
from bot.services.calendar import planning
from bot.services.calendar.changes.early_room import leave_early_room, without_early_room
from bot.services.calendar.changes.finding import OFFERED_DATES
from bot.services.calendar.changes.refusals import PausePast
from bot.services.ports.store import Tx

_A_DAY = timedelta(days=1)


def paused(series: Series, until: datetime | None, now: datetime) -> Series:
    """Give a series that pauses from now on. Raises PausePast."""
    if until is not None and until <= now:
        raise PausePast
    since = series.paused_from if series.is_paused(now) else now
    return replace(series, paused_from=since, paused_until=until)


def ended(series: Series) -> Series:
    """Give a series that has ended."""
    return replace(series, ended=True)


def by_hand(tx: Tx, series: Series, since: date, now: datetime) -> tuple[Occurrence, ...]:
    """Give the dates from one on that somebody has moved or skipped: those keep that."""
    rows = (one for one in tx.occurrences.of_series(series.id) if can_change(one, now))
    later = (one for one in rows if one.rule_date and one.rule_date >= since)
    return tuple(one for one in later if one.moved_from or is_skipped(one))


def make(tx: Tx, series: Series, change: CalendarChange, now: datetime) -> bool:
    """Let a series be as agreed; False where it is another than when that was asked."""
    if change.before is None or differing(change.before, series):
        return False
    carry_out(tx, series, applied(change, series), change.rule_date, now)
    return True


def undo(tx: Tx, series: Series, change: CalendarChange, now: datetime) -> bool:
    """Let a series be as before; False where what the change set was changed again."""
    before = taken_back(change, series)
    if before is None:
        return False
    carry_out(tx, series, before, change.rule_date, now)
    return True


def first_touched(tx: Tx, series: Series, now: datetime) -> date:
    """Give the earliest rule date of what lies ahead, however far it was moved."""
    ahead = (one for one in tx.occurrences.of_series(series.id) if one.starts_at > now)
    days = [one.rule_date for one in ahead if one.rule_date]
    return min([*days, to_local(now, series.timezone).date()])


def foreseen(
    tx: Tx, before: Series, after: Series, since: date, now: datetime
) -> tuple[Occurrence, ...]:
    """Give the next dates as they would stand, were a series another from a date of its rule on."""
    rows, off = tx.occurrences.of_series(before.id), tx.servers.get(before.guild).days_off
    known = {one.rule_date for one in rows}
    ahead = [_then(one, after, since, now, off) for one in rows if one.ends_at > now]
    most = OFFERED_DATES + len(rows)
    earlier = [one for one in dates(before, now, most) if one[0] < since and one[0] not in known]
    later = [one for one in dates(after, now, most) if one[0] >= since and one[0] not in known]
    gone = {one.rule_date for one in rows if _then(one, after, since, now, off) is None}
    again = [one for one in dates(after, now, most) if one[0] in gone]
    drafted = [
        *planning.drafted(tx, before, earlier),
        *planning.drafted(tx, after, [*later, *again]),
    ]
    every = [*(one for one in ahead if one is not None), *drafted]
    return tuple(sorted(every, key=lambda one: one.starts_at)[:OFFERED_DATES])


def undone_until(
    change: CalendarChange, coming: Iterable[Occurrence], now: datetime
) -> datetime | None:
    """Until when such a change can be undone: a pause to its end, others to the next doors."""
    if change.after is not None and change.after.is_paused(now):
        return change.after.paused_until
    held = (one.doors_at for one in coming if one.phase is not Phase.CANCELLED)
    return next((doors for doors in held if doors > now), now + _A_DAY)


def _then(
    one: Occurrence, series: Series, since: date, now: datetime, days_off: Collection[date]
) -> Occurrence | None:
    """Give a date as a series would have it; one before `since`, or begun, stays as it is."""
    if one.rule_date is None or one.rule_date < since or not can_change(one, now):
        return one
    then = following(one, series, start_on(series, one.rule_date), days_off)
    return one if then is not None and then.starts_at <= now else then


def carry_out(tx: Tx, old: Series, new: Series, since: date, now: datetime) -> None:
    """Keep a series, and let its dates from `since` on follow; those before are written down."""
    midnight = to_utc(datetime.combine(since, time.min), old.timezone)
    new = replace(new, revision=old.revision + 1)
    planning.write_down(tx, old, between(old, now, max(now, midnight)))
    if OF_THE_RULE & differing(old, new).keys():
        day_before = since - _A_DAY
        new = replace(new, planned_until=min(day_before, old.planned_until or day_before))
    tx.series.put(new)
    off = tx.servers.get(new.guild).days_off
    for one in tx.occurrences.of_series(new.id):
        then = _then(one, new, since, now, off)
        if then is None:
            leave_early_room(tx, one, now)
            tx.occurrences.remove(one.id)
        elif then != one:
            tx.occurrences.save(without_early_room(tx, one, then, now))
    planning.plan(tx, new, now)
