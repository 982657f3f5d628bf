"""The order of the files of tests: the longest begin first.

One that begins last leaves every other core idle until it is through.
"""

import pathlib

import pytest

LONGEST = (
    "faults/crash/test_crash.py",
    "faults/test_two_leaders.py",
    "faults/test_life.py",
    "faults/test_on_postgres.py",
    "faults/outage/test_outages.py",
    "cogs/second_account/test_second_account.py",
    "rehearsal/test_evening_restarted.py",
    "services/rooms/test_killed.py",
    "services/rooms/test_moving.py",
    "rehearsal/test_tuesday_group.py",
)
"""Files that take longest, the longest first; the others follow by name."""
HERE = pathlib.Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first; within a file and among the others all stays as it was."""
    items.sort(key=_rank)


def _rank(item: pytest.Item) -> int:
    file = item.path.relative_to(HERE).as_posix()
    return LONGEST.index(file) if file in LONGEST else len(LONGEST)
