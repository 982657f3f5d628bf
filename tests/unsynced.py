"""Stories do not wait for a disk: what they write is theirs alone, and gone with them.

A commit that waits for it takes ten times as long. That the bot's do wait, `tests/storage` and
`tests/faults` see, where nothing is taken away from it.
"""

import os
from collections.abc import Iterator

import pytest

ROOMS = {"cli", "cogs", "rehearsal", "services", "simulation"}
"""Folders of stories in which many things are kept, and no machine loses its power."""


@pytest.fixture(autouse=True, scope="module")
def unsynced(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let no file that a story writes be waited for."""
    if request.path.relative_to(request.config.rootpath / "tests").parts[0] not in ROOMS:
        yield
        return
    from bot.storage.engine import sqlite_connection as ours  # noqa: PLC0415 - see tests/conftest.py

    with pytest.MonkeyPatch.context() as patch:
        hasty = (one.replace("synchronous=FULL", "synchronous=OFF") for one in ours.PRAGMAS)
        patch.setattr(ours, "PRAGMAS", tuple(hasty))
        patch.setattr(os, "fsync", lambda _: None)
        yield
