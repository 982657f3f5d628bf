"""Counting a library and finding twins in it."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.prompts import load
from bot.domain.ids import PromptId
from bot.domain.prompts.library import ALIKE, Entry, coverage, matrix, near_duplicates
from bot.domain.prompts.prompt import ChangeStage, ChangeTalk, Point, Prompt, Purpose
from bot.domain.prompts.theme import Theme, stem, words_in
from tests.growth import growth

ONE = Prompt(
    id=PromptId("one"),
    text="What helps?",
    point=Point.URGES,
    purpose=Purpose.OPEN_QUESTION,
    change_talk=ChangeTalk.ABILITY,
    stage=ChangeStage.DOING,
    themes=frozenset({Theme.CRAVINGS, Theme.SLEEP}),
    why="",
)
WORDS = ["what", "helps", "you", "most", "sleep", "calm", "work", "today"]


def library(texts: list[str]) -> list[Prompt]:
    return [replace(ONE, id=PromptId(str(i)), text=text) for i, text in enumerate(texts)]


def test_a_library_is_counted_by_purpose_theme_and_cell() -> None:
    seen = coverage([ONE, replace(ONE, purpose=Purpose.CLOSING, themes=frozenset({Theme.SLEEP}))])
    assert seen.total == 2
    assert seen.purposes == {Purpose.OPEN_QUESTION: 1, Purpose.CLOSING: 1}
    assert seen.themes == {Theme.CRAVINGS: 1, Theme.SLEEP: 2}
    assert seen.cells == {(Point.URGES, ChangeTalk.ABILITY, ChangeStage.DOING): 2}
    assert seen.themes[Theme.JOY] == 0


def test_the_matrix_counts_a_prompt_once_for_each_theme_and_leaves_empty_fields_out() -> None:
    place = (Point.URGES, ChangeTalk.ABILITY, ChangeStage.DOING)
    two = [ONE, replace(ONE, themes=frozenset({Theme.SLEEP}))]
    assert matrix(two) == (Entry(*place, Theme.CRAVINGS, 1), Entry(*place, Theme.SLEEP, 2))
    assert matrix([]) == ()


@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join), max_size=8))
def test_the_quick_search_for_twins_finds_what_comparing_all_finds(texts: list[str]) -> None:
    prompts = library(texts)

    assert {(a.id, b.id) for a, b in near_duplicates(prompts)} == all_compared(prompts)


def all_compared(prompts: list[Prompt]) -> set[tuple[PromptId, PromptId]]:
    bags = {one.id: frozenset(map(stem, words_in(one.text))) for one in prompts}
    return {
        (one, other)
        for one, other in combinations(bags, 2)
        if len(bags[one] & bags[other]) >= ALIKE * len(bags[one] | bags[other])
    }


@pytest.mark.at_length
def test_the_quick_search_for_twins_is_quicker_than_comparing_all() -> None:
    prompts = list(load())
    quick, plain = lambda: list(near_duplicates(prompts)), lambda: all_compared(prompts)
    assert growth(plain, quick) < 1 / 2
