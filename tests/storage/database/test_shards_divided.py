"""Several processes on one PostgreSQL that divide the shards by themselves."""

import threading

import psycopg
import pytest

from bot.domain.server.server import Server
from bot.domain.server.share import ServerShare
from bot.storage.database import lease as leases
from bot.storage.engine import shard_balance
from tests.storage.database.side_by_side import COUNT, SERVERS, on_the_server, refused
from tests.waiting import HANGS, until_here


@pytest.fixture
def quick(monkeypatch):
    """Processes look at each other all the time."""
    monkeypatch.setattr(leases, "RENEW_SECONDS", 0.05)
    monkeypatch.setattr(shard_balance, "_AGAIN", 0.05)
    monkeypatch.setattr(shard_balance, "LEFT_ALONE", 0.2)
    monkeypatch.setattr(shard_balance, "HANDED_OVER", 0.2)


@pytest.mark.usefixtures("quick")
def test_processes_divide_what_there_is_and_nobody_has_what_another_has(begin):
    first = begin()
    assert first.held == [0, 1, 2, 3]
    second = begin()
    until_here(lambda: len(first.held) == len(second.held) == 2)
    assert sorted(first.held + second.held) == [0, 1, 2, 3]
    third = begin()
    until_here(lambda: third.held and len(first.held + second.held + third.held) == COUNT)
    assert sorted(first.held + second.held + third.held) == [0, 1, 2, 3]
    assert [one.lost for one in (first, second, third)] == [[], [], []]


@pytest.mark.usefixtures("quick")
def test_what_a_process_leaves_free_another_takes_ended_or_killed(begin):
    first = begin()
    second = begin()
    until_here(lambda: len(first.held) == 2)
    first.die()
    until_here(lambda: second.held == [0, 1, 2, 3])
    third = begin()
    until_here(lambda: len(second.held) == 2)
    third.end()
    until_here(lambda: second.held == [0, 1, 2, 3])
    assert second.lost == []


@pytest.mark.usefixtures("quick")
async def test_who_gives_a_shard_back_goes_on_writing_for_the_others(begin):
    first = begin()
    server = next(one for one in SERVERS if ServerShare(COUNT, frozenset({0})).holds(one))
    begin()
    until_here(lambda: len(first.held) == 2)
    until_here(lambda: len(first.lease.epochs) == 2)
    await first.store.run(lambda tx: tx.servers.put(Server(server)))
    assert first.lost == []


def test_where_others_keep_everything_a_process_that_waited_goes(begin, monkeypatch):
    monkeypatch.setattr(shard_balance, "AT_FIRST", 0.2)
    begin(0, 1, 2, 3)
    assert refused(begin) == "fault.no_shard_free"


@pytest.mark.usefixtures("quick")
def test_what_a_process_that_hangs_holds_is_taken_at_once_and_it_ends_when_it_wakes(
    begin, made_pg_url, monkeypatch
):
    first, second = begin(), begin()
    until_here(lambda: len(first.held) == len(second.held) == 2)
    until_here(lambda: len(first.lease.epochs) == 2)
    monkeypatch.setattr(shard_balance, "LEFT_ALONE", HANGS)
    first.lease._stop.set()
    first.lease._thread.join()
    rows = ", ".join(map(str, first.lease.epochs))
    late = "UPDATE lease SET until = clock_timestamp() - interval '1 s'"
    on_the_server(made_pg_url, f"{late} WHERE id IN ({rows})")
    until_here(lambda: second.held == [0, 1, 2, 3])
    first.lease.look()
    assert first.lost == [1]
    assert second.lost == []


_WAITING = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ShareLock'"


@pytest.mark.usefixtures("quick")
def test_a_process_that_has_not_begun_keeps_what_it_took_at_first(begin, made_pg_url):
    first = begin()
    first.lease._serves = False
    waiting = threading.Thread(target=begin, daemon=True)
    waiting.start()
    with psycopg.connect(made_pg_url.replace("+psycopg", ""), autocommit=True) as own:
        until_here(lambda: own.execute(_WAITING).fetchone() == (1,))
    for _ in range(5):
        first.lease.look()
    assert len(first.held) == COUNT
    first.lease.serve(first.lease.shards)
    waiting.join(HANGS)
    assert not waiting.is_alive()
    assert len(first.held) == 2
