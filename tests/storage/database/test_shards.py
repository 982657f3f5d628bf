"""Several processes on one PostgreSQL, each with the servers of some shards."""

import threading
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta

import psycopg
import pytest

from bot.domain.ids import GuildId, OccurrenceId
from bot.domain.server.server import Server
from bot.domain.server.share import ServerShare, ShardPlan
from bot.storage.database import lease as leases
from bot.storage.database.lease import Lease
from bot.storage.engine import shard_balance
from bot.storage.engine.store import Store
from bot.storage.files.address import Address
from bot.storage.files.faults import StorageFault
from tests.storage.conftest import NOW
from tests.waiting import HANGS, until_here

COUNT = 4
SERVERS = [GuildId(number << 22) for number in range(1, 9)]


class Process:
    """As far as its storage goes; the gateway names all servers of a shard at once."""

    def __init__(self, url, cipher, plan):
        self.lost = list[int]()
        self.lease = Lease(Address.of(url), lambda: self.lost.append(1), plan=plan)
        self.lease.take()
        self.lease.keep()
        self.store = Store(url, cipher, self.lease)
        self.lease.on_shards = self.lease.serve
        if plan.named is None:
            self.lease.serve(self.lease.shards)

    @property
    def held(self):
        return sorted(self.lease.share.held)

    def die(self):
        """End as a killed process does: nothing is given back."""
        self.lease._stop.set()
        self.lease._thread.join()
        self.lease._rows.drop()

    def end(self):
        self.store.close()
        self.lease.release()


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


def refused(begin, *shards, of=COUNT):
    with pytest.raises(StorageFault) as caught:
        begin(*shards, of=of)
    return caught.value.key


def on_the_server(url, statement):
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as own:
        own.execute(statement)


def test_processes_with_other_shards_live_side_by_side_and_a_second_with_the_same_goes(begin):
    first, other = begin(0, 1), begin(2, 3)
    assert (first.lease.held(), other.lease.held()) == (True, True)
    assert refused(begin, 0, 1) == "fault.second_process"
    assert refused(begin, 1, 2) == "fault.second_process"
    assert first.lease.has_others is False
    assert other.lease.has_others is True


def test_whoever_wants_some_that_are_taken_takes_none(begin):
    begin(1)
    assert refused(begin, 0, 1) == "fault.second_process"
    begin(0)


def test_all_count_the_same_number_of_shards(begin):
    begin(0)
    assert refused(begin, 7, of=8) == "fault.split_otherwise"
    assert refused(begin, 0, of=1) == "fault.second_process"


def test_a_process_with_everything_keeps_all_others_out(begin):
    begin(0, of=1)
    assert refused(begin, 2, 3) == "fault.split_otherwise"


def test_the_same_shards_are_free_again_once_their_process_has_ended(begin):
    first = begin(2, 3)
    first.end()
    assert begin(2, 3).lease.epochs == {3: 2, 4: 2}


async def test_one_row_that_another_took_ends_the_process_and_nothing_is_written(
    begin, made_pg_url, monkeypatch
):
    monkeypatch.setattr(leases, "RENEW_SECONDS", HANGS)
    process = begin(0, 1)
    on_the_server(made_pg_url, "UPDATE lease SET owner = 'x', epoch = epoch + 1 WHERE id = 2")
    with pytest.raises(StorageFault) as caught:
        await process.store.run(lambda tx: tx.servers.put(Server(SERVERS[0])))
    assert caught.value.key == "fault.lease_lost"
    assert process.lost == [1]


async def test_every_row_must_be_in_time_for_a_commit(begin, made_pg_url, monkeypatch):
    monkeypatch.setattr(leases, "RENEW_SECONDS", HANGS)
    process = begin(0, 1)
    for row in (1, 2):
        late = f"UPDATE lease SET until = clock_timestamp() - interval '1 s' WHERE id = {row}"
        on_the_server(made_pg_url, late)
        # nobody took it: it is renewed, and the work is done
        await process.store.run(lambda tx: tx.servers.put(Server(SERVERS[0])))
    assert process.lost == []


@pytest.mark.usefixtures("made_pg_url")
async def test_what_time_makes_due_is_that_of_servers_held(begin, make_occurrence):
    both = begin(0, 1), begin(2, 3)

    def fill(tx):
        for number, server in enumerate(SERVERS, 1):
            one = make_occurrence(number, guild=server)
            tx.occurrences.add(replace(one, due=NOW - timedelta(minutes=number)))
            tx.servers.put(Server(server))

    await both[0].store.run(fill)

    def due(tx):
        return {one.guild for one in tx.occurrences.due(NOW)}

    named = [await one.store.run(due) for one in both]
    assert named[0] | named[1] == set(SERVERS)
    assert not named[0] & named[1]
    for process, servers in zip(both, named, strict=True):
        assert all(map(process.lease.share.holds, servers))
        besides = {next(n for n, one in enumerate(SERVERS, 1) if one in servers)}
        left = await process.store.run(lambda tx, b=besides: tx.occurrences.due(NOW, b))
        assert {one.guild for one in left} < servers
        soonest = max(SERVERS.index(one) + 1 for one in servers)
        next_due = await process.store.run(lambda tx: tx.occurrences.next_due())
        assert next_due == NOW - timedelta(minutes=soonest)
        assert await process.store.run(lambda tx: tx.occurrences.get(OccurrenceId(1)))
        ours = await process.store.run(lambda tx: set(filter(tx.ours, SERVERS)))
        assert ours == servers


def test_a_process_that_hangs_is_followed_in_its_shards_alone(begin, made_pg_url, monkeypatch):
    monkeypatch.setattr(leases, "RENEW_SECONDS", HANGS)
    hanging, other = begin(0, 1), begin(2, 3)
    late = "UPDATE lease SET until = clock_timestamp() - interval '1 s' WHERE id IN (1, 2)"
    on_the_server(made_pg_url, late)
    follower = begin(0, 1)
    hanging.lease.look()
    assert hanging.lost == [1]
    other.lease.look()
    assert other.lost == []
    assert follower.lease.held()
    until_here(other.lease.held)


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
    assert refused(begin) == "fault.second_process"


@pytest.mark.usefixtures("quick")
def test_what_a_process_that_hangs_holds_is_taken_and_it_ends_when_it_wakes(begin, made_pg_url):
    first, second = begin(), begin()
    until_here(lambda: len(first.held) == len(second.held) == 2)
    until_here(lambda: len(first.lease.epochs) == 2)
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
