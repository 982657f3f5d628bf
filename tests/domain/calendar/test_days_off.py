"""Days off as an organiser writes them: single days, and from a first day to a last one."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.calendar.days_off import (
    MOST_DAYS_OFF,
    DayOffUnclear,
    TooManyDaysOff,
    days_in,
    in_spans,
)
from bot.domain.calendar.when.refusals import DayTwoWays

ADVENT = datetime(2026, 12, 1, 17, tzinfo=UTC)
BETWEEN_THE_YEARS = datetime(2026, 12, 28, 17, tzinfo=UTC)
EVE, BOXING_DAY, NEW_YEAR = date(2026, 12, 24), date(2026, 12, 26), date(2027, 1, 2)
A_DAY = timedelta(days=1)


def read(text, now=ADVENT):
    return days_in(text, "Europe/Rome", now, "en")


def every_day(first, last):
    return tuple(first + A_DAY * more for more in range((last - first).days + 1))


@pytest.mark.parametrize(
    "text",
    [
        "24 Dec - 2 Jan",
        "24 Dec – 2 Jan",
        "24 Dec-2 Jan",
        "Dec 24 - Jan 2",
        "from 24 Dec until 2 Jan",
        "24 December through 2 January",
        "2026-12-24 to 2027-01-02",
        "2026-12-24–2027-01-02",
        "Thu 24 Dec 2026 to Sat 2 Jan 2027",
    ],
)
def test_a_span_is_every_day_from_the_first_to_the_last(text):
    assert read(text) == every_day(EVE, NEW_YEAR)


@pytest.mark.parametrize(
    "text", ["24-26 Dec", "24 - 26 Dec", "Dec 24-26", "24th to 26th December", "24/12 - 26/12"]
)
def test_a_month_said_once_counts_for_both_ends(text):
    assert read(text) == every_day(EVE, BOXING_DAY)


@pytest.mark.parametrize(
    "text",
    [
        "Thursday 24 December",
        "Thursday, 24 December",
        "Thursday, December 24, 2026",
        "24th December",
        "Dec 24",
        "Dec 24, 2026",
        "24/12",
        "12/24",
        "24-12-2026",
        "Christmas Eve",
    ],
)
def test_one_day_is_read_as_people_write_it(text):
    assert read(text) == (EVE,), "a comma inside a date makes no two days of it"


@pytest.mark.parametrize(
    "text", ["24 Dec and 26 Dec", "24 and 26 Dec", "24, 26 Dec", "Dec 24, 26", "Dec 24 & 26"]
)
def test_two_days_may_say_their_month_once(text):
    assert read(text) == (EVE, BOXING_DAY)


def test_days_of_the_week_beside_a_date_that_is_not_theirs_are_days_of_their_own():
    assert read("Thursday, Friday, 24 Dec") == (date(2026, 12, 3), date(2026, 12, 4), EVE)


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("03/04", "Thu 4 Mar", "Sat 3 Apr"),
        ("next Thursday", "Thu 3 Dec", "Thu 10 Dec"),
        ("24/12 - 2/1", "Sat 2 Jan", "Mon 1 Feb"),
    ],
)
def test_a_day_that_people_read_in_two_ways_is_asked_about(text, first, second):
    with pytest.raises(DayTwoWays) as asked:
        read(text)
    assert asked.value.facts == {"typed": text, "first": first, "second": second}


def test_spans_and_single_days_stand_together_and_count_once():
    assert read("24-26 Dec, 26 Dec; 2027-01-02") == (*every_day(EVE, BOXING_DAY), NEW_YEAR)


@pytest.mark.parametrize("text", ["24 Dec - 2 Jan", "2026-12-24 to 2027-01-02"])
def test_of_a_span_that_is_on_its_way_the_days_left_are_kept(text):
    assert read(text, BETWEEN_THE_YEARS) == every_day(BETWEEN_THE_YEARS.date(), NEW_YEAR)


def test_as_many_days_as_are_kept_are_read_and_not_one_more():
    last = date(2027, 1, 1) + A_DAY * (MOST_DAYS_OFF - 1)
    assert len(read(f"2027-01-01 to {last}")) == MOST_DAYS_OFF
    for text in (f"2027-01-01 to {last + A_DAY}", f"2027-01-01 to {last}, 24 Dec"):
        with pytest.raises(TooManyDaysOff):
            read(text)
    with pytest.raises(TooManyDaysOff):
        read("2027-01-01 to 2027-11-24")


@pytest.mark.parametrize(
    "text",
    [
        "24 Dec - whales",
        "whales - 24 Dec",
        "10 Jan - 2 Jan",
        "2 Jan - 24 Dec",
        "1 Jan - 3 Jan - 5 Jan",
        "Monday to Friday",
        "20-24 Nov 2026",
        "every Tuesday - 24 Dec",
    ],
)
def test_what_is_no_span_to_come_is_asked_back_whole(text):
    with pytest.raises(DayOffUnclear):
        read(text)


def test_days_that_follow_each_other_are_told_as_one_span():
    days = (*every_day(EVE, BOXING_DAY), NEW_YEAR)
    assert tuple(in_spans(days)) == ((EVE, BOXING_DAY), (NEW_YEAR, NEW_YEAR))
    assert tuple(in_spans(())) == ()
