"""Every pattern of the house, and for each the texts on which it would work longest.

`python -m tests.meta.patterns` imports all modules and prints what they compile, as JSON; a process
of its own, so that nothing was compiled before anybody looked.
"""

import ast
import importlib
import itertools
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from re import _constants as op  # type: ignore[attr-defined]  # what a pattern says is told nowhere else
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from tests.meta.source import HOUSE, ROOT, calls, imports, modules, name_of, tree

_MADE = ("compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn")
USES = frozenset(f"re.{made}" for made in _MADE)
PUNCTUATION = "!#$%&()*+,./:;<=>?@[]^_`{|}~"
MOST_ATOMS = 9
MANY = 50
"""A repeat that may go on for longer than this is one without an end."""
REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
KINDS = {
    op.CATEGORY_DIGIT: "0",
    op.CATEGORY_SPACE: " ",
    op.CATEGORY_WORD: "a",
    op.CATEGORY_NOT_DIGIT: "a",
    op.CATEGORY_NOT_SPACE: "a",
    op.CATEGORY_NOT_WORD: "-",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern and where it is compiled."""

    file: str
    line: int
    pattern: str
    flags: int

    @property
    def compiled(self) -> re.Pattern[str]:
        """The pattern, ready."""
        return re.compile(self.pattern, self.flags)


# ---------------------------------------------------------------------------- what there is


@cache
def patterns() -> tuple[Found, ...]:
    """Give every pattern of the house: compiled with a module or once, or in a call of `re`.

    One that is put together inside a function, where nobody can see it, is an error.
    """
    command = [sys.executable, "-m", "tests.meta.patterns"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return tuple(Found(*row) for row in json.loads(told.stdout))


def imported_from_re() -> list[str]:
    """Name the modules that take functions out of `re`, where no call can be told by its name."""
    return [
        path.as_posix()
        for path in modules(*HOUSE)
        if any(one.startswith("re.") for one in imports(path))
    ]


def _tell() -> None:
    """Print all that is compiled while the modules are imported, and what calls of `re` name."""
    rows: list[tuple[str, int, str, int]] = []
    plain = re.compile

    def noting(pattern: str | re.Pattern[str], flags: int = 0) -> re.Pattern[str]:
        made, asker = plain(pattern, flags), sys._getframe(1)
        file = asker.f_code.co_filename.removeprefix(f"{ROOT}/")
        if file.startswith(HOUSE) and isinstance(made.pattern, str):
            rows.append((file, asker.f_lineno, made.pattern, made.flags))
        return made

    re.compile = noting  # type: ignore[assignment]
    loaded = {path: importlib.import_module(name) for path, name in names_by_path()}
    for path, module in loaded.items():
        for name in _compiling_later(path):
            vars(module)[name]()
        rows += _in_calls(path, vars(module), {(row[0], row[1]) for row in rows})
    sys.stdout.write(json.dumps(rows))


def _compiling_later(path: Path) -> list[str]:
    """Name the functions that compile at the first use, once, what a start does not need."""
    kept = [one for one in tree(path).body if isinstance(one, ast.FunctionDef)
            and [name_of(each) for each in one.decorator_list] == ["cache"]]  # fmt: skip
    return [
        one.name
        for one in kept
        if any(isinstance(each, ast.Call) and name_of(each.func) == "re.compile"
               for each in ast.walk(one))
    ]  # fmt: skip


def names_by_path() -> Iterator[tuple[Path, str]]:
    for path in modules(*HOUSE):
        name = ".".join(path.with_suffix("").parts).removesuffix(".__init__")
        if path.stem not in {"__main__", "env"} and not path.stem[0].isdecimal():
            yield path, name


def _in_calls(
    path: Path, names: dict[str, object], known: set[tuple[str, int]]
) -> Iterator[tuple[str, int, str, int]]:
    """Give the patterns that stand in a call of `re` and were not compiled with the module."""
    for call in calls(path):
        lines = range(call.lineno, (call.end_lineno or call.lineno) + 1)
        if name_of(call.func) not in USES or {(path.as_posix(), line) for line in lines} & known:
            continue
        first = compile(ast.Expression(call.args[0]), str(path), "eval")
        found = re.compile(eval(first, names))
        told = found.pattern
        told = told.decode("latin-1") if isinstance(told, bytes) else told
        yield path.as_posix(), call.lineno, told, found.flags


# ---------------------------------------------------------------------- what is hard for one


def hard_texts(pattern: re.Pattern[str], size: int) -> Iterator[str]:
    """Give texts of `size` characters made of the pattern's own pieces, each with an odd end."""
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)
    pumps = dict.fromkeys((*_pumps(tree, ""), *_mixed(tree)))
    for (before, body, after), odd in itertools.product(pumps, ("\0", "\n!")):
        room = size - len(before) - len(after) - len(odd)
        yield before + (body * (room // len(body) + 1))[:room] + after + odd


def _mixed(tree: parser.SubPattern) -> Iterator[tuple[str, str, str]]:
    """Give its characters alone and in pairs, and a whole match again and again."""
    atoms = list(dict.fromkeys(_atoms(tree)))[:MOST_ATOMS]
    for atom in atoms:
        yield "", atom, ""
    for one, other in itertools.permutations(atoms, 2):
        yield "", one + other, ""
        yield one, other, ""
    if whole := _example(tree):
        yield "", whole, ""


def _pumps(tree: parser.SubPattern, before: str) -> Iterator[tuple[str, str, str]]:
    """Give for each repeat without an end what stands before it, what it repeats, and neither."""
    for kind, value in tree:
        if kind in REPEATS and value[1] > MANY:
            for body in _choices(value[2]):
                yield before, body, ""
                yield "", before + body, ""
        for inside in _inside(kind, value):
            yield from _pumps(inside, before)
        before += _one(kind, value)


def _inside(kind: object, value: Any) -> list[parser.SubPattern]:
    """Give the patterns that stand inside one piece of a pattern."""
    if isinstance(value, parser.SubPattern):
        return [value]
    if kind is op.BRANCH:
        return list(value[1])
    return (
        [each for each in value if isinstance(each, parser.SubPattern)]
        if isinstance(value, tuple)
        else []
    )


def _choices(tree: parser.SubPattern) -> Iterator[str]:
    """Give some texts that a repeated piece matches, one for each of its branches."""
    first = _example(tree)
    if first:
        yield first
    for kind, value in tree:
        for inside in _inside(kind, value):
            yield from filter(None, map(_example, [inside]))
        if kind is op.IN:
            yield from _of_set(value)


def _atoms(tree: parser.SubPattern) -> Iterator[str]:
    for kind, value in tree:
        if kind is op.IN:
            yield from itertools.islice(_of_set(value), 6)
        elif kind in {op.LITERAL, op.NOT_LITERAL, op.ANY, op.CATEGORY}:
            yield _one(kind, value)
        for inside in _inside(kind, value):
            yield from _atoms(inside)


def _example(tree: parser.SubPattern) -> str:
    return "".join(_one(kind, value) for kind, value in tree)


def _one(kind: object, value: Any) -> str:  # noqa: PLR0911 - a line for each kind of piece
    """Give the shortest plain text that one piece of a pattern matches."""
    if kind is op.LITERAL:
        return chr(value)
    if kind is op.NOT_LITERAL:
        return next(c for c in "a-" if ord(c) != value)
    if kind is op.ANY:
        return "a"
    if kind is op.IN:
        return next(_of_set(value), "a")
    if kind in REPEATS:
        return _example(value[2]) * max(1, value[0])
    if kind in {op.ASSERT, op.ASSERT_NOT, op.AT, op.GROUPREF}:
        return ""
    if kind is op.BRANCH:
        return _example(value[1][0])
    return "".join(map(_example, _inside(kind, value)))


def _of_set(pieces: list[tuple[object, Any]]) -> Iterator[str]:
    """Give some characters of a set; for one that leaves some out, characters that are in it."""
    if pieces and pieces[0][0] is op.NEGATE:
        out = set(_of_set(pieces[1:]))
        yield from (c for c in "a-0 \\\"'" + PUNCTUATION if c not in out)
        return
    for kind, value in pieces:
        if kind is op.LITERAL:
            yield chr(value)
        elif kind is op.RANGE:
            yield from map(chr, value)
        elif kind is op.CATEGORY:
            yield KINDS[value]


if __name__ == "__main__":
    _tell()
