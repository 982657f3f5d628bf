"""An excuse that nobody needs any more fails: it would let in what it was never meant for.

The tables of one rule are looked at beside the rule; here are those of the tools in `pyproject`.
"""

import importlib.util
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.meta.source import HOUSE, ROOT, imports, modules, text

PROJECT = tomllib.loads(text(ROOT / "pyproject.toml"))["tool"]
RUFF = PROJECT["ruff"]["lint"]
IGNORED = RUFF["ignore"]
PER_FILE = RUFF["per-file-ignores"]
UNTYPED = [name for one in PROJECT["mypy"]["overrides"] for name in one["module"]]
"""Libraries that come without types."""


def ruff(*arguments: str, typed: str = "") -> set[str]:
    """Check the tree, or `typed`, and give the codes of all that is found."""
    command = [sys.executable, "-m", "ruff", "check", "--quiet", "--output-format", "json"]
    done = subprocess.run(
        [*command, *arguments], cwd=ROOT, input=typed, capture_output=True, text=True, check=False
    )
    assert done.returncode in {0, 1}, done.stderr
    return {found["code"] for found in json.loads(done.stdout)}


def unneeded(codes: list[str], *arguments: str) -> list[str]:
    """Name the codes under which nothing is found when the excuse is taken away."""
    found = ruff(*arguments)
    return [code for code in codes if not any(one.startswith(code) for one in found)]


def without(pattern: str) -> tuple[str, str]:
    """Tell ruff all excuses for files but those of one pattern."""
    others = (
        f"{json.dumps(name)} = {json.dumps(codes)}"
        for name, codes in PER_FILE.items()
        if name != pattern
    )
    return "--config", f"lint.per-file-ignores = {{{', '.join(others)}}}"


@pytest.mark.parametrize("pattern", PER_FILE)
def test_every_excuse_from_a_rule_of_style_is_needed_where_it_is_given(pattern):
    assert unneeded(PER_FILE[pattern], *without(pattern)) == []


def test_every_rule_of_style_that_is_off_would_find_something():
    everything = ("--config", 'lint.select = ["ALL"]', "--config", "lint.ignore = []")
    assert unneeded(IGNORED, *everything) == []


def test_an_excuse_that_nobody_needs_is_noticed():
    assert unneeded([*PER_FILE["scripts/**"], "RUF027"], *without("scripts/**")) == ["RUF027"]


@pytest.mark.parametrize("room", [*HOUSE, "tests", "scripts"])
def test_a_mark_against_a_rule_that_finds_nothing_is_itself_found(room):
    line = '"""A module."""\n\nONE = 1  # noqa: F401\n'
    assert ruff("--stdin-filename", f"{room}/one.py", "-", typed=line) >= {"RUF100"}


@pytest.mark.parametrize("name", UNTYPED)
def test_a_library_that_is_excused_from_types_has_none_here_and_is_used(name):
    library = name.removesuffix(".*")
    locked = f"\n{library.lower()}==" in text(ROOT / "scripts/locks/dev.txt")
    there = importlib.util.find_spec(library) if locked else None
    folders = there.submodule_search_locations if there else []
    assert [folder for folder in folders if Path(folder, "py.typed").exists()] == []
    used = {each for path in modules(*HOUSE, "scripts", "tests") for each in imports(path)}
    assert any(f"{each}.".startswith(f"{library}.") for each in used)


@pytest.mark.parametrize("pattern", PROJECT["coverage"]["report"]["exclude_also"])
def test_what_coverage_leaves_out_is_there(pattern):
    assert any(re.search(pattern, text(path)) for path in modules(*HOUSE))
