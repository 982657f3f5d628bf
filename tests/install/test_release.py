"""`scripts/release` makes the archive of a tag, and refuses where tag and version do not agree."""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile

import pytest

from tests.meta.source import ROOT

CHANGES = """# Changelog

## [Unreleased]

## [1.2.3] - 2026-12-01

- A door.

## [1.2.2]

- No.
"""
TOOLS = """#!/bin/sh
# Stands in for the tool that lists the parts: writes the words it was given.
for word in "$@"; do [ "$before" = -o ] && out=$word; before=$word; done
echo "$@" > "$out"
"""


@pytest.fixture
def project(tmp_path):
    """A small project at version 1.2.3, with that tag."""
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "release", tmp_path / "scripts")
    (tmp_path / "scripts" / "tools").write_text(TOOLS)
    (tmp_path / "scripts" / "tools").chmod(0o755)
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1.2.3"\n')
    (tmp_path / "CHANGELOG.md").write_text(CHANGES)
    (tmp_path / ".gitignore").write_text("dist/\n*.key\n")
    (tmp_path / "master.key").write_text("a secret")
    git(tmp_path, "init", "--quiet")
    save(tmp_path, "v1.2.3")
    return tmp_path


def git(folder, *words: str) -> None:
    someone = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    env = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", *someone, *words], cwd=folder, env=env, check=True, capture_output=True)


def save(folder, tag: str) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", tag)
    git(folder, "tag", tag)


def release(folder, tag: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "scripts/release", tag]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_a_release_is_an_archive_of_the_tag_its_parts_their_sums_and_its_words(project):
    (project / "pyproject.toml").write_text('[project]\nversion = "1.2.3" # not saved\n')
    done = release(project, "v1.2.3")
    assert done.returncode == 0, done.stderr
    dist = project / "dist"
    with tarfile.open(dist / "openround-1.2.3.tar.gz") as archive:
        files = sorted(one.name for one in archive.getmembers() if one.isfile())
        kept = archive.extractfile("openround-1.2.3/pyproject.toml").read()
    assert files == [
        f"openround-1.2.3/{name}"
        for name in (
            ".gitignore",
            "CHANGELOG.md",
            "pyproject.toml",
            "scripts/release",
            "scripts/tools",
        )
    ]
    assert b"not saved" not in kept
    assert "scripts/locks/postgres.txt" in (dist / "sbom.cdx.json").read_text()
    assert (dist / "notes.md").read_text() == "- A door.\n"
    for line in (dist / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((dist / name).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize(
    ("tag", "words"),
    [("v1.2.4", "its tag is v1.2.3"), ("1.2.3", "its tag is v1.2.3"), ("v1.2.3", "checked out")],
)
def test_a_tag_that_is_not_this_version_of_this_commit_is_refused(project, tag, words):
    save(project, "later")
    done = release(project, tag)
    assert done.returncode == 1
    assert words in done.stderr
    assert not (project / "dist").exists()


def test_a_version_without_words_in_the_changelog_is_refused(project):
    (project / "pyproject.toml").write_text('[project]\nversion = "1.2.4"\n')
    save(project, "v1.2.4")
    done = release(project, "v1.2.4")
    assert done.returncode == 1
    assert "no section for 1.2.4" in done.stderr
