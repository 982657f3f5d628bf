"""Which tests are told in a run, and in what order of their files: the longest begin first.

One that begins last leaves every other core idle until it is through; so do those that wait for
processes, where several are told at once.
"""

import os
import pathlib
from collections.abc import Iterable

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

LONGEST = (
    "faults/crash/test_shards_killed.py",
    "cogs/second_account/test_second_account.py",
    "faults/crash/test_crash.py",
    "rehearsal/test_tuesday_group.py",
    "faults/test_life.py",
    "simulation/test_small_year.py",
    "faults/test_crowded_minute.py",
    "rehearsal/test_evening_restarted.py",
    "faults/test_on_postgres.py",
    "services/rooms/test_killed.py",
    "faults/test_shards.py",
    "services/rooms/test_moving.py",
    "faults/outage/test_outages.py",
    "services/people/test_erased_in_discord.py",
    "faults/test_two_leaders.py",
    "services/rooms/test_early_rooms_killed.py",
)
"""Files that take longest, in this order; those that wait for processes between those that work."""
WAITING = "faults/"
"""Where a test waits for its processes, and leaves a core idle: one of these at a time."""
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
    """Put the longest files first, and spread those that wait evenly; a file stays as it was.

    Use cases are told on SQLite, and on PostgreSQL the first story of each file and those in which
    several do something at once: each works with the same statements, and `storage` tells those on
    both.
    """
    told: set[str] = set()
    again = [item for item in items if not EVERYTHING and _is_told_again(item, told)]
    left_out = {item.nodeid for item in again}
    items[:] = [item for item in items if item.nodeid not in left_out]
    places = _places(dict.fromkeys(map(_file, items)))
    items.sort(key=lambda item: places[_file(item)])
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


def _places(files: Iterable[str]) -> dict[str, float]:
    """Say where each file stands: the longest before all others, those that wait between these."""
    others = [file for file in files if file not in LONGEST]
    busy = [file for file in others if not file.startswith(WAITING)]
    waiting = [file for file in others if file.startswith(WAITING)]
    apart = len(busy) / max(1, len(waiting))
    spread = {file: apart * (number + 0.5) for number, file in enumerate(waiting)}
    first = {file: number - len(LONGEST) for number, file in enumerate(LONGEST)}
    return first | {file: number for number, file in enumerate(busy)} | spread


def _file(item: pytest.Item) -> str:
    return item.path.relative_to(HERE).as_posix()
