"""The scores beside the rules: what they count, when they are asked, whether they are current."""

from hashlib import sha256
from pathlib import Path

import pytest

from bot.content import danger
from bot.content.source import text_of
from bot.domain.support.danger.hearing import hear
from bot.domain.support.danger.level import About, Care, Level
from bot.domain.support.danger.score import UNIT, ScoreWeights, features
from bot.domain.support.danger.weight_table import WeightTable

SCRIPTS = Path(__file__).parent.parent.parent / "scripts"
RULES = danger.load()
GUESSED = Care(Level.MAYBE, About.LIFE, guessed=True)
SURE, AGREED, DOUBTED, UNLIKELY = 5 * UNIT, UNIT // 2, -UNIT // 2, -5 * UNIT


def heard(text, danger_score, now_score):
    return hear(text, RULES, str, ScoreWeights({}, (danger_score, now_score)))


def test_a_text_counts_for_its_stems_and_for_pairs_side_by_side_each_once():
    told = features([("he", "walked", "walks"), ("12",)], ("ed", "s"))
    assert told == {"he", "walk", ".", "0", "he walk", "walk walk", "walk .", ". 0", "0 ."}


def test_a_long_text_is_no_more_certain_than_a_short_one():
    weights = ScoreWeights({"dark": (400, 100), "night": (400, 100)}, (0, 0))
    short = weights.score([("dark",)])
    assert weights.score([("dark", "night")]).danger < 2 * short.danger
    assert weights.score([("dark", *["tea"] * 50)]) == short


def test_a_danger_does_not_drown_in_what_is_said_around_it():
    weights = ScoreWeights({"dark": (4000, 1000), "tea": (-400, -400)}, (0, 0))
    told = weights.score([("tea",) * 60, ("dark",), ("tea",) * 60])
    assert told.danger > 0
    assert told.danger > weights.score([("tea",) * 120]).danger


def test_words_that_no_rule_knows_bring_a_line_where_the_score_says_so():
    assert heard("the fox is in the garden", UNLIKELY, UNLIKELY) is None
    assert heard("the fox is in the garden", DOUBTED, UNLIKELY) == GUESSED
    assert heard("the fox is in the garden", SURE, SURE) == Care(Level.NOW, About.LIFE)


def test_short_words_of_ones_own_bring_a_line_where_the_score_is_surer():
    weights = ScoreWeights({}, (DOUBTED, UNLIKELY))
    long = "the fox is in the garden and looks at the moon"
    assert hear("the fox is in the garden", RULES, str, weights, own=True) is None
    assert hear(long, RULES, str, weights, own=True) == GUESSED
    assert heard("the fox is in the garden", DOUBTED, UNLIKELY) == GUESSED


def test_the_card_takes_the_rules_and_the_score_or_a_score_that_is_very_sure():
    assert heard("he overdosed", SURE, AGREED) == Care(Level.NOW, About.OVERDOSE)
    assert heard("he overdosed", DOUBTED, -UNIT) == Care(Level.MAYBE, About.OVERDOSE)
    assert heard("the fox is in the garden", SURE, AGREED) == GUESSED


def test_a_line_of_the_rules_stands_unless_the_score_finds_it_most_unlikely():
    assert heard("I wish I was dead", -2 * UNIT, UNLIKELY) == Care(Level.MAYBE, About.LIFE)
    assert heard("I wish I was dead", UNLIKELY, UNLIKELY) is None


def test_violence_that_was_told_is_remembered_whatever_the_score():
    care = heard("abusive relationship", UNLIKELY, UNLIKELY)
    assert care is not None
    assert care.violence


def test_who_mourns_sees_no_card_and_a_line_only_where_the_score_is_sure():
    mourns = "lost her best friend to suicide"
    assert heard(mourns, DOUBTED, UNLIKELY) == Care(Level.PAST, About.LOSS)
    assert heard(mourns, SURE, SURE).level is Level.MAYBE


def test_nothing_typed_is_nothing_heard():
    assert heard(" \u200b ", SURE, SURE) is None


@pytest.mark.parametrize("file", sorted((SCRIPTS / "danger").glob("*.tsv")), ids=str)
def test_the_weights_are_those_of_the_lines(file):
    raw = file.read_bytes()
    assert danger.learnt_from(file.stem) == sha256(raw).hexdigest(), "Run scripts/learn."
    rows = [line.split("\t") for line in raw.decode().splitlines()]
    assert {level for level, _ in rows} == {"now", "maybe", "past", "none", "ordinary"}
    texts = [text.casefold() for _, text in rows]
    assert len(texts) == len(set(texts))


def test_what_is_learnt_tells_danger_from_everyday_and_is_the_same_each_time(monkeypatch):
    monkeypatch.syspath_prepend(str(SCRIPTS))
    from learning import danger as learning  # noqa: PLC0415 - it stands among the scripts

    lines = (
        "now\tthe red fox runs\nnow\ta red fox sleeps\nordinary\tthe hen runs\nnone\ta hen sleeps\n"
    )
    examples = learning.read(lines, "en")
    first, again = (learning.learnt(examples, learning.DANGERS) for _ in range(2))
    assert first.weights == again.weights
    assert first.weights["fox"] > 0 > first.weights["hen"]
    assert "fox run" not in first.weights  # in one line alone
    assert learning.written("digest", first, again).splitlines()[0].startswith("digest\t")


def test_every_feature_is_found_as_it_is_written_and_no_other():
    lines = text_of("danger/en/weights.tsv").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    table = WeightTable("".join(f"{line}\n" for line in lines).encode())
    assert {name: table.get(name) for name, *_ in rows} == {
        name: (int(danger), int(now)) for name, danger, now in rows
    }
    assert [name for name, *_ in rows] == sorted(name for name, *_ in rows)
    written = {name for name, *_ in rows}
    strangers = {f"{name}{more}" for name in written for more in ("", "z", "\t")} - written
    assert {table.get(one) for one in ["", "~", *strangers]} == {None}
    assert len(table) == len(rows)
