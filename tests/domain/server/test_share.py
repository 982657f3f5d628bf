"""Which process looks after which server, and how many shards each may hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import GuildId
from bot.domain.server.share import ServerShare, fair_share

COUNT = 4
SERVERS = [GuildId(number << 22) for number in range(1, 9)]


def test_a_server_is_of_one_shard_and_private_messages_of_the_first():
    shares = [ServerShare(COUNT, frozenset({one})) for one in range(COUNT)]
    for server in SERVERS:
        assert sum(one.holds(server) for one in shares) == 1
    assert [one.holds(GuildId(0)) for one in shares] == [True, False, False, False]
    assert all(map(ServerShare().holds, SERVERS))


@pytest.mark.parametrize(
    ("sizes", "processes", "shares"),
    [
        ({}, 1, {"new": 16}),
        ({}, 4, {"new": 4}),
        ({"a": 16}, 2, {"a": 8, "new": 8}),
        ({"a": 8, "b": 8}, 3, {"a": 6, "b": 5, "new": 5}),
        ({"a": 6, "b": 5, "c": 5}, 3, {"a": 6, "b": 5, "c": 5}),
        ({"a": 1, "b": 15}, 2, {"a": 8, "b": 8}),
    ],
)
def test_what_there_is_is_divided_evenly_and_what_is_left_over_stays(sizes, processes, shares):
    assert {one: fair_share(16, one, sizes, processes) for one in shares} == shares


@given(
    shards=st.integers(1, 64),
    sizes=st.dictionaries(st.text("abc", min_size=1, max_size=3), st.integers(1, 64), max_size=9),
    more=st.integers(0, 5),
)
def test_all_shares_together_are_all_there_is(shards, sizes, more):
    processes = len(sizes) + more
    shares = [fair_share(shards, one, sizes, processes) for one in sizes]
    if not more and sizes:
        assert sum(shares) == shards
    assert sum(shares) <= shards
    assert not shares or max(shares) - min(shares) <= 1
