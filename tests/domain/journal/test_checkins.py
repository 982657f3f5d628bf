"""Checking in, and noting what was learned from a lapse."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.ids import EntryId
from bot.domain.journal import checkin, lapse
from bot.domain.journal.answers import NotOnTheScale
from bot.domain.journal.entry import DayNotYet, DayTooEarly, JournalShelf, NothingSaid
from bot.domain.journal.settings import JournalSettings
from bot.domain.journal.strands import NoSuchStrand
from tests.domain.journal.writing import NOW, SETTINGS, TODAY

ONE = EntryId(1)


@pytest.mark.parametrize(
    "typed",
    [{"mood": "0"}, {"urge": "10"}, {"helped": "My sister rang."}, {"next": "Bed by eleven."}],
)
def test_one_answer_is_enough(typed):
    entry = checkin.checked_in(ONE, typed, NOW, SETTINGS)
    assert entry.answers == typed
    assert (entry.shelf, entry.day, entry.done) == (JournalShelf.CHECKIN, TODAY, True)


def test_a_blank_check_in_is_none():
    with pytest.raises(NothingSaid):
        checkin.checked_in(ONE, {"mood": "", "helped": " \n"}, NOW, SETTINGS)


def test_whoever_has_chosen_nothing_yet_can_check_in_all_the_same():
    entry = checkin.checked_in(ONE, {"mood": "4"}, NOW, JournalSettings())
    assert entry.day == TODAY


def test_an_urge_is_about_something_that_is_followed():
    assert checkin.checked_in(ONE, {"urge": "6"}, NOW, SETTINGS, strand=3).strand == 3
    with pytest.raises(NoSuchStrand):
        checkin.checked_in(ONE, {"urge": "6"}, NOW, SETTINGS, strand=2)


def test_a_check_in_may_count_for_a_day_before_and_for_no_other():
    friday = TODAY - timedelta(days=4)
    assert checkin.checked_in(ONE, {"mood": "4"}, NOW, SETTINGS, day=friday).day == friday
    with pytest.raises(DayNotYet):
        checkin.checked_in(ONE, {"mood": "4"}, NOW, SETTINGS, day=TODAY + timedelta(days=1))
    with pytest.raises(DayTooEarly):
        checkin.checked_in(ONE, {"mood": "4"}, NOW, SETTINGS, day=TODAY - timedelta(days=999))


def test_a_word_in_place_of_a_number_is_told():
    with pytest.raises(NotOnTheScale) as refused:
        checkin.checked_in(ONE, {"mood": "so so"}, NOW, SETTINGS)
    assert refused.value.facts == {"typed": "so so"}


def test_a_lapse_is_noted_with_words_or_without_any():
    words = {"before": "Bad news at work.", "next_day": "Sleep.", "who": "Chi"}
    assert lapse.noted(ONE, words, NOW, SETTINGS).answers == words
    bare = lapse.noted(ONE, {}, NOW, SETTINGS)
    assert (bare.shelf, bare.answers) == (JournalShelf.LAPSE, {})


def test_a_lapse_at_night_counts_for_the_day_that_has_not_ended():
    night = datetime(2026, 12, 2, 2, 7, tzinfo=UTC)
    assert lapse.noted(ONE, {}, night, SETTINGS).day == TODAY
