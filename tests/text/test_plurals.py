"""Counted sentences in languages that count otherwise than English."""

import pytest

from bot.text.catalog import speaker
from bot.text.plurals import CATEGORIES, category
from tests.languages import spoken

FORMS = {
    "en": {"one": [1], "other": [0, 2, 11, 21, 101]},
    "pl": {"one": [1], "few": [2, 4, 22, 104], "many": [0, 5, 11, 12, 14, 21, 25, 112]},
    "ru": {"one": [1, 21, 101], "few": [2, 24, 103], "many": [0, 5, 11, 14, 111]},
    "ar": {
        "zero": [0],
        "one": [1],
        "two": [2],
        "few": [3, 10, 103, 110],
        "many": [11, 99, 111],
        "other": [100, 101, 102, 200],
    },
    "cy": {"zero": [0], "one": [1], "two": [2], "few": [3], "many": [6], "other": [4, 5, 7, 100]},
    "ja": {"other": [0, 1, 2, 11]},
    "fr": {"one": [0, 1], "many": [1_000_000], "other": [2, 11, 1_000_001]},
    "pt-BR": {"one": [0, 1], "other": [2]},
    "pt-PT": {"one": [1], "other": [0, 2]},
    "lv": {"zero": [0, 10, 11, 20, 111], "one": [1, 21, 101], "other": [2, 22]},
    "sl": {"one": [1, 101], "two": [2, 102], "few": [3, 4], "other": [0, 5, 11]},
    "xx": {"one": [1], "other": [0, 2]},
}


@pytest.mark.parametrize("language", FORMS)
def test_each_language_has_its_own_forms(language):
    told = {n: category(language, n) for numbers in FORMS[language].values() for n in numbers}
    assert told == {n: form for form, numbers in FORMS[language].items() for n in numbers}
    assert set(told.values()) <= CATEGORIES


def test_a_number_below_zero_counts_like_its_size():
    assert category("pl", -2) == "few"


def test_a_counted_sentence_takes_the_form_of_its_number(tmp_path):
    rows = {"one": "wiersz", "few": "{count} wiersze", "many": "{count} wierszy"}
    polish = {f"packs.new.{form}": said for form, said in rows.items()}
    with spoken(tmp_path, "pl", polish):
        say = speaker("pl")
        said = [say("packs.new", count=count) for count in (1, 3, 12, 22)]
    assert said == ["wiersz", "3 wiersze", "12 wierszy", "22 wiersze"]


def test_a_form_that_was_not_translated_is_the_general_one_of_the_same_language(tmp_path):
    with spoken(tmp_path, "pl", {"packs.new.other": "{count} nowych"}):
        assert speaker("pl")("packs.new", count=3) == "3 nowych"


def test_what_was_not_translated_is_counted_in_english(tmp_path):
    with spoken(tmp_path, "ja", {"packs.done": "済み"}):
        say = speaker("ja")
        assert [say("packs.new", count=count) for count in (1, 2)] == ["**1 new**", "**2 new**"]


def test_a_sentence_that_is_not_counted_takes_a_count_as_any_other_fact():
    assert speaker("en")("finding.prompt.themes.what", count=1) == "It has 1 themes."


def test_a_key_that_nobody_knows_is_a_fault_however_it_is_asked_for():
    for facts in ({}, {"count": 1}):
        with pytest.raises(KeyError):
            speaker("pl")("no.such_key", **facts)
