"""The dates of a meeting that repeats, over every change of the clocks."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar.occurrence import RoomKind
from bot.domain.calendar.repeat import Repeat
from bot.domain.calendar.series import Dated, Series, between, dates
from bot.domain.ids import GuildId, SeriesId
from bot.domain.zones import to_utc
from tests.every import every

WEEK = timedelta(weeks=1)
ZONES = sorted(available_timezones() - {"localtime", "Factory"})
AWKWARD = [(0, 0), (0, 30), (1, 0), (1, 30), (2, 0), (2, 15), (2, 30), (3, 0), (12, 0), (23, 45)]


def local(text: str) -> datetime:
    return datetime.fromisoformat(text)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def weekly(first: str | datetime, zone: str = "Europe/London") -> Series:
    return Series(
        id=SeriesId(1),
        guild=GuildId(2),
        title="Tuesday group",
        first=local(first) if isinstance(first, str) else first,
        timezone=zone,
        repeat=Repeat.WEEKLY,
        minutes=60,
        template="standard-60",
        room_kind=RoomKind.VOICE,
    )


NOONS = [datetime(2026, 1, 1, 12, tzinfo=UTC) + timedelta(days=day) for day in range(730)]


@cache
def changes(zone: str) -> tuple[date, ...]:
    """Find the local dates of 2026 and 2027 on which the clocks of a zone change.

    None changes them twice in a week, so the days are looked through only where a week differs.
    """
    there = ZoneInfo(zone)

    @cache
    def offset(day: int) -> timedelta | None:
        return NOONS[day].astimezone(there).utcoffset()

    weeks = pairwise([*range(0, len(NOONS), 7), len(NOONS) - 1])
    return tuple(
        NOONS[day].astimezone(there).date()
        for first, last in weeks
        if offset(first) != offset(last)
        for day in range(first + 1, last + 1)
        if offset(day) != offset(day - 1)
    )


CHANGING = [zone for zone in ZONES if changes(zone)]


def test_a_meeting_keeps_its_hour_when_summer_comes() -> None:
    found = dates(weekly("2026-03-19T19:00"), utc("2026-03-20T00:00"), 2)
    assert found == (
        (date(2026, 3, 26), utc("2026-03-26T19:00")),
        (date(2026, 4, 2), utc("2026-04-02T18:00")),
    )


@pytest.mark.parametrize(
    ("zone", "first", "starts"),
    [
        ("Europe/London", "2026-03-29T00:59", "2026-03-29T00:59"),
        ("Europe/London", "2026-03-29T01:00", "2026-03-29T01:00"),
        ("Europe/London", "2026-03-29T01:30", "2026-03-29T01:30"),
        ("Europe/London", "2026-03-29T02:00", "2026-03-29T01:00"),
        ("Europe/London", "2026-10-25T01:00", "2026-10-25T00:00"),
        ("Europe/London", "2026-10-25T01:30", "2026-10-25T00:30"),
        ("Europe/London", "2026-10-25T02:00", "2026-10-25T02:00"),
        ("Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:30"),
        ("America/New_York", "2026-03-08T02:30", "2026-03-08T07:30"),
        ("America/New_York", "2026-11-01T01:30", "2026-11-01T05:30"),
        ("America/Santiago", "2026-09-06T00:00", "2026-09-06T04:00"),
        ("America/Santiago", "2026-09-06T00:30", "2026-09-06T04:30"),
        ("America/Santiago", "2026-04-04T23:30", "2026-04-05T02:30"),
        ("Africa/Cairo", "2026-04-24T00:00", "2026-04-23T22:00"),
        ("Africa/Cairo", "2026-04-24T00:30", "2026-04-23T22:30"),
        ("Africa/Cairo", "2026-10-29T23:30", "2026-10-29T20:30"),
        ("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:45"),
        ("Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45"),
    ],
)
def test_a_gap_moves_the_start_on_and_an_overlap_takes_the_first(
    zone: str, first: str, starts: str
) -> None:
    series = weekly(local(first) - WEEK, zone)
    (_, (rule_date, at), (next_date, _)) = dates(series, to_utc(series.first, zone) - WEEK, 3)
    assert (rule_date, at) == (local(first).date(), utc(starts))
    assert next_date == local(first).date() + WEEK


@pytest.mark.at_length
@every(CHANGING)
def test_every_change_of_every_zone_gives_one_date_a_week(zone: str) -> None:
    for change in changes(zone):
        for hour, minute in AWKWARD:
            series = weekly(datetime(change.year, change.month, change.day, hour, minute), zone)  # noqa: DTZ001 - wall time
            series = replace(series, first=series.first - 2 * WEEK)
            found = dates(series, to_utc(series.first, zone) - WEEK, 5)
            assert [d for d, _ in found] == [change + n * WEEK for n in range(-2, 3)]
            for rule_date, at in found:
                shown = at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
                late = shown - datetime.combine(rule_date, series.first.time())
                assert late in {timedelta(0), *_leaps(zone, at)}
                assert to_utc(shown, zone) == at


def _leaps(zone: str, at: datetime) -> set[timedelta]:
    """Give how far the clocks of a zone went forward in the hours before an instant."""
    here = at.astimezone(ZoneInfo(zone)).utcoffset() or timedelta(0)
    before = (at - timedelta(hours=3)).astimezone(ZoneInfo(zone)).utcoffset() or timedelta(0)
    return {here - before} if here > before else set()


@pytest.mark.at_length
@given(
    st.sampled_from(CHANGING),
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)),  # noqa: DTZ001 - wall time
    st.integers(0, 500),
    st.integers(1, 60),
)
def test_walking_date_by_date_gives_the_same_as_asking_at_once(
    zone: str, first: datetime, days: int, count: int
) -> None:
    series = weekly(first.replace(second=0, microsecond=0), zone)
    after = to_utc(series.first, zone) + timedelta(days=days - 30)
    at_once = dates(series, after, count)
    walked: list[Dated] = []
    for _ in range(count):
        walked += dates(series, walked[-1][1] if walked else after, 1)
    assert tuple(walked) == at_once
    assert all(one[1] < other[1] for one, other in pairwise(at_once))
    assert between(series, at_once[0][1], at_once[-1][1]) == at_once[:-1]


def test_after_means_after_and_from_means_from() -> None:
    series = weekly("2026-03-03T19:00")
    start = utc("2026-03-10T19:00")
    assert dates(series, start, 1)[0][0] == date(2026, 3, 17)
    assert dates(series, start - timedelta(seconds=1), 1)[0][0] == date(2026, 3, 10)
    assert between(series, start, start + WEEK) == ((date(2026, 3, 10), start),)


def test_nothing_comes_before_the_first_date() -> None:
    assert dates(weekly("2026-03-03T19:00"), utc("2020-01-01T00:00"), 1)[0][0] == date(2026, 3, 3)


def test_a_meeting_that_is_once_has_one_date() -> None:
    once = replace(weekly("2026-03-29T01:30"), repeat=Repeat.ONCE)
    assert dates(once, utc("2026-01-01T00:00"), 9) == (
        (date(2026, 3, 29), utc("2026-03-29T01:30")),
    )
    assert dates(once, utc("2026-03-29T01:30"), 9) == ()


def test_a_series_that_ended_has_no_dates() -> None:
    assert dates(replace(weekly("2026-03-03T19:00"), ended=True), utc("2026-01-01T00:00"), 4) == ()


@pytest.mark.parametrize("count", [0, -1])
def test_asking_for_none_gives_none(count: int) -> None:
    assert dates(weekly("2026-03-03T19:00"), utc("2026-01-01T00:00"), count) == ()


@pytest.mark.parametrize("repeat", [Repeat.ONCE, Repeat.WEEKLY])
def test_every_way_to_repeat_has_a_rule(repeat: Repeat) -> None:
    series = replace(weekly("2026-03-03T19:00"), repeat=repeat)
    assert dates(series, utc("2026-01-01T00:00"), 1) == (
        (date(2026, 3, 3), utc("2026-03-03T19:00")),
    )
