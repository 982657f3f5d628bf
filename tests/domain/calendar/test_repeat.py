"""The rules by which meetings come back, as they are chosen, written and counted."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar.repeat import (
    FIFTH,
    LAST,
    Often,
    Repeat,
    monthly,
    often_of,
    repeat_chosen,
    repeat_written,
    weekly,
)
from bot.domain.calendar.series import dates, same_from
from tests.domain.calendar.test_series_dates import weekly as every_tuesday

DAYS = st.lists(st.integers(0, 6), min_size=1, unique=True)
RULES = st.one_of(
    st.sampled_from([Repeat.ONCE, Repeat.DAILY, Repeat.WEEKDAYS, Repeat.WEEKLY]),
    st.builds(lambda days, weeks: weekly(*days, interval=weeks), DAYS, st.integers(1, 4)),
    st.builds(monthly, st.sampled_from([-1, 1, 2, 3, 4, 5]), st.integers(0, 6)),
)
TUESDAY = datetime(2026, 12, 1, 19, 0)  # noqa: DTZ001 - wall time
NOW = datetime(2026, 11, 30, tzinfo=UTC)


def local_dates(repeat: Repeat, count: int = 4) -> list[str]:
    series = replace(every_tuesday(TUESDAY), repeat=repeat)
    return [f"{day:%d %b}" for day, _ in dates(series, NOW, count)]


@given(RULES)
def test_a_rule_is_read_as_it_was_written(rule: Repeat) -> None:
    assert repeat_written(rule.value) == rule


@pytest.mark.parametrize(
    "text", ["", "hourly", "weekly/0/TU", "weekly/2", "monthly/6TU", "monthly/1XX", "weekly/1/TU,"]
)
def test_what_is_no_rule_of_ours_is_not_read(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{text}$"):
        repeat_written(text)


@pytest.mark.parametrize(
    ("often", "value", "wanted"),
    [
        ("once", "once", ["01 Dec"]),
        ("daily", "daily", ["01 Dec", "02 Dec", "03 Dec", "04 Dec"]),
        ("weekdays", "weekdays", ["01 Dec", "02 Dec", "03 Dec", "04 Dec"]),
        ("weekly", "weekly/1/TU", ["01 Dec", "08 Dec", "15 Dec", "22 Dec"]),
        ("fortnightly", "weekly/2/TU", ["01 Dec", "15 Dec", "29 Dec", "12 Jan"]),
        ("monthly", "monthly/1TU", ["01 Dec", "05 Jan", "02 Feb", "02 Mar"]),
    ],
)
def test_each_choice_is_a_rule_from_its_first_date_on(often, value, wanted) -> None:
    rule = repeat_chosen(Often(often), TUESDAY.date())
    assert rule.value == value
    assert often_of(rule) is Often(often)
    assert local_dates(rule) == wanted


def test_several_days_a_last_weekday_and_a_fifth_one_are_counted() -> None:
    assert local_dates(weekly(1, 3)) == ["01 Dec", "03 Dec", "08 Dec", "10 Dec"]
    assert local_dates(weekly(1, 3, interval=2)) == ["01 Dec", "03 Dec", "15 Dec", "17 Dec"]
    assert local_dates(monthly(LAST, 4)) == ["25 Dec", "29 Jan", "26 Feb", "26 Mar"]
    assert local_dates(monthly(FIFTH, 1), 3) == ["29 Dec", "30 Mar", "29 Jun"]


def test_a_rule_knows_the_dates_it_can_begin_on() -> None:
    first, last = date(2026, 12, 1), date(2026, 12, 29)
    assert [monthly(nth, 1).falls_on(last) for nth in (4, FIFTH, LAST)] == [False, True, True]
    assert monthly(1, 1).falls_on(first)
    assert not Repeat.WEEKDAYS.falls_on(date(2026, 12, 5))
    assert not weekly(2).falls_on(first)
    assert Repeat.ONCE.falls_on(first)


def test_two_rhythms_share_the_first_date_on_which_both_meet() -> None:
    every_month = replace(every_tuesday(TUESDAY), repeat=monthly(3, 1))
    fortnightly = replace(every_tuesday(TUESDAY + timedelta(weeks=1)), repeat=weekly(1, interval=2))
    assert same_from(every_tuesday(TUESDAY), every_month) == datetime(2026, 12, 15, 19, tzinfo=UTC)
    assert same_from(every_month, fortnightly) == datetime(2027, 1, 19, 19, tzinfo=UTC)
    every_day = replace(every_tuesday(TUESDAY + timedelta(hours=1)), repeat=Repeat.DAILY)
    assert same_from(every_day, every_month) is None
