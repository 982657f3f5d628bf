"""No test measures time: how fast the machine is, and what else it does, decides nothing.

What must come is waited for (`tests/waiting.py`), the work of two inputs is compared in one run
(`tests/growth.py`), and figures of speed are made by `scripts/bench`.
"""

import ast
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.every import every
from tests.meta.source import ROOT, calls, modules, name_of, tree, walked
from tests.waiting import HANGS

CLOCKS = {
    "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns", "process_time",
    "process_time_ns", "thread_time", "thread_time_ns", "time.time", "time.time_ns", "getrusage",
    "datetime.now", "datetime.utcnow", "dt.datetime.now", "dt.datetime.utcnow",
    "loop.time", "get_running_loop.time", "get_event_loop.time",
}  # fmt: skip
MAY_COMPARE = {
    "tests/waiting.py": "the one guard against hanging",
    "tests/faults/standin/interactions.py": "Discord takes an answer for so long, as it is told",
    "tests/faults/standin/control.py": "waits for a bot as long as it is asked to",
}
FOLDS = {"abs", "float", "int", "max", "min", "round", "sum"}
"""Functions that give a time where they are given times."""
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
WAITS = {"timeout", "wait_for", "timeout_at"}
"""Calls of asyncio that end a wait: only the guard against hanging, and the stand-in, have them."""
MAY_WAIT = {
    "tests/waiting.py": "the one guard against hanging",
    "tests/faults/standin/interactions.py": "looks again, and again",
}


class Times:
    """Which names of a module hold what a clock said, and which of its functions give that."""

    def __init__(self, module: ast.Module) -> None:
        self.names: set[tuple[ast.AST, str]] = set()
        self.clocks = set(CLOCKS)
        self.scopes = list(_scopes(module))
        for _ in range(3):  # a name may be made from another
            for scope in self.scopes:
                for node in _inside(scope):
                    self._learn(scope, node)

    def _learn(self, scope: ast.AST, node: ast.AST) -> None:
        if isinstance(node, ast.Return) and isinstance(scope, ast.FunctionDef):
            self.clocks |= {scope.name} if self.is_time(scope, node.value) else set()
        if not isinstance(node, ast.Assign | ast.AnnAssign | ast.NamedExpr):
            return
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        for to, value in (pair for target in targets for pair in _pairs(target, node.value)):
            if self.is_time(scope, value):
                self.names.add((scope, name_of(to)))

    def is_time(self, scope: ast.AST, node: ast.AST | None) -> bool:
        """Tell whether an expression is an instant or a span of a clock of the machine."""
        match node:
            case ast.Call(func=function):
                name = _called(function)
                own = name in self.clocks or name.rpartition(".")[2] in self.clocks
                return own or (name in FOLDS and self._any(scope, node.args))
            case ast.Name() | ast.Attribute():
                inner = node.value if isinstance(node, ast.Attribute) else None
                holders = {scope, self.scopes[0]}
                named = any((one, name_of(node)) in self.names for one in holders)
                return named or (isinstance(inner, ast.Call) and self.is_time(scope, inner))
            case ast.BinOp() | ast.UnaryOp() | ast.IfExp() | ast.NamedExpr() | ast.List():
                return self._any(scope, ast.iter_child_nodes(node))
            case ast.Tuple() | ast.GeneratorExp() | ast.Subscript() | ast.BoolOp():
                return self._any(scope, ast.iter_child_nodes(node))
        return False

    def _any(self, scope: ast.AST, nodes: Iterable[ast.AST]) -> bool:
        return any(self.is_time(scope, one) for one in nodes)


def timed(module: ast.Module) -> list[int]:
    """Give the lines where something is compared with a clock, or with what was read from one."""
    times = Times(module)
    return [
        node.lineno
        for scope in times.scopes
        for node in _inside(scope)
        if isinstance(node, ast.Compare)
        and any(times.is_time(scope, one) for one in (node.left, *node.comparators))
    ]


def _scopes(module: ast.Module) -> Iterator[ast.AST]:
    yield module
    yield from (n for n in walked(module) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


def _inside(scope: ast.AST) -> Iterator[ast.AST]:
    """Give what stands in a scope, without the functions in it."""
    for node in ast.iter_child_nodes(scope):
        if not isinstance(node, FUNCTIONS):
            yield node
            yield from _inside(node)


def _pairs(target: ast.expr, value: ast.expr | None) -> list[tuple[ast.expr, ast.expr | None]]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        return list(zip(target.elts, value.elts, strict=False))
    return [(target, value)]


def _called(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Call):
        return f"{name_of(function.value.func).rpartition('.')[2]}.{function.attr}"
    return name_of(function)


@every(modules("tests"))
def test_no_test_compares_anything_with_a_clock(path):
    assert path.as_posix() in MAY_COMPARE or timed(tree(path)) == []


@pytest.mark.parametrize("path", sorted(MAY_COMPARE), ids=str)
def test_whoever_may_does(path):
    assert timed(ast.parse((ROOT / path).read_text("utf-8")))


@every(modules("tests"))
def test_no_test_ends_a_wait_by_itself(path):
    assert path.as_posix() in MAY_WAIT or waits_ended(path) == []


@pytest.mark.parametrize("path", sorted(MAY_WAIT))
def test_whoever_may_end_a_wait_does(path):
    assert waits_ended(Path(path))


def waits_ended(path: Path) -> list[int]:
    """Give the lines where a wait is ended, marks of pytest aside."""
    ended = [one.lineno for one in calls(path) if name_of(one.func).split(".")[-1] in WAITS]
    return [line for line in ended if not _is_a_mark(path, line)]


def _is_a_mark(path, line: int) -> bool:
    return "pytest.mark.timeout" in (ROOT / path).read_text("utf-8").splitlines()[line - 1]


@every(modules("tests"))
def test_hypothesis_hurries_nobody(path):
    told = {word.arg for one in calls(path) for word in one.keywords}
    hurried = "deadline" in told and path.as_posix() != "tests/conftest.py"
    assert not hurried, "the profile in tests/conftest.py has no deadline, for every test"


def test_what_hangs_is_ended_long_after_anything_that_is_only_slow():
    pytest_says = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["pytest"]
    assert pytest_says["ini_options"]["timeout"] >= 3 * HANGS


@pytest.mark.parametrize(
    "story",
    [
        "began = time.perf_counter()\nwork()\nassert time.perf_counter() - began < 1",
        "assert loop.time() < 3",
        "a, began = 1, monotonic()\nspent = monotonic() - began\nassert spent < 2",
        "until = time.time() + 5\nwhile not so() and until > time.time(): ...",
        "self.began = time.monotonic()\nassert now() - self.began <= 2",
        "assert resource.getrusage(1).ru_utime < 2",
        "assert asyncio.get_running_loop().time() < at",
        "spent = [time.thread_time()]\nassert max(spent) < 3",
        "def worked():\n    return getrusage(0).ru_stime\ndef test():\n    assert worked() < 2",
        "class A:\n    def f(self):\n        t = time.monotonic()\n        assert t < 2",
    ],
)
def test_a_story_that_measures_time_is_found(story):
    assert timed(ast.parse(story))


def test_a_story_that_only_notes_the_time_is_not():
    noted = "began = time.monotonic()\nline = {'real': time.time()}\nassert line['kind'] == 'x'"
    assert not timed(ast.parse(noted))
