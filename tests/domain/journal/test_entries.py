"""Correcting what was written, moving it to another day, and how much is kept."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import EntryId
from bot.domain.journal.checkin import CHECKIN
from bot.domain.journal.entry import (
    MOST_ENTRIES,
    DayNotYet,
    DayTooEarly,
    JournalFull,
    NothingSaid,
    corrected,
    earliest_day,
    moved_to,
    must_have_room,
)
from bot.domain.journal.lapse import LAPSE, noted
from tests.domain.journal.writing import NOW, SETTINGS, TODAY, check_in


def test_a_corrected_check_in_says_the_new_words_and_keeps_its_day():
    first = check_in(1, mood="3", helped="My sister rang.")
    mended = corrected(first, CHECKIN, {"mood": "4", "next": "Bed by eleven."})
    assert mended.answers == {"mood": "4", "next": "Bed by eleven."}
    assert (mended.id, mended.day, mended.at) == (first.id, first.day, first.at)


def test_only_the_fields_of_the_form_are_replaced():
    first = check_in(1, mood="3", helped="A walk.")
    only_mood = {"mood": CHECKIN["mood"]}
    assert corrected(first, only_mood, {"mood": "9"}).answers == {"mood": "9", "helped": "A walk."}


def test_an_entry_is_not_corrected_into_nothing():
    with pytest.raises(NothingSaid):
        corrected(check_in(1, mood="3"), CHECKIN, {"mood": " "})


def test_something_learned_may_lose_its_words_and_stay_a_mark():
    learned = noted(EntryId(1), {"before": "Bad news."}, NOW, SETTINGS)
    assert corrected(learned, LAPSE, {}).answers == {}


def test_an_entry_counts_for_an_earlier_day_once_it_is_moved():
    yesterday = TODAY - timedelta(days=1)
    assert moved_to(check_in(1), yesterday, TODAY).day == yesterday


def test_a_day_that_has_not_come_is_refused():
    with pytest.raises(DayNotYet):
        moved_to(check_in(1), TODAY + timedelta(days=1), TODAY)


def test_the_earliest_day_is_within_reach():
    earliest = TODAY - timedelta(days=365)
    assert moved_to(check_in(1), earliest, TODAY).day == earliest


def test_a_day_further_back_than_the_picture_goes_is_refused_with_the_earliest():
    with pytest.raises(DayTooEarly) as refused:
        moved_to(check_in(1), TODAY - timedelta(days=366), TODAY)
    assert refused.value.facts == {"day": "2025-12-01"}


@given(st.dates(), st.dates())
def test_a_day_is_within_reach_or_refused_and_nothing_else(day, today):
    reached = earliest_day(today) <= day <= today
    try:
        moved_to(check_in(1), day, today)
    except (DayNotYet, DayTooEarly):
        assert not reached
    else:
        assert reached


def test_the_first_days_of_the_calendar_are_no_trap():
    assert earliest_day(date(1, 1, 5)) == date.min


def test_there_is_room_until_as_much_is_kept_as_fits():
    must_have_room(MOST_ENTRIES - 1)
    with pytest.raises(JournalFull) as refused:
        must_have_room(MOST_ENTRIES)
    assert refused.value.facts == {"most": 2000}
