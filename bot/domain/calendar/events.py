"""A series as calendar programs know it: one event with a rule, and the dates that differ from it.

What an event is called there (its UID) never changes. When a series changes from a date on, the
event goes on under its UID with the new rule, and what was before stays as an event of its own that
ends (RFC 5545: UNTIL).
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.domain.calendar.exceptions import why_not_held
from bot.domain.calendar.occurrence import Occurrence, Phase, RoomKind
from bot.domain.calendar.repeat import Repeat
from bot.domain.calendar.series import Era, Series, between, start_on
from bot.domain.ids import short
from bot.domain.zones import clock_changes, to_local, to_utc

LOOKED_AHEAD = timedelta(days=2 * 366)
"""So far ahead dates are looked at that clocks leap over or show twice, or that are not held."""
_A_SECOND, _A_DAY = timedelta(seconds=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DateApart:
    """A date that is not as its rule says."""

    by_rule: datetime
    """The wall time that the rule gave; it names the date."""
    starts_at: datetime
    """When it takes place (aware, UTC)."""
    minutes: int
    title: str


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One event of a calendar file; wall times are naive, in its zone."""

    uid: str
    sequence: int
    """Grows with every change."""
    title: str
    topic: str
    room_kind: RoomKind
    zone: str
    first: datetime
    minutes: int
    repeat: Repeat = Repeat.ONCE
    until: datetime | None = None
    """The last instant at which a date may start (aware, UTC)."""
    not_held: tuple[datetime, ...] = ()
    apart: tuple[DateApart, ...] = ()
    cancelled: bool = False


def events_of(
    series: Series, rows: Sequence[Occurrence], days_off: Collection[date], now: datetime
) -> tuple[CalendarEvent, ...]:
    """Give a series as events: itself, what it was before, and dates no rule gives any more."""
    events: list[CalendarEvent] = []
    left = list(rows)
    for life, end in reversed(list(_lives(series))):
        theirs = [one for one in left if _is_of(life, end, one)]
        left = [one for one in left if one not in theirs]
        events.append(_event(life, end, theirs, days_off, now))
    alone = [one for one in left if one.phase is not Phase.CANCELLED]
    return (*events, *(_alone(series, one) for one in alone))


def uid_of(series: Series, part: str = "") -> str:
    """Give the name of an event: the same for ever, in every copy of the database."""
    return f"series-{short(series.id)}{f'-{part}' if part else ''}@openround"


def _lives(series: Series) -> Iterator[tuple[Series, date | None]]:
    """Give what a series was and is, each from its own first date on, and until when."""
    start: date | None = None
    for life, end in [
        *((_as_it_was(series, one), one.until) for one in series.eras),
        (series, None),
    ]:
        begun = life if start is None or start <= life.first.date() else _from(life, start)
        if end is None or begun.first.date() < end:
            yield begun, end
        start = end


def _from(life: Series, start: date) -> Series:
    """Give a series from the first of its dates on that is no earlier than a day."""
    wall = life.repeat.dates(life.first).after(datetime.combine(start, time.min), inc=True)
    return life if wall is None else replace(life, first=wall)


def _as_it_was(series: Series, era: Era) -> Series:
    return replace(
        series,
        first=era.first,
        repeat=era.repeat,
        timezone=era.timezone,
        minutes=era.minutes,
        title=era.title,
        ended=False,
        paused_from=None,
        paused_until=None,
    )


def _is_of(life: Series, end: date | None, one: Occurrence) -> bool:
    """Tell whether the rule of a time in a series' life gives a date."""
    if one.rule_date is None or (end is not None and one.rule_date >= end):
        return False
    return start_on(life, one.rule_date) is not None


def _event(
    life: Series,
    end: date | None,
    rows: Sequence[Occurrence],
    days_off: Collection[date],
    now: datetime,
) -> CalendarEvent:
    part = f"until-{end:%Y%m%d}" if end else ""
    event = CalendarEvent(
        uid_of(life, part), life.revision, life.title, life.topic, life.room_kind,
        life.timezone, life.first, life.minutes, life.repeat,
    )  # fmt: skip
    if life.repeat.is_once:
        return _once(event, rows, life)
    until = _until(life, end, rows)
    if until is not None and until < to_utc(life.first, life.timezone):
        return replace(event, cancelled=True, repeat=Repeat.ONCE)
    held = [one for one in rows if one.phase is not Phase.CANCELLED]
    off = {one.rule_date for one in rows if one.phase is Phase.CANCELLED and one.rule_date}
    known = {one.rule_date for one in rows}
    if end is None:
        off |= set(_off_later(life, known, days_off, now))
    apart = [one for one in _apart(life, event, held, now) if _may_start(one, until, life)]
    more = _by_the_clocks(life, event, known | off, end, now)
    return replace(
        event,
        until=until,
        not_held=tuple(_wall(life, day) for day in sorted(off)),
        apart=tuple(sorted((*apart, *more), key=lambda one: one.by_rule)),
    )


def _may_start(one: DateApart, until: datetime | None, life: Series) -> bool:
    return until is None or to_utc(one.by_rule, life.timezone) <= until


def _once(event: CalendarEvent, rows: Sequence[Occurrence], life: Series) -> CalendarEvent:
    """Give the event of a single date, which is where it was moved to."""
    one = next(iter(rows), None)
    if one is None:
        return replace(event, cancelled=life.ended)
    first = to_local(one.starts_at, life.timezone)
    return replace(event, first=first, cancelled=one.phase is Phase.CANCELLED)


def _until(life: Series, end: date | None, rows: Sequence[Occurrence]) -> datetime | None:
    """Give until when the rule holds: it was edited, has ended, or pauses with no end."""
    if end is not None:
        return to_utc(datetime.combine(end, time.min), life.timezone) - _A_SECOND
    if life.ended:
        off = [one.rule_date for one in rows if one.phase is Phase.CANCELLED and one.rule_date]
        held = [one.rule_date for one in rows if one.phase is not Phase.CANCELLED and one.rule_date]
        gone = [day for day in off if day > max(held, default=date.min)]
        day = min(gone, default=max(held, default=life.first.date() - _A_DAY) + _A_DAY)
        return to_utc(datetime.combine(day, time.min), life.timezone) - _A_SECOND
    if life.paused_from is not None and life.paused_until is None:
        return life.paused_from - _A_SECOND
    return None


def _off_later(
    life: Series, known: Collection[date | None], days_off: Collection[date], now: datetime
) -> Iterator[date]:
    """Give dates not written down yet that won't be held."""
    ahead = max([now + LOOKED_AHEAD, *([life.paused_until] if life.paused_until else [])])
    if not days_off and life.paused_until is None:
        return
    for day, at in between(replace(life, ended=False), now, ahead):
        if day not in known and why_not_held(life, at, days_off):
            yield day


def _apart(
    life: Series, event: CalendarEvent, held: Sequence[Occurrence], now: datetime
) -> Iterator[DateApart]:
    """Give the dates that were moved or are called otherwise; of those gone by, only when."""
    for one in held:
        day = one.rule_date or life.first.date()
        named = (one.title, one.minutes) == (event.title, event.minutes)
        if one.starts_at != _plainly(life, day) or (one.starts_at > now and not named):
            yield DateApart(_wall(life, day), one.starts_at, one.minutes, one.title)


def _by_the_clocks(
    life: Series,
    event: CalendarEvent,
    known: Collection[date | None],
    end: date | None,
    now: datetime,
) -> Iterator[DateApart]:
    """Give dates not written down yet whose hour clocks leap over, or show twice."""
    changes = clock_changes(life.timezone, now - _A_DAY, now + LOOKED_AHEAD)
    days = {
        to_local(at, life.timezone).date() + _A_DAY * more for at in changes for more in (-1, 0)
    }
    for day in sorted({*days, life.first.date()}):
        at = start_on(life, day) if day not in known and (end is None or day < end) else None
        if at is not None and at != _plainly(life, day):
            yield DateApart(_wall(life, day), at, event.minutes, event.title)


def _wall(life: Series, day: date) -> datetime:
    return datetime.combine(day, life.first.time().replace(fold=0))


def _plainly(life: Series, day: date) -> datetime | None:
    """Give when every program has a date start; None where they differ on it: no clock shows it."""
    wall = _wall(life, day)
    at = to_utc(wall, life.timezone)
    return at if to_local(at, life.timezone) == wall else None


def _alone(series: Series, one: Occurrence) -> CalendarEvent:
    """Give a date by itself, which no rule gives any more."""
    part = f"{one.rule_date:%Y%m%d}" if one.rule_date else short(one.id)
    first = to_local(one.starts_at, series.timezone)
    return CalendarEvent(
        uid_of(series, part), series.revision, one.title, one.topic, one.room_kind,
        series.timezone, first, one.minutes,
    )  # fmt: skip
