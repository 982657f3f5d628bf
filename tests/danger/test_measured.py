"""Words of danger are heard, and the full card hides questions from nobody else."""

import pytest

from bot.content.prompts import load
from bot.services.support.hearing import heard
from tests.danger.measuring import ALIKE, DANGER, ROOT, figures, phrases, unseen
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


def test_dangers_are_heard_in_words_of_people_who_saw_neither_rules_nor_lines():
    measured = figures(unseen(), level)
    assert measured.dangers >= 600
    assert measured.alike >= 600
    assert measured.heard >= HEARD
    assert measured.alarmed <= ALARMED / 3
    assert measured.mourners == ()


def test_nothing_was_learnt_from_the_list_that_measures_it():
    learnt = (ROOT / "scripts" / "danger" / "en.tsv").read_text(encoding="utf-8").casefold()
    told = {line.partition("\t")[2] for line in learnt.splitlines()}
    assert told.isdisjoint(text.casefold() for texts in unseen().values() for text in texts)


def test_no_phrase_is_listed_twice():
    lists = [phrases(name) for name in LISTS] + [unseen()]
    texts = [text for each in lists for level in (*DANGER, *ALIKE) for text in each[level]]
    assert len(texts) == len(set(texts))


def test_our_own_questions_bring_no_card_and_ordinary_searches_hardly_ever():
    assert [prompt.text for prompt in load() if level(prompt.text) == "now"] == []
    asked = [query.text for name in SETS for query in queries(name)]
    assert sum(level(text) == "now" for text in asked) <= 0.01 * len(asked)


def test_most_ordinary_searches_bring_not_even_a_line():
    """A line costs little beside a danger that nobody heard; yet it must not stand everywhere."""
    asked = [query.text for name in SETS for query in queries(name)]
    assert sum(level(text) == "maybe" for text in asked) < 0.25 * len(asked)
    everyday = unseen(("ordinary",))["ordinary"]
    assert sum(level(text) == "maybe" for text in everyday) < 0.08 * len(everyday)
