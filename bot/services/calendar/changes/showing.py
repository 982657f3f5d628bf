"""One series as `/meeting show` tells it."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.calendar.change import CalendarChange
from bot.domain.calendar.occurrence import Occurrence
from bot.domain.calendar.series import Series
from bot.domain.person import Actor
from bot.services.calendar import planning
from bot.services.calendar.changes.finding import coming_dates, shown_title
from bot.services.ports.store import Tx


@dataclass(frozen=True, slots=True)
class ShownMeeting:
    """One series: its next dates, and what can still be undone by those who may."""

    series: Series
    title: str
    coming: tuple[Occurrence, ...]
    changes: tuple[CalendarChange, ...]
    drifted: tuple[tuple[Occurrence, datetime], ...] = ()
    """Planned dates that the clocks of now have start otherwise, and when; for those who may."""
    may_note: bool = False
    """Whether this person may note a line for next time, and reads the one that is there."""
    next_time: str = ""


def shown(tx: Tx, series: Series, by: Actor, now: datetime) -> ShownMeeting:
    """Give what is shown of a series to this person."""
    changes = tx.changes.made(series.id) if may_change(by) else ()
    left = tuple(one for one in changes if one.until is None or one.until > now)
    coming, title = coming_dates(tx, series, now), shown_title(tx, series, by)
    drifted = planning.drifted(tx, series, now) if may_change(by) else ()
    may_note = by.leads and series.comes_again
    line = tx.next_time.get(series.id) if may_note else None
    noted = line.text if line else ""
    return ShownMeeting(series, title, coming, left, drifted, may_note, noted)


def may_change(by: Actor) -> bool:
    """Tell whether somebody may change the calendar."""
    return by.leads or by.manages
