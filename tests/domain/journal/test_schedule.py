"""When a member is asked, whatever the clocks do."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.domain.journal.schedule import (
    MOST_SNOOZES,
    CheckInSchedule,
    ClockChange,
    Due,
    Pause,
    answered,
    asked,
    next_clock_change,
    next_due,
    scheduled,
    snoozed,
    unreachable,
)
from tests.domain.journal.writing import NOW, TODAY
from tests.domain.zone_changes import A_DAY, ZONES, changes, instant_of

EVERY_DAY = range(7)
QUARTERS = [time(minutes // 60, minutes % 60) for minutes in range(0, 24 * 60, 15)]
AROUND = 4 * A_DAY
WELL_KNOWN = (
    *("Europe/London", "America/New_York", "Australia/Lord_Howe", "America/Santiago"),
    *("Africa/Cairo", "Antarctica/Troll", "Pacific/Chatham", "Asia/Beirut", "America/Havana"),
    *("Africa/Casablanca", "Europe/Dublin", "Asia/Gaza"),
)


def questions(
    schedule: CheckInSchedule, zone: str, begins: int, since: datetime, until: datetime
) -> Iterator[Due]:
    """Go from question to question as the bot does, each one asked and answered."""
    now = since
    while (due := next_due(schedule, zone, begins, now)) and due.at <= until:
        yield due
        schedule, now = answered(asked(schedule, due.day)), due.at


def days_between(since: datetime, until: datetime) -> Iterator[date]:
    day = since.date() + 2 * A_DAY
    while day <= until.date() - 2 * A_DAY:
        yield day
        day += A_DAY


def wall_of(day: date, at: time, begins: int) -> datetime:
    return datetime.combine(day + A_DAY if at < time(begins) else day, at)


def assert_each_day_once(zone: str, change: datetime, at: time, begins: int) -> None:
    since, until = change - AROUND, change + AROUND
    found = list(questions(scheduled(at, EVERY_DAY), zone, begins, since, until))
    by_day = {due.day: due.at for due in found}
    assert len(by_day) == len(found)
    assert [due.at for due in found] == sorted({due.at for due in found})
    for day in days_between(since, until):
        assert by_day[day] == instant_of(wall_of(day, at, begins), zone), (zone, day, at)


@given(st.sampled_from(ZONES), st.data(), st.sampled_from(QUARTERS), st.integers(0, 23))
def test_each_day_has_one_question_in_any_zone_whatever_the_clocks_do(zone, data, at, begins):
    assume(changes(zone))
    change = data.draw(st.sampled_from(changes(zone)))
    assert_each_day_once(zone, change, at, begins)


@pytest.mark.parametrize("zone", WELL_KNOWN)
def test_each_day_has_one_question_at_every_quarter_of_the_next_changes(zone):
    for change in [one for one in changes(zone) if one > NOW][:2]:
        for at in QUARTERS:
            assert_each_day_once(zone, change, at, begins=4)


def test_a_time_that_comes_twice_is_asked_at_the_first_time_alone():
    schedule = scheduled(time(1, 30), EVERY_DAY)
    since, until = datetime(2026, 10, 24, 12, tzinfo=UTC), datetime(2026, 10, 25, 12, tzinfo=UTC)
    (due,) = questions(schedule, "Europe/London", 0, since, until)
    assert due.at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_time_that_the_clocks_leap_over_comes_as_much_later():
    schedule = scheduled(time(2, 30), EVERY_DAY)
    since, until = datetime(2027, 3, 14, 0, tzinfo=UTC), datetime(2027, 3, 14, 20, tzinfo=UTC)
    (due,) = questions(schedule, "America/New_York", 0, since, until)
    assert due.at == datetime(2027, 3, 14, 7, 30, tzinfo=UTC)  # 03:30 there


def test_a_question_that_a_leap_moves_past_the_end_of_its_day_is_still_asked():
    """The clocks leap from 02:00 to 03:00, where the member's next day begins."""
    schedule, zone = scheduled(time(2, 30), EVERY_DAY), "America/New_York"
    just_before = datetime(2027, 3, 14, 7, 10, tzinfo=UTC)
    due = next_due(schedule, zone, 3, just_before)
    assert (due.day, due.at) == (date(2027, 3, 13), datetime(2027, 3, 14, 7, 30, tzinfo=UTC))


def test_after_midnight_it_is_still_the_day_before_until_the_day_begins():
    monday = scheduled(time(1, 0), [0])
    due = next_due(monday, "Europe/Dublin", 4, NOW)
    assert due == Due(date(2026, 12, 7), datetime(2026, 12, 8, 1, 0, tzinfo=UTC), due.number)


@given(
    st.sampled_from(ZONES),
    st.times(),
    st.sets(st.integers(0, 6), min_size=1),
    st.integers(0, 23),
    st.datetimes(datetime(2024, 1, 1), datetime(2037, 1, 1)),  # noqa: DTZ001 - made aware below
)
def test_the_next_question_is_ahead_and_on_a_day_that_was_chosen(zone, at, days, begins, naive):
    now = naive.replace(tzinfo=UTC)
    due = next_due(scheduled(at, days), zone, begins, now)
    assert due.at > now
    assert due.day.weekday() in days
    assert due.at - now < timedelta(days=9)


def test_no_day_is_asked_about_twice_though_the_time_is_moved_on():
    early = asked(scheduled(time(20), EVERY_DAY), TODAY)
    moved = CheckInSchedule(time(23), early.days, asked_on=early.asked_on)
    assert next_due(moved, "Europe/Dublin", 4, NOW).day == TODAY + A_DAY


def test_whoever_has_not_said_where_they_live_is_asked_by_universal_time():
    assert next_due(scheduled(time(22), EVERY_DAY), "", 4, NOW).at == NOW + timedelta(hours=1)


def test_after_three_without_an_answer_it_rests_until_something_is_written():
    schedule = scheduled(time(22), EVERY_DAY)
    for number in range(3):
        assert next_due(schedule, "Europe/Dublin", 4, NOW) is not None
        schedule = asked(schedule, TODAY + number * A_DAY)
    assert schedule.pause is Pause.UNANSWERED
    assert next_due(schedule, "Europe/Dublin", 4, NOW) is None
    again = answered(schedule)
    assert next_due(again, "Europe/Dublin", 4, NOW).day == TODAY + 3 * A_DAY


def test_one_answer_between_keeps_it_from_resting():
    schedule = scheduled(time(22), EVERY_DAY)
    for number in range(30):
        schedule = asked(schedule, TODAY + number * A_DAY)
        schedule = answered(schedule) if number % 3 == 1 else schedule
    assert schedule.pause is None


def test_a_question_that_is_noted_twice_is_one_that_went_by():
    once = asked(scheduled(time(22), EVERY_DAY), TODAY)
    assert asked(once, TODAY) == asked(once, TODAY - A_DAY) == once


def test_where_no_message_comes_through_it_rests():
    closed = unreachable(scheduled(time(22), EVERY_DAY))
    assert closed.pause is Pause.UNREACHABLE
    assert next_due(closed, "Europe/Dublin", 4, NOW) is None


def test_a_question_is_put_off_by_an_hour_three_times_at_most():
    schedule, now, numbers = asked(scheduled(time(20), EVERY_DAY), TODAY), NOW, set()
    for _ in range(MOST_SNOOZES):
        schedule, due = snoozed(schedule, TODAY, now)
        assert due.at == now + timedelta(hours=1)
        now = due.at
        numbers.add(due.number)
    assert snoozed(schedule, TODAY, now) == (schedule, None)
    tomorrow = next_due(schedule, "Europe/Dublin", 4, now)
    assert len(numbers | {tomorrow.number}) == MOST_SNOOZES + 1


def test_an_old_question_is_not_put_off_and_brings_nothing_back():
    schedule = asked(scheduled(time(20), EVERY_DAY), TODAY)
    assert snoozed(schedule, TODAY - A_DAY, NOW) == (schedule, None)


def test_whoever_puts_the_third_off_has_seen_it_and_is_asked_on():
    schedule = scheduled(time(20), EVERY_DAY)
    for number in range(3):
        schedule = asked(schedule, TODAY + number * A_DAY)
    schedule, due = snoozed(schedule, TODAY + 2 * A_DAY, NOW)
    assert due is not None
    assert schedule.pause is None


@given(st.dates(date(2024, 1, 1), date(2060, 1, 1)), st.dates(date(2024, 1, 1), date(2060, 1, 1)))
def test_no_two_questions_have_one_number(one, other):
    assume(one != other)
    schedule = scheduled(time(12), EVERY_DAY)
    found: list[int] = []
    for day in (one, other):
        noon = datetime(day.year, day.month, day.day, 11, tzinfo=UTC)
        due = next_due(schedule, "UTC", 4, noon)
        found.append(due.number)
        again = asked(schedule, due.day)
        for _ in range(MOST_SNOOZES):
            again, put_off = snoozed(again, due.day, due.at)
            found.append(put_off.number)
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("days", [[], [7], [-1], [0, 9]])
def test_days_that_are_none_make_no_schedule(days):
    with pytest.raises(ValueError, match=r"\["):
        scheduled(time(9), days)


def test_the_clocks_that_go_forward_are_told_before():
    told = next_clock_change(
        scheduled(time(2, 30), EVERY_DAY),
        "America/New_York",
        4,
        datetime(2027, 3, 1, tzinfo=UTC),
        timedelta(days=30),
    )
    assert told == ClockChange(date(2027, 3, 14), False, time(2, 30), time(3, 30))


def test_the_clocks_that_go_back_are_told_before():
    told = next_clock_change(
        scheduled(time(1, 30), EVERY_DAY),
        "Europe/London",
        4,
        datetime(2026, 10, 20, tzinfo=UTC),
        timedelta(days=30),
    )
    assert told == ClockChange(date(2026, 10, 25), True, time(1, 30), time(1, 30))


@pytest.mark.parametrize(("at", "ahead"), [(time(19), 30), (time(1, 30), 3)])
def test_clocks_that_change_nothing_soon_are_not_told(at, ahead):
    start = datetime(2026, 10, 20, tzinfo=UTC)
    schedule = scheduled(at, EVERY_DAY)
    assert next_clock_change(schedule, "Europe/London", 4, start, timedelta(days=ahead)) is None
