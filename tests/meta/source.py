"""The tree as it is: its files, and its modules as syntax trees."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
HOUSE = ("bot", "cogs")


@cache
def modules(*rooms: str) -> tuple[Path, ...]:
    """Name the Python files below the rooms, seen from the root, sorted."""
    found = (path for room in rooms for path in (ROOT / room).rglob("*.py"))
    return tuple(sorted(path.relative_to(ROOT) for path in found))


@cache
def text(path: Path) -> str:
    """Give the text of one file of the tree."""
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    """Give one module as a syntax tree."""
    return ast.parse(text(path), str(path))


@cache
def walked(module: ast.Module) -> tuple[ast.AST, ...]:
    """Give all that stands in a module, written down: to walk through it anew takes far longer."""
    return tuple(ast.walk(module))


@cache
def tracked() -> tuple[Path, ...]:
    """Name what git keeps, or in a tree without git what lies there and is ours."""
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, text=True, check=False
    )
    if listed.returncode == 0:
        paths = [Path(name) for name in listed.stdout.split("\0") if name]
        return tuple(path for path in paths if (ROOT / path).is_file())
    return tuple(_without_git())


def _without_git() -> Iterator[Path]:
    for path in sorted(ROOT.rglob("*")):
        inside = path.relative_to(ROOT)
        hidden = any(part.startswith(".") or part == "__pycache__" for part in inside.parts)
        if path.is_file() and not hidden:
            yield inside


@cache
def calls(path: Path) -> tuple[ast.Call, ...]:
    """Give every call in one module."""
    return tuple(node for node in walked(tree(path)) if isinstance(node, ast.Call))


def name_of(node: ast.AST) -> str:
    """Write a dotted name as it stands in the source; nothing for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{name_of(node.value)}.{node.attr}"
    return ""


def imports(path: Path) -> Iterator[str]:
    """Name every module that one module imports, wherever in it."""
    for node in walked(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
