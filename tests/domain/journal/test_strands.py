"""What a member follows, in their own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.journal import strands as rules
from bot.domain.journal.settings import JournalSettings, Strand
from bot.domain.journal.strands import (
    MOST_STRANDS,
    EnoughStrands,
    NoSuchStrand,
    StrandTwice,
    StrandWithoutName,
)
from tests.domain.journal.writing import SETTINGS, check_in

RATED = ("urge",)


def test_something_new_is_followed_under_a_number_of_its_own():
    more = rules.followed(SETTINGS, "  sleep ")
    assert more.strands[-1] == Strand(4, "sleep")


def test_a_dropped_number_is_never_given_again():
    fewer = rules.dropped(SETTINGS, 3)
    assert rules.followed(fewer, "my phone").strands[-1] == Strand(4, "my phone")


@pytest.mark.parametrize("typed", ["Wine", " w\u0131ne".replace("\u0131", "i"), "WINE\n"])
def test_the_same_thing_is_not_followed_twice(typed):
    with pytest.raises(StrandTwice):
        rules.followed(SETTINGS, typed)


@pytest.mark.parametrize("typed", ["", "  ", "\u200b"])
def test_a_strand_has_a_name(typed):
    with pytest.raises(StrandWithoutName):
        rules.followed(SETTINGS, typed)


def test_as_many_are_followed_as_the_picture_has_room_for():
    settings = JournalSettings()
    for number in range(MOST_STRANDS):
        settings = rules.followed(settings, f"thing {number}")
    with pytest.raises(EnoughStrands):
        rules.followed(settings, "one more")


def test_a_new_name_keeps_the_number():
    assert rules.renamed(SETTINGS, 1, "red wine").strand(1) == Strand(1, "red wine")
    assert rules.renamed(SETTINGS, 1, "Wine").strand(1) == Strand(1, "Wine")
    with pytest.raises(StrandTwice):
        rules.renamed(SETTINGS, 1, "My phone")


def test_what_is_followed_no_more_cannot_be_named_or_dropped_again():
    fewer = rules.dropped(SETTINGS, 1)
    for again in (lambda: rules.dropped(fewer, 1), lambda: rules.renamed(fewer, 1, "beer")):
        with pytest.raises(NoSuchStrand):
            again()


def test_the_numbers_of_a_dropped_strand_go_and_the_words_stay():
    entry = check_in(1, strand=1, mood="4", urge="8")
    left = rules.without_numbers(entry, 1, RATED)
    assert left is not None
    assert (left.answers, left.strand) == ({"mood": "4"}, 0)
    assert rules.without_numbers(check_in(2, strand=1, urge="8"), 1, RATED) is None
    other = check_in(3, strand=3, urge="8")
    assert rules.without_numbers(other, 1, RATED) == other


@given(st.lists(st.one_of(st.text(max_size=60), st.integers(0, 9)), max_size=30))
def test_however_strands_come_and_go_each_has_its_number_and_its_name(steps):
    settings = JournalSettings()
    for step in steps:
        try:
            settings = (
                rules.followed(settings, step)
                if isinstance(step, str)
                else rules.dropped(settings, step)
            )
        except (StrandTwice, StrandWithoutName, EnoughStrands, NoSuchStrand):
            continue
    numbers = [one.number for one in settings.strands]
    assert len(set(numbers)) == len(numbers) <= MOST_STRANDS
    assert numbers == sorted(numbers)
    assert all(0 < number <= settings.strands_ever for number in numbers)
    assert all(0 < len(one.name) <= rules.LONGEST_NAME for one in settings.strands)
