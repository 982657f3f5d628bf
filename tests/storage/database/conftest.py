"""What the stories of leases share."""

from contextlib import ExitStack

import pytest

from bot.domain.server.share import ShardPlan
from tests.storage.database.side_by_side import COUNT, Process


@pytest.fixture
def begin(made_pg_url, cipher):
    """`begin(0, 1)`: a process that holds these of four shards; `begin()`: what is free."""
    with ExitStack() as running:

        def begin(*shards, of=COUNT):
            plan = ShardPlan(of, frozenset(shards) or None)
            process = Process(made_pg_url, cipher, plan)
            running.callback(process.end)
            return process

        yield begin
