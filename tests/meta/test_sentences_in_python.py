"""No sentence for people stands in Python: it is in the catalogue, where every language has it.

What is looked for are string literals that read as a sentence. What developers read is left out by
what is done with it: docstrings, log lines, asserts, and the message of a built-in error; and what
is no sentence of ours at all: patterns, SQL, and annotations.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.meta.source import HOUSE, modules, name_of, tree, walked

DEVELOPER_ERRORS = frozenset(
    {"AssertionError", "ImportError", "LookupError", "RuntimeError", "TypeError", "ValueError"}
)
"""Nobody is shown the words of these: `client.refuse` answers them with a number."""
LOGS = frozenset({"debug", "info", "warning", "error", "exception", "critical"})
SPOKEN = re.compile(
    r"^\W*[A-Z][\w']*(?: .*)? [\w'].*[.!?:…]\W*$|[a-z]{2,} [a-z]{2,}.*[.!?…]$", re.DOTALL
)
"""It begins like a sentence and ends like one, or runs on in words to a full stop."""
PATTERN = re.compile(r"\\[bwsdW]|\(\?|\[\^|\]\{|\?P<|\w\?\|")
STATEMENT = re.compile(r"\b(?:SELECT|UPDATE|INSERT|PRAGMA|ROLLBACK|DELETE)\b")
EXCUSED = {
    "/rehearsal/": "what the cast says and reads on buttons, as people do",
    "/help_line_names.py": "names of help lines, as they call themselves",
}
"""Parts of a path, each with the reason."""


def sentences(path: Path) -> Iterator[str]:
    """Give each string literal of a module that reads as a sentence for people."""
    spared = {id(node) for node in _spared(tree(path))}
    for node in walked(tree(path)):
        text = _literal(node)
        if text and id(node) not in spared and _reads_as_sentence(text):
            yield f"{path}:{getattr(node, 'lineno', 0)}: {text}"


def _literal(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        parts = (
            str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
        )
        return "".join(parts)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _reads_as_sentence(text: str) -> bool:
    words = re.findall(r"[A-Za-z']{2,}", text)
    is_other = PATTERN.search(text) or STATEMENT.search(text)
    return len(words) >= 3 and not is_other and bool(SPOKEN.search(text.strip()))


def _spared(module: ast.Module) -> Iterator[ast.AST]:
    """Give every node below a docstring, an annotation, a log line or a developer's error."""
    for node in walked(module):
        for each in _unsaid(node, module):
            yield from ast.walk(each)
        if isinstance(node, ast.JoinedStr):
            yield from node.values


def _unsaid(node: ast.AST, module: ast.Module) -> Iterator[ast.AST]:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node
    if isinstance(node, ast.Assert):
        yield node
    if isinstance(node, ast.Call) and _is_for_developers(node):
        yield node
        yield from _named(node, module)


def _is_for_developers(call: ast.Call) -> bool:
    name = name_of(call.func).rpartition(".")
    return name[2] in DEVELOPER_ERRORS or (name[0].endswith("log") and name[2] in LOGS)


def _named(call: ast.Call, module: ast.Module) -> Iterator[ast.AST]:
    """Give what the names in a call were set to: a message on a line of its own."""
    names = {each.id for each in call.args if isinstance(each, ast.Name)}
    for node in walked(module):
        if isinstance(node, ast.Assign) and names & {name_of(one) for one in node.targets}:
            yield node.value


def excuse_of(path: Path) -> str:
    return next((part for part in EXCUSED if part in path.as_posix()), "")


def test_no_sentence_for_people_stands_in_python():
    looked_at = [path for path in modules(*HOUSE) if not excuse_of(path)]
    assert [said for path in looked_at for said in sentences(path)] == []


def test_every_excuse_is_needed():
    needed = {
        excuse_of(path) for path in modules(*HOUSE) if excuse_of(path) and any(sentences(path))
    }
    assert needed == set(EXCUSED)


@pytest.mark.parametrize(
    ("source", "is_told"),
    [
        ('say("The file is empty.")', True),
        ('x = "It praises, but names no effort."', True),
        ('x = f"The words {found} label or judge."', True),
        ('yield "yes_no", "Yes or no would answer it.", ""', True),
        ('raise Refused("That is not yours to change.")', True),
        ('"""The file is empty."""', False),
        ('raise ValueError("The file is empty.")', False),
        ('message = "The file is empty."\nraise ValueError(message)', False),
        ('log.warning("the room is not there any more.")', False),
        ('say("file.empty")', False),
        (r'x = r"\bwhat (?:exactly )?did you take\b."', False),
    ],
)
def test_what_counts_as_a_sentence(source, is_told):
    assert bool(list(_told_in(source))) is is_told


def _told_in(source: str) -> Iterator[str]:
    module = ast.parse(f"def work():\n{_indented(source)}")
    spared = {id(node) for node in _spared(module)}
    texts = ((_literal(node), id(node)) for node in walked(module))
    return (text for text, name in texts if name not in spared and _reads_as_sentence(text))


def _indented(source: str) -> str:
    return "\n".join("    " + line for line in source.splitlines())
