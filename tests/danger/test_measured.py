"""Words of danger are heard, and the full card hides questions from nobody else."""

import pytest

from bot.content.prompts import load
from bot.services.support.hearing import heard
from tests.danger.measuring import ALIKE, DANGER, ROOT, figures, own_writing, phrases, unseen
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
    lists = [*unseen().values(), *own_writing().values()]
    assert told.isdisjoint(text.casefold() for texts in lists for text in texts)


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


def own_level(text: str) -> str:
    care = heard(text, own=True)
    return care.level.value if care else "none"


@pytest.mark.parametrize(("which", "most"), [("known", 0.05), ("aside", 0.1)])
def test_plans_worksheets_and_check_ins_of_ordinary_days_hardly_ever_bring_a_line(which, most):
    texts = own_writing()[which]
    assert len(texts) >= 60
    levels = [own_level(text) for text in texts]
    assert levels.count("now") == 0
    assert levels.count("maybe") <= most * len(texts)


def test_in_what_people_write_for_themselves_a_danger_is_heard_as_well():
    texts = own_writing()["danger"]
    missed = [text for text in texts if own_level(text) not in DANGER]
    assert len(missed) <= (1 - HEARD) * len(texts)


def test_a_search_and_ones_own_words_differ_by_a_few_short_lines_alone():
    dangers = [text for label in DANGER for text in unseen()[label]]
    quieter = [text for text in dangers if level(text) in DANGER and own_level(text) == "none"]
    assert len(quieter) < 0.01 * len(dangers)
    assert all(level(text) == "maybe" for text in quieter)


def test_the_plainest_plans_bring_nothing_at_all():
    for text in ("I take a bath", "I walk away", "the long way home", "call my sister"):
        assert heard(text, own=True) is None


@pytest.mark.parametrize(
    "text",
    [
        "somebody said Sundays are empty and they drink out of boredom",
        "the house is empty and the evenings are long",
        "weekends are empty like every winter, so he games",
        "bored and drinking on Sundays",
    ],
)
def test_empty_days_and_boredom_are_no_hint_at_dying(text):
    assert heard(text) is None


@pytest.mark.parametrize("text", ["I'm empty and done with it all", "feeling empty and alone"])
def test_somebody_who_is_empty_is_heard(text):
    assert level(text) == "maybe"


@pytest.mark.parametrize(
    "text",
    [
        "the wheels came off",
        "the plan was dead in the water",
        "her plan ran out of steam",
        "lost the plot with the plan",
        "he bottled it",
        "plan's down the toilet",
        "he threw in the sponge",
        "plan crashed and burned",
    ],
)
def test_a_plan_that_went_wrong_is_no_hint_at_dying(text):
    assert heard(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "my plan is to be dead by Friday",
        "I've run out of steam, can't go on",
        "he bottled me outside the pub",
    ],
)
def test_the_same_words_about_a_person_are_heard(text):
    assert level(text) == "maybe"
