"""A change of the calendar, and what follows for those who asked for reminders of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import blake2b

from bot.domain.calendar.news import CalendarNews, NewsKind, SeriesStanding, news_of
from bot.domain.calendar.occurrence import Occurrence
from bot.domain.calendar.reminder import Reminder
from bot.domain.calendar.series import Series
from bot.domain.ids import SeriesId
from bot.domain.outbox_entry import EntryKind, OutboxEntry
from bot.services.calendar.changes.finding import coming_dates, date_of
from bot.services.calendar.planning import NOT_PLANNED
from bot.services.calendar.reminders.planning_reminders import about, plan_series
from bot.services.outbox.payload import Payload
from bot.services.ports.store import Tx

_LOOKED_AT = 30
"""So many of the next dates are laid side by side."""
_A_YEAR = 366
"""So many where days off change: people write down those of a whole year."""
_DIGEST_BYTES = 7


@dataclass(frozen=True, slots=True)
class NewsOf(Payload):
    """What is new, for whom it is by their reminder, and since when."""

    reminder: int
    kind: str
    made: int
    at: int = 0
    then: int = 0
    more: int = 0

    @property
    def news(self) -> CalendarNews:
        """The news as it was written down."""
        return CalendarNews(NewsKind(self.kind), _instant(self.at), _instant(self.then), self.more)


@contextmanager
def telling(
    tx: Tx, series: SeriesId, now: datetime, days_off: tuple[date, ...] | None = None
) -> Iterator[None]:
    """Change a series or a date of it inside: whoever asked for reminders is told of that, once.

    Reminders follow, all in the same transaction. `days_off` are those that held before.
    """
    asked = tx.reminders.of_series(series)
    most = _LOOKED_AT if days_off is None else _A_YEAR
    before = _standing(tx, series, asked, now, most) if asked else None
    if before is not None and days_off is not None:
        written = [one.rule_date for one in tx.occurrences.of_series(series) if one.rule_date]
        before = before.with_days_off(days_off, written)
    yield
    after = _standing(tx, series, asked, now, most) if asked else None
    for one in asked if before and after else ():
        _tell(tx, one, before, after, now)
    plan_series(tx, series, now)


def _tell(
    tx: Tx,
    reminder: Reminder,
    before: SeriesStanding | None,
    after: SeriesStanding | None,
    now: datetime,
) -> None:
    news = news_of(before, after, reminder.rule_date, now) if before and after else None
    if news is None:
        return
    told = NewsOf(
        reminder.id, news.kind, _stamp(now), _stamp(news.at), _stamp(news.then), news.more
    )
    seq = int.from_bytes(blake2b(told.written().encode(), digest_size=_DIGEST_BYTES).digest())
    kind = EntryKind.CHANGED
    tx.outbox.want(OutboxEntry(about(reminder), reminder.guild, kind, seq, now, told.written()))


def _standing(
    tx: Tx, series: SeriesId, asked: tuple[Reminder, ...], now: datetime, most: int
) -> SeriesStanding | None:
    found = tx.series.get(series)
    if found is None:
        return None
    try:
        return SeriesStanding(found, _dates(tx, found, asked, now, most))
    except NOT_PLANNED:
        return None  # told to the organisers where it is planned ahead


def _dates(
    tx: Tx, series: Series, asked: tuple[Reminder, ...], now: datetime, most: int
) -> tuple[Occurrence, ...]:
    coming = coming_dates(tx, series, now, most)
    known = {one.rule_date for one in coming}
    further = {one.rule_date for one in asked if one.rule_date} - known
    found = (date_of(tx, series, day) for day in sorted(further) if day)
    return (*coming, *(one for one in found if one))


def _stamp(at: datetime | None) -> int:
    return int(at.timestamp()) if at else 0


def _instant(stamp: int) -> datetime | None:
    return datetime.fromtimestamp(stamp, UTC) if stamp else None
