"""Sizes: what does not fit on a screen or two is two things.

See docs/architecture.md#what-holds-everywhere.
"""

import ast

from tests.every import every
from tests.meta.source import HOUSE, modules, text, tree, walked

FILE = 250
FUNCTION = 35
NESTING = 3

EXCEPTIONS: dict[str, str] = {
    "bot/rehearsal/simkit.py": "what SimCord lacks is quarantined in one file",
    "tests/domain/prompts/test_prompt_lint.py": "a table of sentences",
}
"""`path` or `path::function` -> why it is longer than the guide; an entry nobody needs fails."""

BLOCKS = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.Match)


def functions(path):
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    return [node for node in walked(tree(path)) if isinstance(node, kinds)]


LISTS = "bot/storage/migrations/versions"
"""A migration is a list of columns; it is as long as the table is wide."""


def too_long() -> set[str]:
    """Name every file and function over the guide."""
    found = set()
    for path in modules(*HOUSE, "scripts", "tests"):
        if text(path).count("\n") > FILE:
            found.add(path.as_posix())
        for node in functions(path):
            long = node.end_lineno - node.lineno + 1 > FUNCTION
            if long and not path.is_relative_to(LISTS):
                found.add(f"{path.as_posix()}::{node.name}")
    return found


def depth(node: ast.AST) -> int:
    """Count blocks in blocks; `elif` is no deeper than its `if`."""
    deepest = 0
    for child in ast.iter_child_nodes(node):
        chained = isinstance(node, ast.If) and isinstance(child, ast.If) and child in node.orelse
        step = 1 if isinstance(child, BLOCKS) and not chained else 0
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            deepest = max(deepest, step + depth(child))
    return deepest


def test_files_and_functions_are_short_or_say_why_not():
    assert too_long() - set(EXCEPTIONS) == set()


def test_no_exception_outlives_its_reason():
    assert set(EXCEPTIONS) - too_long() == set()
    assert all(len(reason.split()) > 3 for reason in EXCEPTIONS.values())


@every(modules(*HOUSE))
def test_nothing_is_nested_more_than_three_deep(path):
    assert [n.name for n in functions(path) if depth(n) > NESTING] == []


def test_the_depth_of_a_function_is_seen():
    code = "def f():\n if a:\n  pass\n elif b:\n  for c in d:\n   with e:\n    while g:\n     pass"
    assert depth(ast.parse(code).body[0]) == 4
