"""Every sentence is in the catalogue, and every sentence of the catalogue is said somewhere."""

import ast
import re
import tomllib
from functools import cache

from bot.text.plurals import CATEGORIES
from tests.meta.source import HOUSE, ROOT, modules, tree, walked

CATALOGUE = ROOT / "bot/text/locales/en"
COUNTED = CATEGORIES
KEY = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_-]+)+")
BEGINS = re.compile(r"[a-z][a-z0-9_]*\\\.")
"""The least of a key that must stand there word for word: its first part and the dot."""
SPEAKERS = {"say", "tell", "text"}


def flat(table: dict[str, object], before: str = "") -> set[str]:
    """Join nested tables to dotted keys; a counted sentence is one key."""
    keys: set[str] = set()
    for name, value in table.items():
        if isinstance(value, dict) and not set(value) <= set(COUNTED):
            keys |= flat(value, f"{before}{name}.")
        else:
            keys.add(f"{before}{name}")
    return keys


@cache
def catalogue() -> frozenset[str]:
    files = sorted(CATALOGUE.glob("*.toml"))
    return frozenset().union(*(flat(tomllib.loads(f.read_text(encoding="utf-8"))) for f in files))


def nodes():
    return (node for path in modules(*HOUSE) for node in walked(tree(path)))


@cache
def literals() -> frozenset[str]:
    """Give every string constant of the house."""
    found = (node.value for node in nodes() if isinstance(node, ast.Constant))
    return frozenset(value for value in found if isinstance(value, str))


@cache
def patterns() -> tuple[re.Pattern[str], ...]:
    """Give each f-string that begins like a key, its places standing for one word or more."""
    written = {_pattern(node) for node in nodes() if isinstance(node, ast.JoinedStr)}
    return tuple(re.compile(each) for each in sorted(written) if BEGINS.match(each))


def _pattern(node: ast.JoinedStr) -> str:
    fixed = (isinstance(part, ast.Constant) and re.escape(str(part.value)) for part in node.values)
    return "".join(part or r"[a-z0-9_.-]+" for part in fixed)


def is_said(key: str) -> bool:
    return key in literals() or any(pattern.fullmatch(key) for pattern in patterns())


def asked_for() -> set[str]:
    """Give every key that the house asks for by its whole name."""
    asked = set()
    for node in nodes():
        if isinstance(node, ast.Call) and node.args and _speaks(node):
            asked.add(ast.literal_eval(node.args[0]))
        if isinstance(node, ast.ClassDef):
            keys = [each for each in node.body if _is_key_of_a_refusal(each)]
            asked |= {ast.literal_eval(getattr(each, "value", "")) for each in keys}
    return asked


def _speaks(call: ast.Call) -> bool:
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    return name in SPEAKERS and _is_key(call.args[0])


def _is_key_of_a_refusal(node: ast.AST) -> bool:
    targets = [node.target] if isinstance(node, ast.AnnAssign) else getattr(node, "targets", [])
    named = any(isinstance(target, ast.Name) and target.id == "key" for target in targets)
    return named and _is_key(getattr(node, "value", None))


def _is_key(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Constant) and bool(KEY.fullmatch(str(node.value)))


def test_every_sentence_asked_for_is_in_the_catalogue():
    assert sorted(asked_for() - catalogue()) == []


def test_every_sentence_in_the_catalogue_is_said_somewhere():
    assert sorted(key for key in catalogue() if not is_said(key)) == []


def test_every_finding_with_a_sentence_is_made_somewhere():
    """Its rule and its case stand in the house: `finding.<area>.<rule>[.<case>].what`."""
    parts = {part for key in catalogue() if key.startswith("finding.") for part in rule_of(key)}
    assert sorted(parts - literals() - {value.rpartition(".")[2] for value in literals()}) == []


def rule_of(key: str) -> list[str]:
    return key.split(".")[2:-1]


def test_no_key_stands_in_two_files():
    seen: list[str] = []
    for file in sorted(CATALOGUE.glob("*.toml")):
        seen += flat(tomllib.loads(file.read_text(encoding="utf-8")))
    assert sorted({key for key in seen if seen.count(key) > 1}) == []
