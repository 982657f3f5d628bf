"""References: where text of the house points to, and whether that is there."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.meta.source import ROOT, text, tracked

TOP = ("bot", "cogs", "tests", "scripts", "docs", "deploy", ".github")
"""Folders that a path begins with when it is one of ours."""
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?P<link>[^)\s]+)\)|!\[[^\]]*\]\((?P<picture>[^)\s]+)\)")
_FENCED = re.compile(r"^\s*```.*?^\s*```", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#{1,6} +(.+?) *$", re.MULTILINE)
_PATH = re.compile(
    rf"(?<![\w./<-])(?:{'|'.join(map(re.escape, TOP))})/[\w./<>{{}},*-]*\w(?:#[\w-]+)?"
)
_PAGE = re.compile(r"(?<![\w./-])[\w-]+\.md\b(?:#[\w-]+)?")
_MODULE = re.compile(r"`((?:bot|cogs|tests)(?:\.\w+){2,})`")
_FILE = re.compile(r"(?<![\w./-])(?!discord\.py)\w+\.py\b")
_CODE = re.compile(r"(?<![\w-])[ST]-[A-Z]{2,}(?:-\d)?\b")
_HOLDS = re.compile(r"`(\w+)`(?: and `(\w+)`)? in\s+`([\w./-]+\.py)`")
_OPEN = re.compile(r"[<>{}*]")
"""Stands for a name that the reader fills in."""


def pages() -> list[Path]:
    """Name every page in Markdown."""
    return [path for path in tracked() if path.suffix == ".md"]


@cache
def told(path: Path) -> str:
    """Give what a file tells its readers: a page all of it, a program docstrings and comments."""
    if path.suffix == ".md":
        return text(path)
    if path.suffix == ".toml":
        return "\n".join(line for line in text(path).splitlines() if line.startswith("#"))
    return "\n".join((*_docstrings(text(path)), *_comments(text(path))))


def programs() -> list[Path]:
    """Name everything that has comments for the reader."""
    ours = [path for path in tracked() if path.parts[0] in {"bot", "cogs", "tests", "scripts"}]
    return [path for path in ours if path.suffix in {".py", ".toml"} or _is_script(path)]


def missing(path: Path, said: str) -> list[str]:
    """Name what the words of one file point to and what is not there."""
    links = _links(path, said) if path.suffix == ".md" else _pages_in(said)
    names = [name for name in _MODULE.findall(said) if not _is_module(name)]
    files = set(_FILE.findall(said)) - {one.name for one in tracked()}
    return sorted({*links, *_paths(said), *names, *files, *_not_held(said)})


def codes_in(said: str) -> set[str]:
    """Name the codes of promises and tests that stand in some words."""
    return set(_CODE.findall(said))


def anchors(page: str) -> set[str]:
    """Give the anchors of a page's headings, as they are made by those who show Markdown."""
    plain = (re.sub(r"[^\w\s-]", "", one.lower()) for one in _HEADING.findall(page))
    return {one.replace(" ", "-") for one in plain}


def linked_from(path: Path) -> Iterator[Path]:
    """Give the files of ours that a page links to."""
    for found in _LINK.finditer(_FENCED.sub("", text(path))):
        target = (found["link"] or found["picture"]).partition("#")[0]
        if target and not re.match(r"\w+:", target):
            yield _inside(ROOT / path.parent / target)


def _links(path: Path, said: str) -> Iterator[str]:
    for found in _LINK.finditer(_FENCED.sub("", said)):
        link = found["link"] or found["picture"]
        target, _, anchor = link.partition("#")
        if re.match(r"https?:|mailto:", link):
            continue
        file = ROOT / path.parent / target if target else ROOT / path
        if target.startswith("/") or not _is_there(file, anchor):
            yield link


def _paths(said: str) -> Iterator[str]:
    for one in _PATH.findall(said):
        target, _, anchor = one.partition("#")
        if not _OPEN.search(target) and not _is_there(ROOT / target, anchor):
            yield one


def _pages_in(said: str) -> Iterator[str]:
    """Name pages without a folder: there are such at the top alone."""
    for one in _PAGE.findall(said):
        target, _, anchor = one.partition("#")
        if not _is_there(ROOT / target, anchor):
            yield one


def _not_held(said: str) -> Iterator[str]:
    for one, other, file in _HOLDS.findall(said):
        written = text(Path(file)) if (ROOT / file).is_file() else ""
        yield from (name for name in (one, other) if not re.search(rf"\b{name}\b", written))


def _is_there(file: Path, anchor: str) -> bool:
    if not file.exists() or ROOT not in (file.resolve(), *file.resolve().parents):
        return False
    return not anchor or (file.suffix == ".md" and anchor in anchors(text(_inside(file))))


@cache
def _is_module(name: str) -> bool:
    """Tell whether a dotted name is a module, or a name that stands in one."""
    place, _, last = name.rpartition(".")
    for dotted, inside in ((name, ""), (place, last)):
        path = ROOT / dotted.replace(".", "/")
        file = (
            path.with_suffix(".py") if path.with_suffix(".py").is_file() else path / "__init__.py"
        )
        if file.is_file() and (not inside or re.search(rf"\b{inside}\b", file.read_text("utf-8"))):
            return True
    return False


def _docstrings(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield str(node.value.value)


def _comments(source: str) -> Iterator[str]:
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.string


def _is_script(path: Path) -> bool:
    first = text(path).partition("\n")[0] if not path.suffix else ""
    return first.startswith("#!") and "python" in first


def _inside(path: Path) -> Path:
    return path.resolve().relative_to(ROOT.resolve())
