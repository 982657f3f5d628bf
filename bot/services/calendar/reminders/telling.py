"""A change of the calendar, and what follows for those who asked for reminders, or lead."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import blake2b
from typing import NamedTuple

from bot.domain.calendar.news import (
    CalendarNews,
    Days,
    NewsKind,
    SeriesStanding,
    as_named,
    led,
    news_of,
)
from bot.domain.calendar.occurrence import Occurrence
from bot.domain.calendar.reminder import Reminder
from bot.domain.calendar.series import Series
from bot.domain.ids import MemberId, ReminderId, SeriesId
from bot.domain.outbox_entry import EntryKind, OutboxEntry, Subject
from bot.services.calendar.changes.finding import coming_dates, date_of
from bot.services.calendar.planning import NOT_PLANNED
from bot.services.calendar.reminders.planning_reminders import plan_series
from bot.services.outbox.payload import Payload
from bot.services.ports.store import Tx

_LOOKED_AT = 30
"""So many of the next dates are laid side by side."""
_A_YEAR = 366
"""So many where days off change: people write down those of a whole year."""
_DIGEST_BYTES = 7


@dataclass(frozen=True, slots=True)
class NewsOf(Payload):
    """What is new and since when, for whom by their reminder; who leads needs none."""

    reminder: int
    kind: str
    made: int
    at: int = 0
    then: int = 0
    more: int = 0
    series: int = 0
    """Of which series, for somebody who leads."""

    @property
    def news(self) -> CalendarNews:
        """The news as it was written down."""
        return CalendarNews(NewsKind(self.kind), _instant(self.at), _instant(self.then), self.more)


class _Hearer(NamedTuple):
    """Somebody who is told: of the whole series (None) or some dates, and by which reminder."""

    member: MemberId
    days: Days
    reminder: ReminderId = ReminderId(0)


@contextmanager
def telling(
    tx: Tx,
    series: SeriesId,
    now: datetime,
    by: MemberId | None,
    days_off: tuple[date, ...] | None = None,
) -> Iterator[None]:
    """Change a series or a date of it inside: who asked for reminders or leads is told, once.

    Whoever made the change knows it. Reminders follow, all in the same transaction. `days_off` are
    those that held before.
    """
    asked = tuple(one for one in tx.reminders.of_series(series) if one.is_asked)
    most = _LOOKED_AT if days_off is None else _A_YEAR
    before = _standing(tx, series, asked, now, most)
    if before is not None and days_off is not None:
        written = [one.rule_date for one in tx.occurrences.of_series(series) if one.rule_date]
        before = before.with_days_off(days_off, written)
    yield
    after = _standing(tx, series, asked, now, most)
    if before and after:
        lead, new = led(before, after), led(after).keys() - led(before).keys()
        for one, news in _told(asked, lead, by, lambda days: news_of(before, after, days, now)):
            told = as_named(news, after, one.member, one.days, now) if one.member in new else news
            _want(tx, one, after.series, told, now)
    plan_series(tx, series, now)


def tell_named(tx: Tx, series: SeriesId, now: datetime, by: MemberId) -> None:
    """Tell whoever is named in a new series that they lead it, or help to; not who planned it."""
    stands = _standing(tx, series, (), now, _LOOKED_AT)
    if stands is None:
        return
    for member in led(stands).keys() - {by}:
        news = as_named(CalendarNews(NewsKind.CHANGED), stands, member, None, now)
        _want(tx, _Hearer(member, None), stands.series, news, now)


def _told(
    asked: Iterable[Reminder],
    lead: Mapping[MemberId, Days],
    by: MemberId | None,
    news_of_days: Callable[[Days], CalendarNews | None],
) -> Iterator[tuple[_Hearer, CalendarNews]]:
    """Give what is new for each; who leads is told once, also where they asked besides."""
    days_asked = ((one, {one.rule_date} if one.rule_date else None) for one in asked)
    every = [_Hearer(one.member, days, one.id) for one, days in days_asked]
    every += [_Hearer(member, days) for member, days in lead.items()]
    told: set[MemberId] = set()
    for one in sorted(every, key=lambda one: one.days is not None):
        news = None if one.member == by else news_of_days(one.days)
        if news is not None and not (one.member in lead and one.member in told):
            told.add(one.member)
            yield one, news


def _want(tx: Tx, one: _Hearer, series: Series, news: CalendarNews, now: datetime) -> None:
    times = _stamp(now), _stamp(news.at), _stamp(news.then)
    of = 0 if one.reminder else series.id
    written = NewsOf(one.reminder, news.kind, *times, news.more, of).written()
    seq = int.from_bytes(blake2b(written.encode(), digest_size=_DIGEST_BYTES).digest())
    about, kind = Subject.member(series.guild, one.member), EntryKind.CHANGED
    tx.outbox.want(OutboxEntry(about, series.guild, kind, seq, now, written))


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
