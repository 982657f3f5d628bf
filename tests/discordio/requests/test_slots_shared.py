"""Several processes divide the slots that Discord counts together."""

import pytest

from bot.discordio.requests.limiter import KEPT, SLOTS, Priority, kept_of, slots_of
from bot.domain.server.share import ServerShare
from tests.discordio.requests.waiting_line import Line


@pytest.mark.parametrize(("shards", "each"), [(16, 4), (16, 2), (16, 1), (49, 1)])
def test_processes_that_share_the_servers_have_no_more_slots_than_one(shards, each):
    shares = [
        ServerShare(shards, frozenset(range(since, min(since + each, shards))))
        for since in range(0, shards, each)
    ]
    assert sum(map(slots_of, shares)) <= SLOTS
    assert all(0 <= kept_of(slots_of(one)) < slots_of(one) for one in shares)
    assert slots_of(ServerShare()) == SLOTS
    assert kept_of(SLOTS) == KEPT


@pytest.mark.parametrize("slots", [1, 2, 3])
async def test_with_few_slots_everything_still_has_its_turn_and_people_go_first(slots):
    line = Line(slots)
    line.ask(Priority.CARD, *range(2 * slots))
    await line.clock.settle()
    line.ask(Priority.PERSON, "ana")
    await line.done()
    assert len(line.sent) == 2 * slots + 1
    assert line.names.index("ana") <= slots
    assert line.most_in_a_second <= slots
