"""A lease: who may write on PostgreSQL while its server is away or another has taken over."""

import asyncio
import threading
import traceback
from dataclasses import replace

import psycopg
import pytest

from bot.storage.database import lease as leases
from bot.storage.database.lease import Lease
from bot.storage.engine import postgres, standing
from bot.storage.engine.store import Store
from bot.storage.files.address import Address
from bot.storage.files.faults import StorageFault
from tests.gate import before
from tests.storage.conftest import GUILD
from tests.waiting import HANGS, until, until_here

ROUNDS = 20


@pytest.fixture
def gate(made_pg_url):
    with before(made_pg_url) as gate:
        yield gate


@pytest.fixture
def patience(monkeypatch):
    """A lease that runs out in a moment; `patience(seconds)`: how long a work is waited for."""

    def patience(seconds: float) -> None:
        for module in (postgres, standing):
            monkeypatch.setattr(module, "LONGEST", seconds)

    monkeypatch.setattr(leases, "RENEW_SECONDS", 0.05)
    monkeypatch.setattr(leases, "AWAY_SECONDS", 0.05)
    monkeypatch.setattr(leases, "LEASE_SECONDS", 1)
    patience(HANGS)
    return patience


@pytest.fixture
def lead(cipher):
    """`lead(url)`: a process that leads, as far as its storage goes."""
    made = []

    def lead(url: str) -> "Leads":
        made.append(Leads(url, cipher))
        return made[-1]

    yield lead
    for one in made:
        one.store.close()
        one.lease.release()


class Leads:
    def __init__(self, url, cipher):
        self.lost = threading.Event()
        self.heard: list[StorageFault | None] = []
        self.lease = Lease(Address.of(url), self.lost.set, self.heard.append)
        self.lease.take()
        self.lease.keep()
        self.store = Store(url, cipher, self.lease)

    async def write(self, words: str, meanwhile=lambda: None) -> None:
        def work(tx):
            server = tx.servers.get(GUILD)
            meanwhile()
            tx.servers.put(replace(server, timezone=words))

        await self.store.run(work)

    async def refused(self, meanwhile=lambda: None) -> str:
        return (await self.fault(meanwhile)).key

    async def fault(self, meanwhile=lambda: None) -> StorageFault:
        with pytest.raises(StorageFault) as caught:
            await self.write("refused", meanwhile)
        return caught.value

    async def kept(self) -> str | None:
        return (await self.store.run(lambda tx: tx.servers.get(GUILD))).timezone


def on_the_server(url: str, statement: str):
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as own:
        return (
            own.execute(statement).fetchone() if "SELECT" in statement else own.execute(statement)
        )


def run_out(url: str) -> None:
    """Let the time of the lease pass on the server, while the process's own clock stands still."""
    on_the_server(url, "UPDATE lease SET until = clock_timestamp() - interval '1 second'")


@pytest.mark.parametrize("when", ["before it writes", "in the middle of a work"])
async def test_an_old_leader_whose_clock_stood_still_writes_nothing(
    made_pg_url, lead, monkeypatch, when
):
    monkeypatch.setattr(leases, "RENEW_SECONDS", HANGS)  # its thread stands still too
    old = lead(made_pg_url)
    for number in range(ROUNDS):
        await old.write("old")
        new: list[Leads] = []

        def take_over(made=new):
            if not made:
                run_out(made_pg_url)
                made.append(lead(made_pg_url))

        if when == "before it writes":
            take_over()
        assert old.lease.held()
        assert await old.refused(take_over) == "fault.lease_lost"
        assert await new[0].kept() == "old"
        await new[0].write(f"new {number}")
        assert old.lost.is_set()
        assert old.lease.epochs[1] < new[0].lease.epochs[1]
        old = new[0]


async def test_who_takes_over_waits_for_a_commit_that_was_let_through(made_pg_url, lead):
    old = lead(made_pg_url)
    with psycopg.connect(made_pg_url.replace("+psycopg", "")) as committing:
        epoch = old.lease.epochs[1]
        committing.execute("SELECT epoch FROM lease WHERE epoch = %s FOR SHARE", (epoch,))
        committing.execute("CREATE TABLE written (late int)")
        taking = asyncio.create_task(asyncio.to_thread(take_alone, made_pg_url))
        await until(lambda: waits_for_a_lock(made_pg_url))
        assert not taking.done()
        committing.commit()
    assert await taking == old.lease.epochs[1] + 1
    assert old.lease.epochs[1] == 1


def take_alone(url: str) -> int:
    """Take over as if the old leader's process were dead."""
    new = Lease(Address.of(url), lambda: None)
    new._rows.alive = frozenset({1})
    new.keep()
    taken = new.epochs[1]
    new.release()
    return taken


def waits_for_a_lock(url: str) -> bool:
    looked = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
    return bool(on_the_server(url, looked)[0])


async def test_a_server_that_is_away_ends_nobody_and_the_lease_goes_on_by_itself(
    gate, lead, patience
):
    here = lead(gate.url)
    await here.write("before")
    patience(0.5)
    gate.shut()
    until_here(lambda: here.heard)
    assert await here.refused() == "fault.database_away"
    await asyncio.sleep(2 * leases.LEASE_SECONDS)  # it runs out meanwhile
    assert await here.refused() == "fault.database_away"
    assert not here.lease.held()
    patience(HANGS)
    gate.open()
    until_here(lambda: len(here.heard) > 1)
    await here.write("after")
    assert await here.kept() == "after"
    assert here.lease.epochs[1] == 1
    assert not here.lost.is_set()
    assert [one and one.key for one in here.heard] == ["fault.database_away", None]


async def test_a_server_that_hangs_keeps_nobody_waiting(gate, lead, patience):
    here = lead(gate.url)
    await here.write("before")
    patience(0.5)
    gate.freeze()
    works = [here.refused() for _ in range(20)]
    assert set(await asyncio.gather(*works)) == {"fault.database_away"}
    patience(HANGS)
    gate.thaw()
    until_here(here.lease.held)
    await here.write("after")
    assert await here.kept() == "after"


async def test_who_was_followed_while_the_server_was_away_for_them_is_told_so(
    gate, lead, made_pg_url, patience
):
    here = lead(gate.url)
    patience(HANGS)
    gate.shut()
    until_here(lambda: here.heard)
    run_out(made_pg_url)
    follower = lead(made_pg_url)
    gate.open()
    assert here.lost.wait(HANGS)
    assert await here.refused() == "fault.lease_lost"
    faults = [await here.fault() for _ in range(3)]
    assert len({len(traceback.extract_tb(one.__traceback__)) for one in faults}) == 1
    await follower.write("theirs")


async def test_a_table_that_somebody_holds_is_told_as_such(
    made_pg_url, lead, monkeypatch, patience
):
    patience(HANGS)
    monkeypatch.setattr(postgres, "_SETTLED", "SET lock_timeout = '100ms'")
    here = lead(made_pg_url)
    with psycopg.connect(made_pg_url.replace("+psycopg", "")) as other:
        other.execute("LOCK TABLE servers IN ACCESS EXCLUSIVE MODE")
        assert await here.refused() == "fault.database_busy"
    await here.write("after")


async def test_a_frozen_process_does_not_keep_its_locks(made_pg_url, lead, monkeypatch):
    monkeypatch.setattr(postgres, "_SETTLED", "SET idle_in_transaction_session_timeout = '200ms'")
    here, tries = lead(made_pg_url), list[int]()

    def once_frozen():
        tries.append(1)
        if len(tries) == 1:
            until_here(lambda: not others_inside(made_pg_url))

    await here.write("thawed", once_frozen)
    assert len(tries) == 2


def others_inside(url: str) -> bool:
    looked = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        " AND state LIKE 'idle in transaction%'"
    )
    return bool(on_the_server(url, looked)[0])
