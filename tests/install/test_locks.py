"""A lock is complete: nothing that a package in it asks for is missing, so nothing is resolved."""

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version

import pytest
from packaging.markers import Marker, default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.meta.source import ROOT

LINE = re.compile(r"^([\w.-]+)==(\S+?)(?: ; (.*?))? \\$", re.MULTILINE)
LOCKS = ROOT / "scripts" / "locks"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS: dict[str, tuple[str, ...]] = {
    "run": (),
    "postgres": ("postgres",),
    "pdf": ("postgres", "pdf"),
    "rehearse": ("rehearsal",),
    "dev": ("postgres", "pdf", "rehearsal", "dev"),
}
PLACES = {
    "linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    "mac": {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
    "windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
}
CLASSIFIER = "Programming Language :: Python :: 3."
PYTHONS = [one.split()[-1] for one in PROJECT["classifiers"] if one.startswith(CLASSIFIER)]

Wanted = tuple[str, str]
"""A package and one of its extras; none is empty."""


def locked(name: str, here: dict[str, str]) -> dict[str, str]:
    """Give the version of each package that a lock installs there, by its plain name."""
    found = LINE.findall((LOCKS / f"{name}.txt").read_text("utf-8"))
    return {
        canonicalize_name(package): release
        for package, release, marker in found
        if not marker or Marker(marker).evaluate(here)
    }


def roots(lock: str) -> Iterator[Requirement]:
    """Give what the project itself asks for, and what builds it."""
    build = (LOCKS / "build.in").read_text("utf-8").splitlines() if lock == "dev" else []
    optional = PROJECT["optional-dependencies"]
    asked = [*PROJECT["dependencies"], *(one for extra in EXTRAS[lock] for one in optional[extra])]
    yield from map(Requirement, [*asked, *(one for one in build if not one.startswith("#"))])


def asked_for(package: str) -> list[Requirement]:
    """Give what an installed package asks for; nothing of one that is not for this machine."""
    try:
        return [Requirement(one) for one in requires(package) or ()]
    except PackageNotFoundError:
        return []


def holds(one: Requirement, extra: str, here: dict[str, str]) -> bool:
    return one.marker is None or one.marker.evaluate(here | {"extra": extra})


def everything(lock: str, here: dict[str, str]) -> Iterator[Requirement]:
    """Give every requirement of every package that the project comes to need there."""
    ahead = [(one, "") for one in roots(lock)]
    seen: set[Wanted] = set()
    while ahead:
        one, extra = ahead.pop()
        if not holds(one, extra, here):
            continue
        yield one
        name = canonicalize_name(one.name)
        for wanted in {(name, more) for more in ("", *one.extras)} - seen:
            seen.add(wanted)
            ahead.extend((needed, wanted[1]) for needed in asked_for(name))


def this_machine():
    return {name: str(value) for name, value in default_environment().items()}


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("lock", EXTRAS)
def test_whatever_a_locked_package_asks_for_is_in_the_lock(lock, place, python):
    here = this_machine() | PLACES[place]
    here |= {"python_version": python, "python_full_version": f"{python}.0"}
    have = locked(lock, here)
    found = list(everything(lock, here))
    assert len(found) > 30
    missing = {
        str(one)
        for one in found
        if canonicalize_name(one.name) not in have
        or not one.specifier.contains(have[canonicalize_name(one.name)], prereleases=True)
    }
    assert missing == set()


NOT_FOR_A_BOT = {"av", "pillow", "simcord", "hatchling", "editables", "psycopg", "psycopg-binary",
                 "typst", "manimgx-fonts-cjk"}  # fmt: skip


def test_a_bot_with_its_file_needs_neither_a_server_nor_a_rehearsal_nor_what_builds():
    run, postgres, rehearse = (set(names(lock)) for lock in ("run", "postgres", "rehearse"))
    assert run & NOT_FOR_A_BOT == set()
    assert postgres - run == {"psycopg", "psycopg-binary"}
    assert set(names("pdf")) - postgres == {"typst", "manimgx-fonts-cjk"}
    assert rehearse & NOT_FOR_A_BOT == {"av", "pillow", "simcord"}


def test_every_lock_has_the_same_release_of_a_package():
    everything = names("dev")
    for lock in ("run", "postgres", "pdf", "rehearse"):
        assert names(lock).items() <= everything.items(), lock


@pytest.mark.parametrize("lock", EXTRAS)
def test_windows_is_not_asked_for_a_loop_that_it_cannot_have(lock):
    assert "uvloop" not in locked(lock, this_machine() | PLACES["windows"])
    assert "uvloop" in locked(lock, this_machine() | PLACES["linux"])


def names(lock: str) -> dict[str, str]:
    """Give every package of a lock, for whatever machine, and its release."""
    found = LINE.findall((LOCKS / f"{lock}.txt").read_text("utf-8"))
    return {canonicalize_name(package): release for package, release, _ in found}


def test_what_is_installed_here_is_what_the_lock_says():
    wanted = locked("dev", this_machine())
    assert {name: version(name) for name in wanted} == wanted
