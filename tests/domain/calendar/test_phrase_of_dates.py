"""Phrases whose day is easily got wrong: turns of the year, nights, hours that come twice."""

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calendar.repeat import Repeat
from bot.domain.calendar.when.phrase import read
from bot.domain.calendar.when.refusals import (
    WhenNoDay,
    WhenOneNight,
    WhenPast,
    WhenTwoDates,
    WhenTwoDays,
    WhenTwoNights,
)
from bot.domain.calendar.when.suggestions import suggestions
from bot.domain.errors import Refusal
from bot.domain.zones import instants_of, to_local
from tests.domain.calendar.test_series_dates import CHANGING
from tests.every import every

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
"""A Monday morning in London."""
LONDON = "Europe/London"
NEW_YEAR = datetime(2027, 1, 5, 10, 0, tzinfo=UTC)
AUTUMN = datetime(2026, 10, 25, 1, 10, tzinfo=UTC)
"""In London the clocks went back ten minutes ago: 01:10 for the second time."""
INSTANT = datetime(2026, 12, 1, 19, 0, tzinfo=UTC)


@pytest.mark.parametrize("zone", [LONDON, "America/New_York", "Asia/Kathmandu"])
@pytest.mark.parametrize(
    "text",
    [
        *("1796151600", "1796151600000", "<t:1796151600:F>", "<t:1796151600>", "<t:1796151600:R>"),
        *("2026-12-01T19:00Z", "2026-12-01 19:00:00Z", "2026-12-01T20:00+01:00"),
        *("2026-12-01 14:00 -0500", "2026-12-01T19:00:00.000Z", " <t:1796151600:f> "),
    ],
)
def test_an_instant_is_that_instant_whatever_the_zone(text, zone):
    found = read(text, zone, NOW)
    assert found.at == INSTANT
    assert found.local == to_local(INSTANT, zone)
    assert suggestions(text, zone, NOW) == (found,)


@pytest.mark.parametrize("text", ["31 Dec 23:00", "20 Dec 19:00", "Thu 31 Dec 23:00", "10 Nov 7pm"])
def test_a_date_just_gone_is_gone_over_the_end_of_the_year_too(text):
    with pytest.raises(WhenPast):
        read(text, LONDON, NEW_YEAR)


def test_a_weekday_beside_a_date_says_which_year_it_is_of():
    assert read("Fri 31 Dec 23:00", LONDON, NEW_YEAR).local == datetime(2027, 12, 31, 23)  # noqa: DTZ001
    assert read("1 Nov 19:00", LONDON, NEW_YEAR).local == datetime(2027, 11, 1, 19)  # noqa: DTZ001
    with pytest.raises(WhenTwoDays):
        read("Wed 24 Nov 19:00", LONDON, NOW)


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Friday midnight", "Fri 27 Nov 00:00", "Sat 28 Nov 00:00"),
        ("tomorrow at midnight", "Tue 24 Nov 00:00", "Wed 25 Nov 00:00"),
        ("24:00 on 1 Dec", "Tue 1 Dec 00:00", "Wed 2 Dec 00:00"),
        ("every Friday midnight", "every Friday 00:00", "every Saturday 00:00"),
        ("Saturday night 12:30 am", "Sat 28 Nov 00:30", "Sun 29 Nov 00:30"),
        ("Saturday night at 2", "Sat 28 Nov 02:00", "Sun 29 Nov 02:00"),
    ],
)
def test_a_midnight_is_asked_between_which_days_and_both_are_offered(text, first, second):
    with pytest.raises(WhenTwoNights) as asked:
        read(text, LONDON, NOW)
    assert (asked.value.facts["first"], asked.value.facts["second"]) == (first, second)
    offered = suggestions(text, LONDON, NOW)
    assert offered[:2] == (read(first, LONDON, NOW), read(second, LONDON, NOW))


@pytest.mark.parametrize(
    "text", ["midnight", "tonight at midnight", "tonight at 12", "today 24:00"]
)
def test_of_two_nights_only_the_one_ahead_is_offered(text):
    with pytest.raises(WhenOneNight) as asked:
        read(text, LONDON, NOW)
    assert asked.value.facts["second"] == "Tue 24 Nov 00:00"
    offered = suggestions(text, LONDON, NOW)
    assert offered[0].local == datetime(2026, 11, 24)  # noqa: DTZ001 - local time
    assert {one.local.day for one in offered} == {24}
    with pytest.raises(WhenPast):
        read("20 Nov midnight", LONDON, NOW)


def test_of_two_fridays_that_people_mean_both_are_offered_and_none_is_taken():
    thursday = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
    both = [one.local.day for one in suggestions("next friday 7pm", LONDON, thursday)]
    assert both == [27, 4]
    for typed, now in (
        ("next friday 7pm", thursday),
        ("next sunday 7pm", thursday),
        ("next tuesday 7pm", thursday + timedelta(days=3)),
        ("thursday week 7pm", thursday),
        ("sunday next week 7pm", thursday),
    ):
        with pytest.raises(WhenTwoDates):
            read(typed, LONDON, now)
    friday = thursday + timedelta(days=1)
    assert read("next friday 7pm", LONDON, friday).local.day == 4
    assert read("next tuesday 7pm", LONDON, friday).local.day == 1


def test_this_wednesday_that_has_gone_by_is_not_next_weeks():
    wednesday = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)
    with pytest.raises(WhenPast):
        read("this wednesday 2pm", LONDON, wednesday)
    assert read("wednesday 2pm", LONDON, wednesday).local.day == 2
    assert read("this wednesday 4pm", LONDON, wednesday).local.day == 25


def test_a_year_that_was_not_said_is_not_found_for_a_leap_day():
    with pytest.raises(WhenNoDay):
        read("29 Feb 19:00", LONDON, datetime(2027, 3, 12, tzinfo=UTC))
    assert read("29 Feb 2028 19:00", LONDON, datetime(2027, 3, 12, tzinfo=UTC)).local.month == 2


def test_minutes_from_now_are_that_instant_where_an_hour_comes_twice():
    found = read("in 30 minutes", LONDON, AUTUMN)
    assert found.at == AUTUMN + timedelta(minutes=30)
    assert (found.local.hour, found.local.minute, found.local.fold) == (1, 40, 1)


def test_a_wall_time_that_comes_twice_is_the_first_or_once_that_is_over_the_second():
    before = AUTUMN - timedelta(hours=2)
    assert read("today 01:40", LONDON, before).at == AUTUMN - timedelta(minutes=30)
    assert read("today 01:40", LONDON, AUTUMN).at == AUTUMN + timedelta(minutes=30)
    assert read("today 01:40", LONDON, AUTUMN).local.fold == 1
    assert read("today 01:40 the second time", LONDON, before).at == AUTUMN + timedelta(minutes=30)
    with pytest.raises(Refusal):
        read("today 03:40 the second time", LONDON, before)


HALF_A_DAY = timedelta(hours=12)


@cache
def leaps(zone: str) -> tuple[datetime, ...]:
    """Find the instants from 2026 to 2028 at which the clocks of a zone change, to a minute."""
    found = []
    days = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=n) for n in range(1096)]
    for day in days:
        early, late = day, day + timedelta(days=1)
        if offset(early, zone) == offset(late, zone):
            continue
        while late - early > timedelta(minutes=1):
            middle = (early + (late - early) / 2).replace(second=0, microsecond=0)
            early, late = (
                (middle, late) if offset(middle, zone) == offset(early, zone) else (early, middle)
            )
        found.append(late)
    return tuple(found)


def offset(at: datetime, zone: str) -> timedelta | None:
    return at.astimezone(ZoneInfo(zone)).utcoffset()


@cache
def of_each_kind() -> tuple[str, ...]:
    """Give a zone for each way to change the clocks: others change when it does, by as much."""
    kinds: dict[object, str] = {}
    for zone in CHANGING:
        changed = [(at, offset(at - HALF_A_DAY, zone), offset(at, zone)) for at in leaps(zone)]
        kinds.setdefault(tuple(changed), zone)
    return tuple(kinds.values())


@pytest.mark.at_length
def test_zones_change_their_clocks_in_many_ways():
    assert len(CHANGING) > 100
    assert len(of_each_kind()) > 20


@pytest.mark.at_length
@every(CHANGING)
def test_around_every_change_of_every_zone_a_span_is_its_instant_and_a_wall_time_its_own(zone):
    for leap in leaps(zone):
        for early in (-90, -31, -1, 0, 29, 61):
            now = leap + timedelta(minutes=early)
            for minutes in (1, 30, 45, 90):
                found = read(f"in {minutes} minutes", zone, now)
                assert found.at == now + timedelta(minutes=minutes)
                assert found.on_the_clock == found.local
                assert found.at in instants_of(found.local, zone)
            wall = to_local(leap + timedelta(minutes=30 + early % 60), zone)
            again = read(f"{wall:%Y-%m-%d %H:%M}", zone, leap - timedelta(days=2))
            assert again.at == instants_of(wall.replace(fold=0), zone)[0]
            assert again.repeat == Repeat.ONCE
