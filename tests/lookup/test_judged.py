"""Facilitators would be glad of what is found, and it seldom hurts: floors under judged queries."""

import pytest

from bot.domain.prompts.prompt import Prompt
from tests.lookup.judging import JUDGES, Judged, Mark, gladness, judged

GLAD_AT_3, PRECISION_AT_3 = 0.75, 0.45
"""Floors, under what was measured on sets that were tuned on; what nobody marked is not glad."""
HURTS_AT_1, HURTS_AT_3 = 0.10, 0.08


@pytest.mark.parametrize("judge", JUDGES)
def test_one_would_be_glad_of_what_is_found_and_it_seldom_hurts(lookup, judge):
    found = gladness(judged(judge), lambda text: [one.prompt for one in lookup.find(text, limit=3)])
    assert found.queries == 60
    assert found.glad_at_3 >= GLAD_AT_3
    assert found.precision_at_3 >= PRECISION_AT_3
    assert found.hurts_at_1 <= HURTS_AT_1
    assert found.hurts_at_3 <= HURTS_AT_3


def test_every_mark_is_of_a_prompt_of_the_library(library):
    known = {one.id for one in library}
    for judge in JUDGES:
        for one in judged(judge):
            assert set(one.marks) <= known, one.text


def test_figures_are_what_they_say(library):
    first, second, third, unmarked = library[:4]
    asked = [Judged("a", {first.id: Mark.GLAD, second.id: Mark.HURTS}), Judged("b", {})]
    answers: dict[str, list[Prompt]] = {"a": [second, first, unmarked, third], "b": []}
    found = gladness(asked, answers.__getitem__)
    assert (found.queries, found.nothing, found.unmarked) == (2, 1, 1)
    assert (found.glad_at_3, found.hurts_at_1) == (0.5, 0.5)
    assert found.precision_at_3 == found.hurts_at_3 == pytest.approx(1 / 3)
