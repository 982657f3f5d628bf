"""The library of questions: clean, varied, and never the same sentence twice."""

import re
from itertools import combinations

import pytest

from bot.content import prompts
from bot.content.source import text_of
from bot.domain.prompts.library import coverage, near_duplicates, thin
from bot.domain.prompts.lint.checks import lint_library
from bot.domain.prompts.prompt import ChangeStage, ChangeTalk, Purpose
from bot.domain.prompts.theme import Theme

ALL = prompts.load()
RETIRED: frozenset[str] = frozenset()
"""Ids that were taken out. None is ever given to another question."""


def test_the_library_is_clean() -> None:
    assert [str(finding) for finding in lint_library(ALL)] == []


def test_no_two_prompts_are_much_alike() -> None:
    near = [(one.text, other.text) for one, other in near_duplicates(ALL, 0.55)]
    assert near == []


def test_no_two_prompts_share_their_line_for_the_facilitator() -> None:
    twins = [(a.id, b.id) for a, b in combinations(ALL, 2) if a.why == b.why]
    assert twins == []


def test_every_theme_and_purpose_is_well_covered() -> None:
    seen = coverage(ALL)
    assert seen.total >= 430
    assert [theme for theme in Theme if seen.themes[theme] < 6] == []
    assert [purpose for purpose in Purpose if seen.purposes[purpose] < 15] == []


def test_every_combination_that_makes_sense_has_two_prompts() -> None:
    assert thin(ALL, 2, prompts.excluded()) == ()


def test_combinations_are_left_out_seldom_with_a_reason_and_truly() -> None:
    left_out = prompts.excluded()
    assert len(left_out) <= 4
    assert all(reason.endswith(".") and len(reason) > 40 for reason in left_out.values())
    assert [p.id for p in ALL if (p.change_talk, p.stage) in left_out] == []


def test_what_people_say_after_a_lapse_counts_nothing_and_asks_for_no_promise_beyond_days() -> None:
    far = re.compile(r"\b(?:year|years|days? (?:since|without)|how many|how long|always|never)\b")
    after = [p for p in ALL if p.stage is ChangeStage.AFTER_A_LAPSE]
    asked = [p for p in after if p.change_talk is ChangeTalk.COMMITMENT and far.search(p.text)]
    assert len(after) >= 64
    assert asked == []


def test_ids_begin_with_the_letter_of_their_point() -> None:
    wrong = [p.id for p in ALL if not re.fullmatch(rf"{p.point[0]}\d{{3}}", p.id)]
    assert wrong == []


def test_ids_are_for_good() -> None:
    ids = {p.id for p in ALL} | RETIRED
    last = {point: max(i for i in ids if i[0] == point) for point in "mutb"}
    every = {f"{point}{n:03d}" for point in last for n in range(1, int(last[point][1:]) + 1)}
    assert every - ids == set()
    assert {p.id for p in ALL} & RETIRED == set()


def test_nobody_is_called_he_or_she() -> None:
    gendered = re.compile(r"\b(?:he|she|him|her|his|hers)\b", re.IGNORECASE)
    assert [p.id for p in ALL if gendered.search(f"{p.text} {p.why}")] == []


def test_no_prompt_takes_a_goal_for_granted_or_counts_days() -> None:
    goal = re.compile(r"\b(?:quit\w*|abstin\w+|relaps\w+|streaks?|never again)\b", re.IGNORECASE)
    assert [p.id for p in ALL if goal.search(f"{p.text} {p.why}")] == []


def test_sentences_to_complete_show_where() -> None:
    stems = [p for p in ALL if p.purpose is Purpose.AFFIRMATION]
    assert [p.text for p in stems if "…" not in p.text] == []


def test_the_library_is_read_once() -> None:
    assert prompts.load() is prompts.load()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('purpose = "open_question"', 'purpose = "lecture"', "lecture"),
        ('themes = ["', 'themes = ["aliens", "', "aliens"),
        ("why = ", "reason = ", "reason"),
        ('id = "u001"', "id = 1", "id"),
    ],
)
def test_a_mistake_in_a_file_is_told(old: str, new: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        prompts.parse(text_of("prompts/en/urges.toml").replace(old, new, 1))


def test_where_there_are_no_questions_in_a_language_there_are_none() -> None:
    assert prompts.library("en") == prompts.load()
    assert prompts.library("xx") == ()
