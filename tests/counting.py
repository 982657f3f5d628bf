"""Which tests count for the gate of coverage: the rules and the use cases by their own.

Counting takes as much again as the test itself, so a story through the whole bot is told without.
"""

import pathlib
from collections.abc import Generator

import coverage
import pytest

COUNTED = {"domain", "services", "danger", "lookup"}
HERE = pathlib.Path(__file__).parent


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Let coverage rest during a test that does not count for it."""
    counting = coverage.Coverage.current()
    if counting is None or item.path.relative_to(HERE).parts[0] in COUNTED:
        return (yield)
    counting.stop()
    try:
        return (yield)
    finally:
        counting.start()
