"""Each refusal of the house has its sentence in each language, and is made somewhere."""

import ast
import importlib
import re
import sys
from collections.abc import Iterator
from functools import cache

import pytest

from bot.domain.errors import Refusal
from bot.text.catalog import languages, sentences_of
from bot.text.plurals import CATEGORIES
from tests.meta.patterns import names_by_path
from tests.meta.source import HOUSE, modules, name_of, tree, walked

AREAS = ("refusal.", "ask.")
NO_REFUSAL = {
    "refusal.fault": "a fault of ours, with the number under which it stands in the log",
    "refusal.answer_lost": "what was asked for was done, and only the answer got lost",
    "refusal.answer_not_shown": "nothing was to be done but to answer, and Discord lost that",
    "refusal.fault_after": "what was asked for was done, and drawing the answer failed",
    "refusal.your_words": "stands below a refusal and gives back what was typed",
    "refusal.your_words_on": "gives back what did not fit there",
}
"""Sentences of these areas that are said without a refusal, and why."""
PLACE = re.compile(r"\{(\w+)\}")


@cache
def refusals() -> dict[str, type[Refusal]]:
    """Give every kind of refusal by its name, those of all modules of the house."""
    for _, name in names_by_path():
        importlib.import_module(name)
    found = {one for one in _below(Refusal) if _stands(one)}
    named = {one.__name__: one for one in found}
    assert len(named) == len(found), "two refusals have one name"
    return named


def _stands(kind: type[Refusal]) -> bool:
    """Tell whether a class is one of the house, and not what a dataclass with slots was made of."""
    here = kind.__module__.startswith(HOUSE)
    return here and getattr(sys.modules[kind.__module__], kind.__name__, None) is kind


def _below(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


def spoken() -> list[type[Refusal]]:
    """Give the refusals that somebody may read: a mere family of others is never made."""
    return [one for one in refusals().values() if not one.__subclasses__() or "key" in vars(one)]


def whole(key: str) -> str:
    """Give the key of a sentence, without the form that a number asks for."""
    stem, _, last = key.rpartition(".")
    return stem if last in CATEGORIES else key


def sentences(language: str) -> dict[str, str]:
    """Give what is said for each key, the forms of a counted one together."""
    said: dict[str, str] = {}
    for key, text in sentences_of(language).items():
        said[whole(key)] = said.get(whole(key), "") + text
    return said


@pytest.mark.parametrize("language", languages())
def test_every_refusal_has_its_sentence_in_every_language(language):
    said = sentences(language)
    assert len(spoken()) > 100
    assert [one.__name__ for one in spoken() if not said.get(one.key)] == []


def test_no_refusal_borrows_the_sentence_of_another():
    keys = [one.key for one in spoken()]
    assert sorted(key for key in keys if keys.count(key) > 1) == []
    assert Refusal.key not in keys


@pytest.mark.parametrize("language", languages())
def test_every_sentence_of_a_refusal_has_one(language):
    there = {key for key in sentences(language) if key.startswith(AREAS)}
    known = {one.key for one in spoken()} | {Refusal.key}
    assert there - known == set(NO_REFUSAL)


def makings() -> Iterator[tuple[ast.Call | ast.Raise, type[Refusal]]]:
    """Give each place where a refusal is made, with its kind."""
    for node in (node for path in modules(*HOUSE) for node in walked(tree(path))):
        made = node.exc if isinstance(node, ast.Raise) else getattr(node, "func", None)
        kind = refusals().get(name_of(made).rpartition(".")[2]) if made else None
        if kind and isinstance(node, ast.Call | ast.Raise):
            yield node, kind


@pytest.mark.parametrize("language", languages())
def test_whoever_refuses_hands_over_every_fact_of_the_sentence(language):
    said = sentences(language)
    lacking = []
    for node, kind in makings():
        given = {word.arg for word in getattr(node, "keywords", ())}
        wanted = set(PLACE.findall(said[kind.key]))
        if None not in given and not wanted <= given:
            lacking.append((kind.__name__, node.lineno, wanted - given))
    assert lacking == []


def test_every_refusal_is_made_somewhere():
    """Or handed on to whoever makes it: one that is only caught or named in a type is never met."""
    handed = {id(each) for path in modules(*HOUSE) for each in _values(tree(path))}
    used = {
        name_of(node).rpartition(".")[2]
        for path in modules(*HOUSE)
        for node in walked(tree(path))
        if id(node) in handed
    }
    assert {one.__name__ for one in spoken()} - used == set()


def _values(module: ast.Module) -> Iterator[ast.AST]:
    """Give all below what is raised, called, handed over, kept or given back."""
    for node in walked(module):
        if isinstance(node, ast.Raise) or (isinstance(node, ast.Call) and not _asks(node)):
            yield from ast.walk(node)
        elif isinstance(node, ast.Assign | ast.AnnAssign | ast.Return) and node.value:
            yield from ast.walk(node.value)


def _asks(call: ast.Call) -> bool:
    return name_of(call.func) in {"isinstance", "issubclass"}
