"""When a prompt is wanted and what comes after it: a group may leave it out, not fill it anyhow."""

import pytest

from bot.domain.prompts.circumstance import Circumstance
from bot.domain.prompts.lint.checks import lint_prompt
from bot.domain.prompts.verdict import judge, tidied
from bot.text.catalog import speaker
from bot.text.plain import plain
from tests.domain.own_prompts import prompt

SAY = speaker("en")
LINES = ("stuck indoors all sunday", "she misses the coast")


def rules_of(found):
    return {one.rule.removeprefix("prompt.") for one in found}


def test_a_groups_own_may_leave_all_of_it_out_or_fill_all_of_it_in():
    whole = prompt(
        when=LINES,
        assumes=frozenset({Circumstance.ALONE}),
        not_when=frozenset({Circumstance.LOSS}),
        listen_for="A place that's theirs.",
        reflect="You breathe easier out there.",
        follow_up="What's different when you come back?",
    )
    assert [lint_prompt(one) for one in (prompt(), whole)] == [(), ()]


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"when": [f"line {number}" for number in range(13)]}, "when"),
        ({"when": ("x" * 101,)}, "when"),
        ({"listen_for": "y " * 70 + "z"}, "length"),
        ({"reflect": "y " * 70 + "z"}, "length"),
        ({"follow_up": "What " + "is " * 50 + "it?"}, "length"),
        ({"reflect": "You sound like an addict."}, "label"),
        ({"listen_for": "What addicts say."}, "label"),
        ({"follow_up": "What should you do?"}, "should"),
        ({"reflect": "You should rest."}, "should"),
        ({"follow_up": "What were you thinking?"}, "blame"),
        ({"assumes": {Circumstance.LAPSE}, "not_when": {Circumstance.LAPSE}}, "not_when"),
    ],
)
def test_what_could_not_be_shown_or_would_hurt_is_kept_out(changes, rule):
    sets = {name: frozenset(value) for name, value in changes.items() if isinstance(value, set)}
    verdict = judge(prompt(**changes | sets), ())
    assert rules_of(verdict.faults) == {rule}
    assert all(plain(one.what, SAY) and plain(one.mend, SAY) for one in verdict.faults)


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"reflect": "Is it the quiet?"}, "reflect"),
        ({"follow_up": "Is it the quiet?"}, "follow_up"),
        ({"follow_up": "The quiet."}, "follow_up"),
        ({"follow_up": "What helps? What else?"}, "follow_up"),
        ({"follow_up": "Why the sea?"}, "why"),
        ({"reflect": "It is quiet out there."}, "contraction"),
    ],
)
def test_what_could_be_better_about_what_comes_after_is_told(changes, rule):
    verdict = judge(prompt(**changes), ())
    assert verdict.faults == ()
    assert rule in rules_of(verdict.hints)
    assert all(plain(one.what, SAY) and plain(one.mend, SAY) for one in verdict.hints)


def test_lines_are_put_in_order_each_once_and_empty_ones_are_dropped():
    typed = prompt(
        when=("  Stuck   indoors ", "", "\u3164", "she's\nlow", "stuck indoors"),
        listen_for=" A place\nthat's theirs. ",
        reflect="You breathe\u200b easier. ",
        follow_up="\tWhat's it like?",
    )
    kept = tidied(typed)
    assert kept.when == ("Stuck indoors", "she's low")
    assert kept.listen_for == "A place that's theirs."
    assert (kept.reflect, kept.follow_up) == ("You breathe easier.", "What's it like?")
    assert lint_prompt(kept) == ()


@pytest.mark.parametrize("name", ["listen_for", "reflect", "follow_up"])
def test_a_file_of_ours_is_held_to_one_tidy_line(name):
    assert "text" in rules_of(lint_prompt(prompt(**{name: "What's  it like?"})))
    assert "text" in rules_of(lint_prompt(prompt(when=("a", ""))))


def test_fields_of_any_size_are_looked_at_no_further():
    long = prompt(reflect="you should " * 9000, when=("x",) * 5000)
    assert rules_of(lint_prompt(long)) == {"length", "when"}
