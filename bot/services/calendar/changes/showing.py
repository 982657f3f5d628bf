"""One series as it is told: by `/meeting show`, and once it is planned."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.calendar.change import CalendarChange, ChangeKind
from bot.domain.calendar.exceptions import NotHeld
from bot.domain.calendar.occurrence import Occurrence, Phase
from bot.domain.calendar.reminder import takes_place
from bot.domain.calendar.series import Series
from bot.domain.person import Actor
from bot.domain.server.server import Server
from bot.services.calendar import planning
from bot.services.calendar.changes.finding import coming_dates, shown_title
from bot.services.ports.store import Tx

LOOKED_PAST = 12
"""So many dates more are looked at for those that take place."""
SHOWN_AFTER = timedelta(days=1)
"""So long an edit is shown once it can't be undone any more."""


@dataclass(frozen=True, slots=True)
class ShownMeeting:
    """One series: its next dates, and what can still be undone by those who may."""

    series: Series
    title: str
    coming: tuple[Occurrence, ...]
    changes: tuple[CalendarChange, ...]
    drifted: tuple[tuple[Occurrence, datetime], ...] = ()
    """Planned dates that the clocks of now have start otherwise, and when; for those who may."""
    knows_all: bool = True
    """Whether this person sees what it is about: in a discreet server those who plan meetings."""
    leads: tuple[Series | Occurrence, ...] = ()
    """Whose leads are named: the series', and those of its next date where that has others."""
    edits: tuple[CalendarChange, ...] = ()
    """What was edited lately, besides what can be undone."""
    may_note: bool = False
    """Whether this person may note a line for next time, and reads the one that is there."""
    next_time: str = ""


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A series that was planned, and its next dates (aware UTC) as they stand."""

    series: Series
    server: Server
    next_dates: tuple[datetime, ...]
    days_off: tuple[datetime, ...] = ()
    """When it would meet before the last of these, were that no day off."""


def as_scheduled(tx: Tx, series: Series, server: Server, now: datetime, most: int) -> Scheduled:
    """Give a series with its next dates that take place, and the days off between them."""
    coming = [
        one for one in coming_dates(tx, series, now, most + LOOKED_PAST) if one.starts_at > now
    ]
    held = tuple(one.starts_at for one in coming if one.phase is not Phase.CANCELLED)[:most]
    off = (one.starts_at for one in coming if one.reason == NotHeld.DAY_OFF)
    between = (at for at in off if not held or at < held[-1] or series.repeat.is_once)
    return Scheduled(series, server, held, tuple(between)[:most])


def ahead(tx: Tx, listed: Iterable[Series], now: datetime) -> Iterator[Series]:
    """Give the series that have a date to come, be it one that is not held."""
    for one in listed:
        try:
            if coming_dates(tx, one, now, 1):
                yield one
        except planning.NOT_PLANNED:
            continue  # told to the organisers where it is planned ahead


def shown(tx: Tx, series: Series, by: Actor, now: datetime) -> ShownMeeting:
    """Give what is shown of a series to this person."""
    made, changes_it = tx.changes.made(series.id), by.may_plan
    undone = [one for one in made if changes_it and (one.until is None or one.until > now)]
    edits = [one for one in made if one not in undone and _is_fresh_edit(one, now)]
    coming, title = coming_dates(tx, series, now), shown_title(tx, series, by)
    may_note = by.leads and series.comes_again
    line = tx.next_time.get(series.id) if may_note else None
    knows_all = changes_it or not tx.servers.get(series.guild).discreet
    return ShownMeeting(
        series,
        title,
        coming,
        tuple(undone),
        planning.drifted(tx, series, now) if changes_it else (),
        knows_all,
        _leads(series, coming, by, now) if knows_all else (),
        tuple(edits),
        may_note,
        line.text if line else "",
    )


def _is_fresh_edit(one: CalendarChange, now: datetime) -> bool:
    is_old = one.until is not None and one.until + SHOWN_AFTER <= now
    return one.kind is ChangeKind.EDIT and not is_old


def _leads(
    series: Series, coming: Sequence[Occurrence], by: Actor, now: datetime
) -> tuple[Series | Occurrence, ...]:
    """Say whose leads are named: from a start to its end nobody's, for nobody is to be missed."""
    following = next((one for one in coming if takes_place(one)), None)
    if following is None or any(one.starts_at <= now for one in coming):
        return ()
    if following.facilitator == series.facilitator:
        return (series,)
    if following.facilitator is None:
        return (following,) if by.may_plan else ()
    return (series, following)
