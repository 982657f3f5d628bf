"""How long somebody was in a meeting, and until when a letter can be asked for."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.attendance.presence import (
    KEPT,
    LetterTooLate,
    Seen,
    joined,
    kept_until,
    must_be_in_time,
    time_present,
)
from tests.domain.evenings import START, later

END = later(90)


def minutes(*stays: tuple[datetime, datetime]) -> int:
    present = time_present(stays, START, END, Seen.VOICE)
    return present.minutes if present else 0


def stay(start: float, end: float) -> tuple[datetime, datetime]:
    return later(start), later(end)


def test_only_what_lies_within_the_meeting_counts():
    assert minutes(stay(-10, 100)) == 90
    assert minutes(stay(-10, -5), stay(95, 99)) == 0


def test_a_call_that_dropped_for_less_than_a_minute_is_no_gap():
    assert minutes((later(0), later(30)), (later(30, 59), later(60))) == 60
    assert minutes((later(0), later(30)), (later(31), later(60))) == 59


def test_stays_add_up_and_the_same_minute_counts_once():
    assert minutes(stay(0, 20), stay(40, 50)) == 30
    assert minutes(stay(0, 20), stay(10, 30), stay(15, 16)) == 30


def test_minutes_are_whole_ones_and_less_than_one_is_none():
    assert minutes((later(0), later(10, 59))) == 10
    assert time_present([(later(0), later(0, 59))], START, END, Seen.DOOR) is None


def test_who_was_there_all_along_has_as_many_minutes_as_start_and_end_show():
    began, ended = later(20, 40), later(26, 10)
    present = time_present([(later(0), later(90))], began, ended, Seen.VOICE)
    assert (present.minutes, present.lasted) == (6, 6)


SECONDS = st.integers(-600, 6000)


@given(st.lists(st.tuples(SECONDS, SECONDS), max_size=15))
def test_whatever_comes_in_nobody_was_there_longer_than_the_meeting(pairs):
    stays = [(later(0, one), later(0, other)) for one, other in pairs]
    found = joined(stays, START, END)
    assert list(found) == sorted(found)
    assert all(START <= start < end <= END for start, end in found)
    assert all(b[0] - a[1] >= timedelta(seconds=60) for a, b in pairwise(found))
    covered = {second for one, other in pairs for second in range(max(one, 0), min(other, 5400))}
    slack = len(pairs)  # a dropped call of less than a minute each
    assert len(covered) // 60 <= minutes(*stays) <= len(covered) // 60 + slack


def test_a_letter_can_be_asked_for_until_its_minutes_go_which_is_before_the_day_is_over():
    must_be_in_time(END, kept_until(END) - timedelta(seconds=1))
    with pytest.raises(LetterTooLate):
        must_be_in_time(END, kept_until(END))
    assert timedelta(hours=23, minutes=50) < kept_until(END) - END < KEPT
