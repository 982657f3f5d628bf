"""What every sentence people read has in common."""

import ast
import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

import cogs
from bot.domain.language.en.prompts import PROMPTS
from bot.domain.prompts.lint.reading_grade import grade
from bot.domain.prompts.lint.wording import labels_in
from bot.text.catalog import sentences_of
from tests.every import every

ALL = sentences_of("en")
ROOT = Path(cogs.__file__).parent.parent
OURS = (
    "buttons", "card", "care", "console", "door", "help", "notes", "options", "refusal", "settings",
    "words",
)  # fmt: skip
"""The files that hold what members, facilitators and organisers read in Discord."""
LEARNT = {
    "facilitator": "leader", "facilitators": "leaders", "emergency": "help",
    "openround": "round", "organisers": "leaders", "organiser": "leader", "discord": "place",
    "permissions": "rights", "category": "folder", "announcements": "news",
    "administrator": "leader", "microphone": "mike", "evening": "night", "everyone": "all",
    "somebody": "one", "anyone": "one",
}  # fmt: skip
"""Long words that everybody here knows; there is no shorter one for the thing itself."""
NOISY = 8
"""Words; the grade of fewer is a matter of chance."""


def keys_of(file: str) -> dict[str, str]:
    folder = files("bot.text").joinpath("locales").joinpath("en")
    found: dict[str, str] = {}

    def put(table, above):
        for name, value in table.items():
            if isinstance(value, dict):
                put(value, f"{above}{name}.")
            else:
                found[above + name] = value

    put(tomllib.loads(folder.joinpath(f"{file}.toml").read_text(encoding="utf-8")), "")
    return found


READ = {key: text for file in OURS for key, text in keys_of(file).items()}


def plain(text: str) -> str:
    text = re.sub(r"`[^`]*`", "this", re.sub(r"\{\w+\}", "Ana", text))
    text = re.sub(r"[*#>•_\"]", "", text)
    for word, short in LEARNT.items():
        text = re.sub(rf"\b{word}\b", short, text, flags=re.IGNORECASE)
    return text


@every(sorted(READ))
def test_every_sentence_reads_easily(key):
    for part in plain(READ[key]).splitlines():
        if len(part.split()) >= NOISY:
            assert grade(part, PROMPTS.syllables) <= 8, part


@pytest.mark.parametrize("word", LEARNT)
def test_every_long_word_that_everybody_knows_is_said(word):
    assert [key for key in READ if re.search(rf"\b{word}\b", READ[key], re.IGNORECASE)] != []


@every(sorted(READ))
def test_no_sentence_puts_a_label_on_anybody(key):
    assert list(labels_in(READ[key], PROMPTS.labels)) == []


def test_no_key_is_given_twice():
    folder = files("bot.text").joinpath("locales").joinpath("en")
    names = [one.name.removesuffix(".toml") for one in folder.iterdir()]
    keys = [key for name in names for key in keys_of(name)]

    assert sorted({key for key in keys if keys.count(key) > 1}) == []


def spoken() -> set[str]:
    """Every key that the code names in full."""
    found = set()
    for path in [*ROOT.glob("cogs/**/*.py"), *ROOT.glob("bot/services/*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _is_saying(node.func) and node.args:
                found |= set(_literals(node.args[0]))
    return found


def _is_saying(func: ast.expr) -> bool:
    return getattr(func, "id", getattr(func, "attr", "")) in {"say", "tell", "show_console"}


def _literals(node: ast.expr):
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)


def test_every_key_that_the_code_names_has_a_sentence():
    named = {key for key in spoken() if re.fullmatch(r"[a-z_]+(\.[a-z_]+)+", key)}

    assert len(named) > 100
    assert {key for key in named if key not in ALL and f"{key}.one" not in ALL} == set()
