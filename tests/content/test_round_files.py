"""Which questions fit a check-in and a check-out: they are there, and none goes deep."""

import pytest

from bot.content import prompts, rounds
from bot.domain.prompts.prompt import HABITS, Purpose
from bot.domain.prompts.theme import Theme
from bot.domain.template import StageKey

LIBRARY = {one.id: one for one in prompts.load("en")}
DEEP = HABITS | {
    Theme.MONEY, Theme.GRIEF, Theme.SHAME, Theme.PARTNER, Theme.FAMILY, Theme.TRUST_REPAIR,
    Theme.LAPSE_LEARNING, Theme.PAIN_AND_HEALTH, Theme.MEDICATION_AND_THERAPY, Theme.ANGER,
}  # fmt: skip
OF_STAGE = {
    StageKey.CHECK_IN: {Purpose.OPEN_QUESTION, Purpose.SCALING},
    StageKey.CHECK_OUT: {Purpose.CLOSING},
}


@pytest.mark.parametrize("stage", OF_STAGE)
def test_what_fits_a_round_is_in_the_library_and_light(stage):
    listed = [LIBRARY[one] for one in rounds.listed("en")[stage]]
    assert len(listed) >= 24, "eight meetings, and a few to choose from in each"
    assert {one.purpose for one in listed} <= OF_STAGE[stage]
    assert [one.text for one in listed if one.themes & DEEP or one.assumes] == []
    assert max(len(one.text) for one in listed) <= 75


def test_a_language_without_a_list_has_none():
    assert rounds.listed("xx") == {}


def test_what_is_no_question_for_the_card_is_in_the_library_and_opens_no_talk():
    alone = rounds.off_the_card("en")
    assert alone <= LIBRARY.keys()
    assert not alone & rounds.openers("en")
    assert rounds.off_the_card("xx") == rounds.openers("xx") == frozenset()


def test_what_opens_a_talk_points_to_nothing_that_was_said():
    assert len(rounds.openers("en")) >= 40
    assert [LIBRARY[one].text for one in rounds.openers("en") if LIBRARY[one].assumes] == []
