"""The rules for questions, language by language."""

from dataclasses import fields

import pytest

from bot.domain.language.en.prompts import PROMPTS
from bot.domain.language.en.themes import CUES
from bot.domain.language.registry import prompt_rules
from bot.domain.language.rule_sets import PromptRules
from bot.domain.prompts.lint.checks import lint_library, lint_prompt
from bot.domain.prompts.theme import Theme, themes_in
from bot.domain.prompts.verdict import judge, judge_all
from tests.domain.own_prompts import prompt


def rules_of(findings):
    return {one.rule.removeprefix("prompt.") for one in findings}


@pytest.mark.parametrize("language", ["en", "en-GB"])
def test_english_of_every_country_has_the_rules_of_english(language):
    assert prompt_rules(language) is PROMPTS


def test_a_language_without_rules_is_not_held_to_those_of_english():
    german = prompt(text="Was hat dir diese Woche geholfen?")
    assert "yes_no" in rules_of(lint_prompt(german, "en"))
    assert prompt_rules("de") is None
    assert rules_of(lint_prompt(german, "de")) == set()
    assert judge(german, (), "de").faults == judge(german, (), "de").hints == ()


def test_what_fits_nowhere_is_kept_out_in_every_language():
    long = prompt("ga", "Was hat " + "dir und dir " * 30 + "geholfen?")
    same = prompt("gb", "Was half dir?"), prompt("gc", "Was half dir?")
    assert rules_of(judge(long, (), "de").faults) == {"length"}
    assert [rules_of(one.faults) for one in judge_all(same, (), "de")] == [set(), {"alike"}]
    assert "id_twice" in rules_of(lint_library([same[0], same[0]], "de"))


def test_words_point_to_themes_only_in_a_language_whose_words_are_known():
    assert themes_in("angry about the war", "en") == {Theme.ANGER}
    assert themes_in("angry about the war", "en-GB") == {Theme.ANGER}
    assert themes_in("angry about the war", "de") == frozenset()
    bare = prompt(text="Was half dir, als die Angst kam?", themes=frozenset())
    assert judge(bare, (), "de").prompt.themes == frozenset()


def test_every_theme_has_words_of_its_own_in_english():
    assert set(CUES) == {str(theme) for theme in Theme}


def test_english_has_every_rule_a_language_can_have():
    assert all(getattr(PROMPTS, one.name) for one in fields(PromptRules))
