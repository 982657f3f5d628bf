"""Which tests are told in a run, and in what order of their files: the longest begin first.

One that begins last leaves every other core idle until it is through.
"""

import os
import pathlib

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

LONGEST = (
    "faults/crash/test_crash.py",
    "faults/test_two_leaders.py",
    "faults/test_life.py",
    "faults/test_on_postgres.py",
    "faults/outage/test_outages.py",
    "faults/test_crowded_minute.py",
    "cogs/second_account/test_second_account.py",
    "rehearsal/test_evening_restarted.py",
    "services/rooms/test_killed.py",
    "services/rooms/test_moving.py",
    "rehearsal/test_tuesday_group.py",
    "services/people/test_erased_in_discord.py",
    "services/rooms/test_early_rooms_killed.py",
)
"""Files that take longest, the longest first; the others follow by name."""
ON_BOTH = (
    "rooms/test_after_an_update.py",
    "rooms/test_killed.py",
    "rooms/test_two_processes.py",
    "meeting/test_words_once.py",
)
"""Use cases that another kind of database could answer otherwise, story by story."""
EVERYTHING = "OPENROUND_EVERYTHING" in os.environ
"""Whether every use case is told on both databases."""
READERS = "tests/meta/"
"""Tests that all read the whole tree: on one worker it is read once."""
HERE = pathlib.Path(__file__).parent


class ByFile(LoadFileScheduling):  # type: ignore[misc]  # it comes without types
    """A worker is given one file of tests at a time, and those that read the tree all together."""

    def _split_scope(self, nodeid: str) -> str:
        return READERS if nodeid.startswith(READERS) else nodeid.partition("::")[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFile:
    """Share the tests out so."""
    return ByFile(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the longest files first; within a file and among the others all stays as it was.

    Use cases are told on SQLite, and on PostgreSQL the first story of each file and those in which
    several do something at once: each works with the same statements, and `storage` tells those on
    both.
    """
    told: set[str] = set()
    again = [item for item in items if not EVERYTHING and _is_told_again(item, told)]
    left_out = {item.nodeid for item in again}
    items[:] = sorted((item for item in items if item.nodeid not in left_out), key=_rank)
    if again:
        config.hook.pytest_deselected(items=again)


def _is_told_again(item: pytest.Item, told: set[str]) -> bool:
    """Tell whether a use case is told on PostgreSQL though another of its file was, and alone."""
    given, file = getattr(item, "callspec", None), item.nodeid.partition("::")[0]
    if given is None or "postgres" not in given.params.values() or "services/" not in file:
        return False
    if file.endswith(ON_BOTH) or _are_several_at_once(item):
        return False
    is_told = file in told
    told.add(file)
    return is_told


def _are_several_at_once(item: pytest.Item) -> bool:
    story = getattr(item, "function", None)
    return "gather" in getattr(getattr(story, "__code__", None), "co_names", ())


def _rank(item: pytest.Item) -> int:
    file = item.path.relative_to(HERE).as_posix()
    return LONGEST.index(file) if file in LONGEST else len(LONGEST)
