"""On which days somebody looks for a meeting, as they say it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.calendar.when.refusals import DayTwoWays
from bot.domain.calendar.when.which_days import DaysUnclear, days_meant

ZONE = "Europe/London"
TUESDAY, SATURDAY, SUNDAY = (datetime(2026, 12, day, 18, tzinfo=UTC) for day in (1, 5, 6))


def days(text, now=TUESDAY, zone=ZONE):
    meant = days_meant(text, zone, now)
    noons = (datetime(2026, 11, 1, 12, tzinfo=UTC) + timedelta(days=more) for more in range(90))
    return [(at.month, at.day) for at in noons if meant.has(at)]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("today", [(12, 1)]),
        ("tonight", [(12, 1)]),
        ("Tomorow", [(12, 2)]),
        ("tue", [(12, 1)]),
        ("on Friday", [(12, 4)]),
        ("Tuesday 19:00", [(12, 1)]),
        ("sunday morning", [(12, 6)]),
        ("next tuesday", [(12, 8), (12, 15)]),
        ("every Tuesday", [(12, 1), (12, 8)]),
        ("sat, sun", [(12, 5), (12, 6)]),
        ("weekdays", [(12, 1), (12, 2), (12, 3), (12, 4), (12, 7)]),
        ("The  Weekend", [(12, 5), (12, 6)]),
        ("next weekend", [(12, 12), (12, 13)]),
        ("this week", [(12, day) for day in range(1, 7)]),
        ("next week", [(12, day) for day in range(7, 14)]),
        ("5 Dec", [(12, 5)]),
        ("2027-01-05", [(1, 5)]),
        ("the 5th", [(12, 5)]),
        ("in 3 days", [(12, 4)]),
        ("in 8 hours", [(12, 2)]),
        ("<t:1796151600:F>", [(12, 1)]),
    ],
)
def test_days_are_read_as_people_say_them(text, meant):
    assert days(text) == meant


@pytest.mark.parametrize(
    ("now", "this", "following"),
    [
        (SATURDAY, [(12, 5), (12, 6)], [(12, 12), (12, 13)]),
        (SUNDAY, [(12, 6)], [(12, 12), (12, 13)]),
    ],
)
def test_a_weekend_that_has_begun_is_what_is_left_of_it(now, this, following):
    assert days("weekend", now) == this
    assert days("next weekend", now) == following


def test_a_day_is_that_of_the_readers_zone():
    late = datetime(2026, 12, 2, 23, 30, tzinfo=UTC)
    assert days_meant("Wednesday", ZONE, TUESDAY).has(late)
    assert not days_meant("Wednesday", "Europe/Rome", TUESDAY).has(late)
    assert days_meant("today", "Pacific/Auckland", TUESDAY).first == date(2026, 12, 2)


@pytest.mark.parametrize(
    "text", ["", "whales", "yesterday", "30 November", "7pm", "31.2.", "\u200b", "x" * 4000]
)
def test_what_is_no_day_to_come_is_asked_back(text):
    with pytest.raises(DaysUnclear):
        days_meant(text, ZONE, TUESDAY)


def test_a_date_that_people_read_in_two_ways_is_asked_about():
    with pytest.raises(DayTwoWays) as asked:
        days_meant("03/04", ZONE, TUESDAY)
    assert asked.value.facts == {"typed": "03/04", "first": "Thu 4 Mar", "second": "Sat 3 Apr"}
