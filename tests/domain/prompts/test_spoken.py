"""The linter's ear: what nobody says aloud, and what people do say and must not be told off for."""

import tomllib
from pathlib import Path

import pytest

from bot.domain.language.en.contractions import uncontracted
from bot.domain.language.folding import fold
from bot.domain.prompts.lint.checks import lint_prompt
from bot.domain.prompts.prompt import Purpose
from bot.domain.prompts.verdict import BLOCKING, judge
from bot.text.catalog import speaker
from bot.text.plain import plain
from tests.domain.own_prompts import prompt

SAY = speaker("en")

_CASES = tomllib.loads(Path(__file__).with_name("spoken.toml").read_text("utf-8"))
CAUGHT: dict[str, list[str]] = _CASES["caught"]
LET_THROUGH: dict[str, list[str]] = _CASES["let_through"]


def rules_of(text: str, purpose: Purpose = Purpose.OPEN_QUESTION) -> set[str]:
    found = lint_prompt(prompt(text=text, purpose=purpose))
    return {one.rule.removeprefix("prompt.") for one in found}


def pairs(listed: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(rule, text) for rule, texts in listed.items() for text in texts]


def test_every_rule_is_tried_both_ways() -> None:
    assert CAUGHT.keys() == LET_THROUGH.keys()
    assert min(map(len, (*CAUGHT.values(), *LET_THROUGH.values()))) >= 8


@pytest.mark.parametrize(("rule", "text"), pairs(CAUGHT))
def test_what_nobody_would_say_is_found(rule: str, text: str) -> None:
    assert rule in rules_of(text)


@pytest.mark.parametrize(("rule", "text"), pairs(LET_THROUGH))
def test_what_people_say_is_let_through(rule: str, text: str) -> None:
    assert rule not in rules_of(text)


def test_a_summary_may_take_two_breaths() -> None:
    long = CAUGHT["breath"][0]
    assert "breath" not in rules_of(long, Purpose.SUMMARY)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("You are right", "you're"),
        ("I am here", "i'm"),
        ("It is late", "it's"),
        ("What has changed?", "what's"),
        ("We have been there", "we've"),
        ("They would rather go", "they'd"),
        ("You will see", "you'll"),
        ("Let us stop here", "let's"),
        ("I cannot say", "can't"),
        ("That will not do", "that'll"),
        ("We will not go", "we'll"),
        ("She does not know", "doesn't"),
        ("What is it like?", "what's it"),
    ],
)
def test_a_finding_says_how_it_is_said(written: str, said: str) -> None:
    assert next(short for _, short in uncontracted(fold(written))) == said


def test_the_reflection_and_the_question_after_it_are_heard_too() -> None:
    one = prompt(reflect="You are torn.", follow_up="What would your kids say?")
    rules = {found.rule.removeprefix("prompt.") for found in lint_prompt(one)}
    assert {"contraction", "guilt"} <= rules


@pytest.mark.parametrize("rule", sorted(CAUGHT))
def test_each_rule_has_its_own_sentences(rule: str) -> None:
    text = CAUGHT[rule][0]
    found = next(one for one in lint_prompt(prompt(text=text)) if one.rule == f"prompt.{rule}")
    assert plain(found.what, SAY).endswith(".")
    assert plain(found.mend, SAY).endswith(".")


def test_style_of_speech_keeps_no_groups_question_out_and_guilt_does() -> None:
    assert {one for one in CAUGHT if f"prompt.{one}" in BLOCKING} == {"advice", "guilt"}
    assert judge(prompt(text="What is it like at sea?"), ()).faults == ()
