"""When somebody wants to be asked, as they type it."""

from datetime import time

import pytest

from bot.domain.journal.typed_times import (
    UnknownTimeOfDay,
    UnknownWeekdays,
    time_of_day,
    weekdays,
)

GROUPS = {"every day": range(7), "weekdays": range(5), "weekends": range(5, 7)}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("21:00", time(21)), ("9pm", time(21)), (" 9 PM ", time(21)), ("9.15 p.m.", time(21, 15)),
        ("7.30", time(7, 30)), ("01:30", time(1, 30)), ("12am", time(0)), ("0:00", time(0)),
        ("midnight", time(0)), ("noon", time(12)), ("at 19", time(19)),
        ("7 in the evening", time(19)),
    ],
)  # fmt: skip
def test_a_time_is_read_as_people_write_it(typed, read):
    assert time_of_day(typed, "en") == read


@pytest.mark.parametrize(
    "typed", ["", "7", "soon", "25:00", "7:99", "tomorrow 9pm", "in 2 hours", "9pm " * 100, "🌱"]
)
def test_what_is_no_time_of_day_is_said_so_with_what_was_typed(typed):
    with pytest.raises(UnknownTimeOfDay) as refused:
        time_of_day(typed, "en")
    assert len(str(refused.value.facts["typed"])) <= 60


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("every day", range(7)), ("Weekdays", range(5)), ("weekends", (5, 6)), ("Mon", (0,)),
        ("mon, wed,fri", (0, 2, 4)), ("Thursdays & sun", (3, 6)), ("mon-fri", range(5)),
        ("fri–mon", (0, 4, 5, 6)), ("sun sun mon", (0, 6)),
    ],
)  # fmt: skip
def test_days_are_read_as_people_write_them(typed, read):
    assert weekdays(typed, "en", GROUPS) == tuple(read)


@pytest.mark.parametrize("typed", ["", ",", "someday", "mon-wed-fri", "2026-12-01", "mon-", "9pm"])
def test_what_names_no_days_is_said_so(typed):
    with pytest.raises(UnknownWeekdays):
        weekdays(typed, "en", GROUPS)


WORDS = GROUPS | {"weekend": range(5, 7), "and": range(0)}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("weekend", (5, 6)),
        ("tues and fri", (1, 4)),
        ("Wed and weekend", (2, 5, 6)),
        ("mon, tue and thurs", (0, 1, 3)),
    ],
)
def test_days_are_read_with_the_words_people_put_between_them(typed, read):
    assert weekdays(typed, "en", WORDS) == read


def test_a_word_between_days_alone_is_no_day():
    with pytest.raises(UnknownWeekdays):
        weekdays("and", "en", WORDS)
