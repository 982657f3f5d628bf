"""What a language must have before it is shipped, and what happens without the rest."""

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields
from pathlib import Path

import pytest

from bot.discordio.translator import LONGEST
from bot.domain.language import registry
from bot.domain.language.rule_sets import LanguageRules
from bot.text.catalog import FALLBACK, languages, sentences_of
from bot.text.plurals import CATEGORIES, category
from tests.languages import spoken
from tests.pseudo import catalogue

PAGE = Path(__file__).parent.parent.parent / "docs" / "how-to" / "language.md"
PLACE = re.compile(r"\{(\w+)\}")
NUMBERS = (*range(201), 1_000_000)
"""Between them every form of every language we know is used."""
NEW = "pl"
"""A language with one, few, many and other, and no rules of its own."""


def lacking(language: str) -> list[str]:
    """Say what a language still needs, a line each."""
    said, english = sentences_of(language), sentences_of(FALLBACK)
    found = [] if f"language.{language}" in english else [f"en has no language.{language}"]
    return found + _beside_english(language, said, english)


def _beside_english(
    language: str, said: Mapping[str, str], english: Mapping[str, str]
) -> list[str]:
    forms, counted = _forms(language), _counted(english)
    plain = {key for key in english if _whole(key) not in counted}
    wanted = plain | {f"{key}.{form}" for key in counted for form in forms}
    like: dict[str, set[str]] = {}
    for key, text in english.items():
        like.setdefault(_whole(key), set()).update(PLACE.findall(text))
    lines = [f"no sentence for {key}" for key in sorted(wanted - set(said))]
    lines += [f"nothing asks for {key}" for key in sorted(set(said) - wanted)]
    there = sorted(wanted & set(said))
    return lines + [line for key in there for line in _faults(key, said[key], like[_whole(key)])]


def _faults(key: str, said: str, places: AbstractSet[str]) -> list[str]:
    strange = set(PLACE.findall(said)) - places
    lines = [f"{key} has a place {{{place}}} that is not filled" for place in sorted(strange)]
    too_long = key.startswith("command.") and len(said) > LONGEST
    return [*lines, *([f"{key} is longer than {LONGEST}"] if too_long else [])]


def _forms(language: str) -> set[str]:
    return {category(language, number) for number in NUMBERS} | {"other"}


def _counted(said: Mapping[str, str]) -> set[str]:
    return {_whole(key) for key in said if key.rpartition(".")[2] == "other"}


def _whole(key: str) -> str:
    head, _, form = key.rpartition(".")
    return head if form in CATEGORIES else key


@pytest.mark.parametrize("language", languages())
def test_every_language_that_is_shipped_lacks_nothing(language):
    assert lacking(language) == []


@pytest.fixture
def translated():
    """Polish of a kind: every English sentence, with the forms that Polish has."""
    english = sentences_of(FALLBACK)
    counted, forms = _counted(english), _forms(NEW)
    plain = {key: said for key, said in english.items() if _whole(key) not in counted}
    said = {f"{key}.{form}": english[f"{key}.other"] for key in counted for form in forms}
    return catalogue(plain | said)


def what_is_lacking(folder, sentences):
    with spoken(folder, NEW, sentences):
        return lacking(NEW)


def test_a_new_language_lacks_no_more_than_its_name(translated, tmp_path):
    assert what_is_lacking(tmp_path, translated) == [f"en has no language.{NEW}"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"pass.fine": None}, "no sentence for pass.fine"),
        ({"packs.new.few": None}, "no sentence for packs.new.few"),
        ({"packs.new.two": "Dwa"}, "nothing asks for packs.new.two"),
        ({"pass.fien": "Dobrze."}, "nothing asks for pass.fien"),
        ({"pass.fine": "{nobody}"}, "pass.fine has a place {nobody} that is not filled"),
        ({"command.setup.about": "a" * 101}, "command.setup.about is longer than 100"),
    ],
)
def test_what_is_lacking_is_named(translated, tmp_path, change, told):
    changed = {key: said for key, said in (translated | change).items() if said is not None}
    assert told in what_is_lacking(tmp_path, changed)


def test_a_language_may_have_no_rules_and_the_page_says_what_happens_then():
    assert registry.rules_of(NEW) == LanguageRules()
    page = PAGE.read_text(encoding="utf-8")
    rows = {row.split("`")[1]: row for row in page.splitlines() if row.startswith("| `")}
    assert set(rows) == {one.name for one in fields(LanguageRules)}
    assert all(row.count("|") == 4 and row.split("|")[3].strip() for row in rows.values())


def test_without_rules_it_is_as_the_page_says():
    assert registry.prompt_rules(NEW) is None
    assert registry.theme_rules(NEW) is None
    for chosen in (
        registry.word_rules,
        registry.spelling_rules,
        registry.time_rules,
        registry.situation_rules,
    ):
        assert chosen(NEW) == chosen(FALLBACK)
    assert registry.name_rules() == registry.RULES[FALLBACK].names
