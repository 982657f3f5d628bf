"""A series as it is from one of its dates on, once somebody has edited it."""

from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from typing import Any

from bot.domain.calendar.occurrence import RoomKind
from bot.domain.calendar.repeat import Often, Repeat, Rhythm, monthly, nth_of, weekly
from bot.domain.calendar.series import Series
from bot.domain.calendar.when.reading import Reading, must_not_be_a_fifth, repeat_agreed
from bot.domain.errors import Refusal
from bot.domain.ids import MemberId
from bot.domain.zones import to_utc

_WEEK = timedelta(weeks=1)


class EditWhichDays(Refusal):
    """The new day is none of those on which the series meets, and it meets on several."""

    key = "refusal.edit_which_days"


@dataclass(frozen=True, slots=True)
class Edit:
    """What somebody wants otherwise; None stays as it is."""

    title: str | None = None
    when: Reading | None = None
    repeat: Often | None = None
    template: str | None = None
    minutes: int | None = None
    """How long it takes, where the template or the time says it anew."""
    room_kind: RoomKind | None = None
    facilitator: MemberId | None = None
    co_facilitator: MemberId | None = None
    topic: str | None = None
    capacity: int | None = None
    """How many people may be in; 0 is as many as come."""
    self_guided: bool | None = None


_ALIKE = {one.name for one in fields(Series)} - {"repeat"}
"""Fields of a series that are set as they are given."""


def edited(series: Series, since: date, edit: Edit, now: datetime, language: str) -> Series:
    """Give a series as it is from a date of its rule on.

    Raises WhenRepeatDiffers, WhenFifth, EditWhichDays.
    """
    plain = {one.name: getattr(edit, one.name) for one in fields(Edit) if one.name in _ALIKE}
    given: dict[str, Any] = {name: value for name, value in plain.items() if value is not None}
    if edit.when is not None:
        first = _first(series, since, edit.when, now)
        repeat = _repeat(series, first, edit, language)
        return replace(series, first=first, repeat=repeat, **given)
    if edit.repeat is not None:
        first = datetime.combine(since, series.first.time())
        at = to_utc(first, series.timezone)
        repeat = repeat_agreed(Reading(first, at, series.timezone), edit.repeat, language)
        return replace(series, first=first, repeat=repeat, **given)
    return replace(series, **given)


def _first(series: Series, since: date, when: Reading, now: datetime) -> datetime:
    """Give the first date: a day of the week that was said is the one in the week of `since`."""
    if series.repeat.is_once and when.repeat.is_once:
        return when.local
    monday, first = since - timedelta(days=since.weekday()), when.local
    while first.date() < monday or to_utc(first, series.timezone) <= now:
        first += _WEEK
    return first


def _repeat(series: Series, first: datetime, edit: Edit, language: str) -> Repeat:
    """Give how often it comes back: as it was said, else as before, on the new day."""
    if edit.when is not None and (edit.repeat is not None or not edit.when.repeat.is_once):
        return repeat_agreed(replace(edit.when, local=first), edit.repeat, language)
    before, day = series.repeat, first.date()
    if before.rhythm is Rhythm.WEEKLY and len(before.days) <= 1:
        return weekly(day.weekday(), interval=before.interval)
    if before.falls_on(day):
        return before
    if before.rhythm is Rhythm.MONTHLY:
        must_not_be_a_fifth(day, first.time(), language)
        return monthly(nth_of(day), day.weekday())
    raise EditWhichDays
