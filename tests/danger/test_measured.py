"""Words of danger are heard, and the full card hides questions from nobody else."""

import pytest

from bot.content.prompts import load
from bot.services.hearing import heard
from tests.danger.measuring import ALIKE, DANGER, figures, phrases
from tests.lookup.grading import SETS, queries

HEARD, ALARMED = 0.95, 0.03
LISTS = ("known", "independent", "wide")


def level(text: str) -> str:
    care = heard(text)
    return care.level.value if care else "none"


@pytest.mark.parametrize("name", LISTS)
def test_dangers_are_heard_and_few_others_alarm(name):
    measured = figures(phrases(name), level)
    assert measured.dangers >= 150
    assert measured.alike >= 150
    assert measured.heard >= HEARD
    assert measured.alarmed <= ALARMED
    assert measured.mourners == ()


def test_no_phrase_is_listed_twice():
    lists = [phrases(name) for name in LISTS]
    texts = [text for each in lists for level in (*DANGER, *ALIKE) for text in each[level]]
    assert len(texts) == len(set(texts))


def test_our_own_questions_and_ordinary_searches_bring_no_card():
    ours = [prompt.text for prompt in load()]
    asked = [query.text for name in SETS for query in queries(name)]
    assert [text for text in (*ours, *asked) if level(text) == "now"] == []


def test_ordinary_searches_seldom_bring_even_a_line():
    asked = [query.text for name in SETS for query in queries(name)]
    assert sum(level(text) == "maybe" for text in asked) < 0.05 * len(asked)
