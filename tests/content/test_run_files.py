"""The short runs that come with the bot: one for each frequent theme, in the library's words."""

import pytest

from bot.content import prompts, runs
from bot.domain.prompts.short_run import RunMove
from bot.domain.prompts.theme import Theme

ALL = runs.library("en")
FREQUENT = (
    "triggers cravings lapse_learning ambivalence confidence stress loneliness family partner "
    "shame boredom weekends celebrations saying_no work money sleep anger grief planning joy"
)
RUN = """
[[runs]]
id = "ours"
title = "Evenings"
themes = ["routine"]
when = ["a", "b", "c", "d", "e", "f"]
steps = [
  {{ step = "open", text = "{first}"{more} }},
  {{ step = "reflect", text = "The evening is long, and you are tired." }},
  {{ step = "sum_up", text = "So there was … What did I leave out?" }},
]
"""


def test_every_frequent_theme_has_a_run() -> None:
    themes = {theme for run in ALL for theme in run.themes}
    assert {Theme(one) for one in FREQUENT.split()} <= themes
    assert len(ALL) == 20


def test_a_run_opens_says_back_and_ends_with_a_summary() -> None:
    moves = {run.id: [step.step for step in run.steps] for run in ALL}
    assert {found[0] for found in moves.values()} == {RunMove.OPEN}
    assert {found[-1] for found in moves.values()} == {RunMove.SUM_UP}
    assert [name for name, found in moves.items() if RunMove.REFLECT not in found] == []
    assert [name for name, found in moves.items() if RunMove.LINK not in found] == []


def test_two_questions_of_each_run_can_be_put_on_the_card() -> None:
    known = {one.id for one in prompts.load()}
    asked = {run.id: [step.prompt for step in run.steps if step.prompt] for run in ALL}
    assert [name for name, found in asked.items() if len(found) < 2] == []
    assert {one for found in asked.values() for one in found} <= known


def test_no_line_that_asks_for_a_run_is_said_twice() -> None:
    said = [line for run in ALL for line in run.when]
    assert len(said) == len(set(said))


def test_the_wording_is_clean() -> None:
    assert [str(finding) for finding in runs.lint_shipped()] == []


def test_where_there_are_no_runs_there_are_none() -> None:
    assert runs.library("xx") == ()


@pytest.mark.parametrize(
    ("first", "more", "rule"),
    [
        ("What was hard? " * 12, "", "prompt.length"),
        ("What was hard?", ', prompt = "nowhere"', "prompt.text"),
        ("What was hard?", ', prompt = "u001"', "prompt.text"),
    ],
)
def test_a_run_that_is_not_as_it_should_be_is_named(first: str, more: str, rule: str) -> None:
    with pytest.raises(ValueError, match=f"ours: {rule}"):
        runs.parse(RUN.format(first=first, more=more))


def test_a_run_of_ones_own_words_is_read() -> None:
    (run,) = runs.parse(RUN.format(first="What was hard about last night?", more=""))
    assert run.title == "Evenings"
    assert run.steps[0].prompt is None
