"""`scripts/lock --check` tells a lock that is out of date, and changes nothing."""

import shutil
import subprocess

import pytest

from tests.meta.source import ROOT

LOCKS = ("run", "postgres", "pdf", "rehearse", "dev", "tools")
NAMES = ("build.in", "tools.in", *(f"{name}.txt" for name in LOCKS))
UV = """#!/bin/sh
# Writes what it would resolve to: what is there, and in one lock a package more.
while [ "$1" != --output-file ]; do shift; done
case "$2" in *{grown}.txt) echo new==1.0 >> "$2" ;; esac
"""


@pytest.fixture
def locked(tmp_path):
    locks = tmp_path / "scripts" / "locks"
    locks.mkdir(parents=True)
    shutil.copy(ROOT / "scripts" / "lock", tmp_path / "scripts")
    for name in NAMES:
        (locks / name).write_text(f"{name}==1.0\n")
    return tmp_path


def told(folder, grown: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the script with a stand-in for uv under which one lock would grow."""
    uv = folder / "uv"
    uv.write_text(UV.replace("{grown}", grown))
    uv.chmod(0o755)
    return subprocess.run(
        ["sh", "scripts/lock", *words],
        cwd=folder, env={"PATH": "/usr/bin:/bin", "UV": str(uv)}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip


def kept(folder) -> list[str]:
    return [(folder / "scripts" / "locks" / name).read_text() for name in NAMES]


def test_locks_that_hold_pass_the_check(locked):
    done = told(locked, "none", "--check")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_that_would_be_written_anew_fails_the_check_and_stays(lock, locked):
    before = kept(locked)
    done = told(locked, lock, "--check")
    assert done.returncode == 1
    assert "+new==1.0" in done.stdout
    assert kept(locked) == before


def test_without_the_check_it_is_written(locked):
    assert told(locked, "dev").returncode == 0
    assert "new==1.0" in kept(locked)[NAMES.index("dev.txt")]


def test_a_word_it_does_not_know_is_answered_with_those_it_knows(locked):
    done = told(locked, "none", "--chek")
    assert done.returncode == 2
    assert "scripts/lock --check" in done.stderr
