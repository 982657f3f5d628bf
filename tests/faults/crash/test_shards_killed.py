"""One of the processes that share the servers is killed again and again: every room is in time."""

import os
from pathlib import Path

import pytest

from tests.faults.crash.shards import Show, hold

SERVERS = int(os.environ.get("OPENROUND_SERVERS", "6"))
MINUTES = float(os.environ.get("OPENROUND_MINUTES", "0.5"))


@pytest.mark.parametrize("by_themselves", [False, True])
async def test_killed_every_so_often_no_room_is_lost_doubled_or_late(
    tmp_path: Path, pg_url: str, by_themselves
):
    show = Show(pg_url, 2, SERVERS, 4, every=12.0, minutes=MINUTES, by_themselves=by_themselves)
    figures = await hold(tmp_path, show)
    assert figures.is_well, figures
    assert figures.kills > 0
