"""The library of questions: clean, varied, and never the same sentence twice."""

import re
from itertools import combinations

import pytest

from bot.content import prompts
from bot.content.source import text_of
from bot.domain.prompt import ChangeTalk, Point, Purpose
from bot.domain.prompt_library import coverage, near_duplicates
from bot.domain.prompt_lint import lint_library
from bot.domain.theme import Theme

ALL = prompts.load()


def test_the_library_is_clean() -> None:
    assert [str(finding) for finding in lint_library(ALL)] == []


def test_no_two_prompts_are_much_alike() -> None:
    near = [(one.text, other.text) for one, other in near_duplicates(ALL, 0.55)]
    assert near == []


def test_no_two_prompts_share_their_line_for_the_facilitator() -> None:
    twins = [(a.id, b.id) for a, b in combinations(ALL, 2) if a.why == b.why]
    assert twins == []


def test_every_theme_purpose_and_kind_of_change_talk_is_there() -> None:
    seen = coverage(ALL)
    assert seen.total >= 160
    assert [theme for theme in Theme if seen.themes[theme] < 2] == []
    assert [purpose for purpose in Purpose if seen.purposes[purpose] < 8] == []
    talk = {(p.point, p.change_talk) for p in ALL}
    assert talk == {(point, kind) for point in Point for kind in ChangeTalk}


def test_ids_begin_with_the_letter_of_their_point() -> None:
    wrong = [p.id for p in ALL if not re.fullmatch(rf"{p.point[0]}\d{{3}}", p.id)]
    assert wrong == []


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
