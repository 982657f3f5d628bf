"""The library of questions: clean, varied, and never the same sentence twice."""

import re
from itertools import combinations

import pytest

from bot.content import prompts
from bot.content.source import text_of
from bot.domain.prompts.library import coverage, near_duplicates
from bot.domain.prompts.lint.checks import lint_library
from bot.domain.prompts.lint.whole import lint_whole
from bot.domain.prompts.prompt import ChangeStage, ChangeTalk, Purpose
from bot.domain.prompts.theme import Theme

ALL = prompts.load()
RETIRED: frozenset[str] = frozenset(
    """
    m048 m076 m077 m147 m149 m155 m157 m158 m159 m189 m245 m266 u076 u082
    u102 u146 u166 u204 u236 u252 t077 t080 t124 t131 t138 t212 t216 t221
    t223 t245 t280 b045 b101 b107 b114 b215 b232 b233 b314 b318
    """.split()  # noqa: SIM905 - a paragraph of ids reads better than a column
)
"""Ids that were taken out. None is ever given to another question."""


def test_the_library_is_clean() -> None:
    assert [str(finding) for finding in lint_library(ALL)] == []


def test_the_library_is_whole_and_not_one_melody() -> None:
    assert [str(finding) for finding in lint_whole(ALL)] == []


def test_no_two_prompts_are_much_alike() -> None:
    near = [(one.text, other.text) for one, other in near_duplicates(ALL, 0.55)]
    assert near == []


_NO_SUBJECT = re.compile(
    r"(?:^|[.!?] )(?:For|Curious|Asks|Brings|Collects|Finds|Fits|Gives|Greets|Hands|Hears|Holds"
    r"|Keeps|Leaves|Lets|Looks|Makes|Names|Notices|Opens|Picks|Puts|Respects|Says|Sees|Shows|Slows"
    r"|Starts|Stays|Takes|Thanks|Treats|Turns|Welcomes|Widens)\b(?!,)"
)
"""How a catalogue speaks, and nobody else."""


def test_the_line_for_the_facilitator_is_spoken_and_no_catalogue() -> None:
    assert [one.id for one in ALL if _NO_SUBJECT.search(one.why)] == []


def test_no_two_prompts_share_their_line_for_the_facilitator() -> None:
    twins = [(a.id, b.id) for a, b in combinations(ALL, 2) if a.why == b.why]
    assert twins == []


def test_every_theme_and_purpose_is_well_covered() -> None:
    seen = coverage(ALL)
    assert seen.total >= 1000
    assert [theme for theme in Theme if seen.themes[theme] < 5] == []
    assert [purpose for purpose in Purpose if seen.purposes[purpose] < 15] == []


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
    goal = re.compile(
        r"\b(?:quit(?:s|ting|ter)?|abstin\w+|relaps\w+|streaks?|never again)\b", re.IGNORECASE
    )
    assert [p.id for p in ALL if goal.search(f"{p.text} {p.why}")] == []


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
