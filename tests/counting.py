"""Which tests count for the gates of coverage: all but those that drive the whole bot at length.

Counting takes as much again as the test itself. So most stories of `cogs` are told without it, and
what counts of a surface is what the rehearsal comes by: more is covered than the figure says.
"""

import pathlib
import pkgutil
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from importlib import import_module

import coverage
import pytest

COUNTED = {
    "cli", "config", "danger", "discordio", "domain", "lookup", "rehearsal", "services",
    "simulation", "storage",
}  # fmt: skip
OF_COGS = {"journal", "prompts", "settings"}
"""Folders of stories of `cogs` that count: commands which a rehearsal hardly comes by."""
AT_LENGTH = {
    "danger/test_measured.py",
    "domain/test_anyone_presses_anything.py",
    "lookup/test_judged.py",
    "lookup/test_quality.py",
    "lookup/test_wanted.py",
    "rehearsal/test_evening_restarted.py",
    "rehearsal/test_no_english_left.py",
    "services/calendar/test_phrases_as_typed.py",
    "services/people/test_erased_in_discord.py",
    "services/rooms/test_killed.py",
    "services/rooms/test_outages.py",
}
"""Files of those that go again, and at length, through what others count.

A single one is marked `at_length`: `no_cover`, the mark of pytest-cov, stops one of the two below.
"""
HOUSE = ("bot", "cogs")
ELSEWHERE = ("bot.__main__", "bot.storage.migrations.")
"""What is started, or loaded by its path, and not imported."""
HERE = pathlib.Path(__file__).parent


def counts(item: pytest.Item) -> bool:
    """Tell whether a test counts; what is told on both databases counts on the first."""
    file = item.path.relative_to(HERE)
    room = file.parts[0]
    told = getattr(item, "callspec", None)
    again = room == "services" and told is not None and "postgres" in told.params.values()
    again |= room == "rehearsal" and "pg_url" in getattr(item, "fixturenames", ())
    again |= item.get_closest_marker("at_length") is not None
    told_here = room in COUNTED or (room == "cogs" and file.parts[1] in OF_COGS)
    return told_here and file.as_posix() not in AT_LENGTH and not again


def pytest_sessionstart(session: pytest.Session) -> None:
    """Let coverage rest where the tests are shared out: that process tells none of them."""
    if session.config.pluginmanager.hasplugin("dsession"):
        _rest()


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Count what the bot does while it is imported, and nothing while the tests are collected."""
    if coverage.Coverage.current() is not None:
        for house in map(import_module, HOUSE):
            for one in pkgutil.walk_packages(house.__path__, f"{house.__name__}."):
                if not one.name.startswith(ELSEWHERE):
                    import_module(one.name)
        _rest()
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Let coverage rest during tests that do not count for it, until one comes that does."""
    if counts(item):
        while _resting:
            _resting.pop().start()
    else:
        _rest()
    return (yield)


@contextmanager
def uncounted() -> Iterator[None]:
    """Let a piece of work that other stories count be done without, in the thread it is done in."""
    counting = sys.gettrace()
    sys.settrace(None)
    try:
        yield
    finally:
        sys.settrace(counting)


def _rest() -> None:
    while (counting := coverage.Coverage.current()) is not None:
        counting.stop()
        _resting.append(counting)


_resting: list[coverage.Coverage] = []
"""Those that rest just now; to stop and start them for each test costs more than most tests.

A worker has two, one below the other: where only one of them stops, the other counts instead.
"""
