"""What keeps a group's own question out, and what is only told."""

import re
from pathlib import Path

import pytest

from bot.content import prompts
from bot.domain.language.en import spoken, tone
from bot.domain.prompts.lint import checks, wanted
from bot.domain.prompts.prompt import Purpose
from bot.domain.prompts.theme import Theme
from bot.domain.prompts.verdict import BLOCKING, judge, judge_all
from bot.text.catalog import speaker
from bot.text.plain import plain
from tests.domain.own_prompts import prompt

SAY = speaker("en")

LIBRARY = prompts.load()


def rules_of(found):
    return {one.rule.removeprefix("prompt.") for one in found}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Do you like the sea?", "yes_no"),
        ("The sea?", "openness"),
        ("What should you do about it?", "should"),
        ("What would you say to another addict?", "label"),
        ("Why don't you go for a walk?", "advice"),
        ("What were you thinking?", "blame"),
        ("How much did you drink that night?", "prying"),
        ("How many days is it since your last drink?", "counting"),
        ("", "text"),
        ("What " + "helps and helps " * 30 + "?", "length"),
    ],
)
def test_what_is_closed_unkind_or_does_not_fit_is_kept_out_and_says_how_to_mend(text, rule):
    verdict = judge(prompt(text=text), ())
    assert rule in rules_of(verdict.faults)
    assert all(plain(one.what, SAY) and plain(one.mend, SAY) for one in verdict.faults)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("What helps you? And what does not help you?", "one_question"),
        ("Why is it that the sea helps you?", "why"),
        ("What would help you quit?", "goal"),
        ("What does your support network look like?", "jargon"),
    ],
)
def test_style_is_told_and_the_question_is_kept(text, rule):
    verdict = judge(prompt(text=text), ())
    told = rules_of(verdict.hints) | rules_of(verdict.faults)
    assert rule in told
    assert rule not in rules_of(verdict.faults)


def test_every_blocking_rule_is_one_of_the_linter():
    linter = [Path(str(one.__file__)).read_text("utf-8") for one in (checks, wanted, spoken, tone)]
    told = {f"prompt.{word}" for word in re.findall(r'"([a-z_]+)"', "".join(linter))}
    assert BLOCKING - told == {"prompt.alike", "prompt.id_twice"}


@pytest.mark.at_length
def test_every_question_of_the_library_would_be_kept():
    assert [one.prompt.id for one in judge_all(LIBRARY, ()) if one.faults] == []


def test_a_line_on_why_and_themes_may_be_left_out_and_themes_are_read_from_the_words():
    bare = prompt(text="What do you do when a craving comes at work?", why="", themes=frozenset())
    verdict = judge(bare, ())
    assert verdict.faults == ()
    assert {Theme.CRAVINGS, Theme.WORK} <= verdict.prompt.themes
    silent = judge(prompt(text="What went well?", why="", themes=frozenset()), ())
    assert (silent.faults, silent.prompt.themes) == ((), frozenset())


def test_what_stands_there_already_is_kept_out_and_named():
    known = LIBRARY[0]
    verdict = judge(prompt(text=known.text.upper().capitalize()), LIBRARY)
    assert rules_of(verdict.faults) == {"alike"}
    assert known.text in plain(verdict.faults[0].what, SAY)


def test_a_question_is_not_in_its_own_way_when_it_is_changed():
    before = prompt(text="What does the sea do for you on a Sunday?")
    after = prompt(text="What does the sea do for you on a grey Sunday?")
    assert judge(after, [before]).faults == ()


def test_two_rows_of_one_file_that_say_the_same_are_one():
    first, second = judge_all([prompt("ga"), prompt("gb")], ())
    assert (first.faults, rules_of(second.faults)) == ((), {"alike"})


def test_words_are_put_into_one_line_without_what_cannot_be_seen():
    typed = prompt(text=" What\n\thelps\u202e the\u00ad family 👨‍👩‍👧\u200b?\x00 ", why="\u3164")
    kept = judge(typed, ()).prompt
    assert (kept.text, kept.why) == ("What helps the family 👨‍👩‍👧?", "")


def test_a_stem_is_judged_as_a_statement():
    stem = prompt(text="It took patience to wait it out.", purpose=Purpose.AFFIRMATION)
    assert judge(stem, ()).faults == ()
    assert "statement" in rules_of(
        judge(prompt(text="Is it so?", purpose=Purpose.REFLECTION), ()).faults
    )
