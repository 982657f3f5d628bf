"""Names (docs/architecture.md#style): a room says what is in it, and people are members."""

import ast
import re

import pytest

from tests.every import every
from tests.meta.source import HOUSE, ROOT, modules, tree, walked

VAGUE = {"utils", "util", "helpers", "helper", "manager", "common", "base", "core", "misc"}
LABELS = re.compile(
    r"\b(addicts?|alcoholics?|junkies?|abusers?|users?|clean time|relapsers?)\b", re.IGNORECASE
)


@every(modules(*HOUSE, "scripts", "tests"))
def test_no_module_has_a_name_that_fits_anything(path):
    assert not VAGUE & {part.lower() for part in (*path.parts[:-1], path.stem)}


@every(modules("tests"))
def test_a_test_is_a_sentence_and_its_name_is_there_once(path):
    names = [
        node.name
        for scope in walked(tree(path))
        if isinstance(scope, ast.Module | ast.ClassDef)
        for node in scope.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test")
    ]
    assert [name for name in names if name.count("_") < 3] == []
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    "path",
    sorted(p.relative_to(ROOT) for p in (ROOT / "bot/text/locales").rglob("*.toml")),
    ids=str,
)
def test_no_sentence_puts_a_label_on_a_person(path):
    said = (ROOT / path).read_text(encoding="utf-8")
    lines = [line for line in said.splitlines() if not line.startswith("#")]
    assert [line for line in lines if LABELS.search(line)] == []
