"""What is new of a meeting for those who asked or lead: how it stood, and how it stands."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from bot.domain.calendar.change import differing
from bot.domain.calendar.exceptions import not_held, why_not_held
from bot.domain.calendar.occurrence import Occurrence
from bot.domain.calendar.reminder import takes_place
from bot.domain.calendar.series import Series
from bot.domain.ids import MemberId

_OF_THE_RULE = frozenset({"first", "timezone", "repeat"})
_OF_THE_PAUSE = frozenset({"paused_from", "paused_until"})
Days = Collection[date] | None
"""Some dates of a rule; None is the whole series."""


class NewsKind(StrEnum):
    """What has become of a date or a series: the last part of a text key."""

    MOVED = "moved"
    NOT_HELD = "not_held"
    HELD_AGAIN = "held_again"
    PAUSED = "paused"
    GOES_ON = "goes_on"
    ENDED = "ended"
    OTHER_TIMES = "other_times"
    CHANGED = "changed"
    """Something besides its times."""
    NAMED = "named"
    """Who is told leads it now, and did not before."""
    HELPS = "helps"
    """The same of who helps to lead it."""


@dataclass(frozen=True, slots=True)
class CalendarNews:
    """One piece of news; it names times alone."""

    kind: NewsKind
    at: datetime | None = None
    """The date it is about as people know it, or the end of a pause."""
    then: datetime | None = None
    """When that date starts now, or the next one that takes place."""
    more: int = 0
    """How many dates besides it is about."""

    def is_over(self, now: datetime) -> bool:
        """Tell whether all that it names has gone by."""
        named = [one for one in (self.at, self.then) if one]
        return bool(named) and max(named) <= now


@dataclass(frozen=True, slots=True)
class SeriesStanding:
    """How a series stands: its rule, and its next dates."""

    series: Series
    coming: tuple[Occurrence, ...]

    def with_days_off(self, days_off: Iterable[date], written: Iterable[date]) -> "SeriesStanding":
        """Give it as it stood with other days off; dates written down say so themselves."""
        off, known = frozenset(days_off), frozenset(written)
        return replace(
            self,
            coming=tuple(
                one if one.rule_date in known else _with(one, self.series, off)
                for one in self.coming
            ),
        )


def news_of(
    before: SeriesStanding, after: SeriesStanding, days: Days, now: datetime
) -> CalendarNews | None:
    """Say what is new of some dates, or of the whole series (None); None where nothing is.

    It is one piece of news however much has changed: what matters most to whoever wants to come.
    """
    if days is None:
        found = _of_series(before, after, now)
        if found is not None:
            return found
    return _of_dates(before, after, days, now)


def led(*standings: SeriesStanding) -> Mapping[MemberId, Days]:
    """Give who is down to lead or to help: the whole series (None), or which of its dates."""
    named = (one for each in standings for one in _down_for(each.series))
    every: dict[MemberId, Days] = dict.fromkeys(named)
    some: defaultdict[MemberId, set[date]] = defaultdict(set)
    for one in (one for each in standings for one in each.coming if one.rule_date):
        for who in _down_for(one):
            some[who].add(one.rule_date or one.starts_at.date())
    return {who: frozenset(days) for who, days in some.items()} | every


def as_named(
    news: CalendarNews, after: SeriesStanding, who: MemberId, days: Days, now: datetime
) -> CalendarNews:
    """Say that somebody leads now, or helps, where little else is new, and when that is next."""
    if news.kind is not NewsKind.CHANGED:
        return news
    theirs = tuple(one for one in after.coming if days is None or one.rule_date in days)
    leads = after.series.facilitator == who or any(one.facilitator == who for one in theirs)
    kind = NewsKind.NAMED if leads else NewsKind.HELPS
    return CalendarNews(kind, then=_next(replace(after, coming=theirs), now))


def _down_for(one: Series | Occurrence) -> tuple[MemberId, ...]:
    return tuple(who for who in (one.facilitator, one.co_facilitator) if who is not None)


def _of_series(before: SeriesStanding, after: SeriesStanding, now: datetime) -> CalendarNews | None:
    new, series = differing(before.series, after.series), after.series
    following = _next(after, now)
    if "ended" in new:
        kind = NewsKind.ENDED if series.ended else NewsKind.GOES_ON
        return CalendarNews(kind, then=following)
    if _OF_THE_PAUSE & new.keys():
        if series.is_paused(now):
            return CalendarNews(NewsKind.PAUSED, series.paused_until, following)
        return CalendarNews(NewsKind.GOES_ON, then=following)
    if _OF_THE_RULE & new.keys() and _times(before, now) != _times(after, now):
        return CalendarNews(NewsKind.OTHER_TIMES, then=following)
    return None


def _of_dates(
    before: SeriesStanding, after: SeriesStanding, days: Days, now: datetime
) -> CalendarNews | None:
    stood, stands = _by_day(before, days), _by_day(after, days)
    both = [(one, stands[day]) for day, one in stood.items() if day in stands]
    both += [(one, not_held(one, "")) for day, one in stood.items() if _is_gone(day, stands)]
    ahead = [pair for pair in both if max(one.starts_at for one in pair) > now]
    off = [was for was, now_is in ahead if takes_place(was) and not takes_place(now_is)]
    held = [now_is for was, now_is in ahead if takes_place(now_is) and not takes_place(was)]
    there = [pair for pair in ahead if all(takes_place(one) for one in pair)]
    moved = [pair for pair in there if pair[0].starts_at != pair[1].starts_at]
    if off:
        return CalendarNews(NewsKind.NOT_HELD, off[0].starts_at, _next(after, now), len(off) - 1)
    if len(moved) > 1:
        return CalendarNews(NewsKind.OTHER_TIMES, then=_next(after, now))
    if moved:
        was, now_is = moved[0]
        return CalendarNews(NewsKind.MOVED, was.starts_at, now_is.starts_at)
    if held:
        return CalendarNews(NewsKind.HELD_AGAIN, held[0].starts_at, more=len(held) - 1)
    if any(_looks_other(*pair) for pair in there):
        return CalendarNews(NewsKind.CHANGED, then=_next(after, now))
    return None


def _is_gone(day: date | None, stands: dict[date | None, Occurrence]) -> bool:
    """Tell whether the rule gives a day no more; one beyond all that is looked at is not gone."""
    last = max((one.starts_at.date() for one in stands.values()), default=None)
    return day not in stands and day is not None and (last is None or day < last)


def _by_day(standing: SeriesStanding, days: Days) -> dict[date | None, Occurrence]:
    listed = standing.coming
    return {one.rule_date: one for one in listed if days is None or one.rule_date in days}


def _next(standing: SeriesStanding, now: datetime) -> datetime | None:
    return next(iter(_times(standing, now)), None)


def _times(standing: SeriesStanding, now: datetime) -> list[datetime]:
    ahead = (one for one in standing.coming if takes_place(one) and one.starts_at > now)
    return sorted(one.starts_at for one in ahead)


def _looks_other(was: Occurrence, now_is: Occurrence) -> bool:
    return _told(was) != _told(now_is)


def _told(one: Occurrence) -> tuple[object, ...]:
    """Give what people are told of a date besides its time."""
    evening = one.template, one.minutes, one.room_kind
    return (*evening, one.title, one.topic, one.facilitator, one.co_facilitator)


def _with(one: Occurrence, series: Series, days_off: frozenset[date]) -> Occurrence:
    stood = replace(one, phase=type(one.phase).PLANNED, reason="")
    why = why_not_held(series, one.starts_at, days_off)
    return not_held(stood, why) if why else stood
