"""One process only: the second goes away at once, and a dead one is followed at once."""

import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress

import pytest
from sqlalchemy import create_engine, text

from bot.storage.database import lease
from bot.storage.database.lock import only_process
from bot.storage.database.migrate import upgrade
from bot.storage.engine.store import Store
from bot.storage.files.faults import StorageFault
from tests.storage.conftest import GUILD
from tests.waiting import HANGS, until_here

_HOLDER = """
import sys, time
from bot.storage.database import lease
from bot.storage.database.lock import only_process
lease.LEASE_SECONDS = 36_000  # nobody waits for that
guard = only_process(sys.argv[1], lambda: None)
guard.take()
guard.keep()
print("held", flush=True)
time.sleep(36_000)
"""


@pytest.fixture
def ready_url(made_url):
    return made_url


@pytest.fixture
def take():
    taken = []

    def take(url, on_lost=lambda: None):
        guard = only_process(url, on_lost)
        guard.take()
        taken.append(guard)
        guard.keep()
        return guard

    yield take
    for guard in taken:
        guard.release()


def refused(url):
    second = only_process(url, lambda: None)
    with pytest.raises(StorageFault) as caught:
        second.take()
    return caught.value.key == "fault.second_process"


def test_the_second_process_goes_away_at_once(ready_url, take):
    first = take(ready_url)
    assert first.held()
    assert refused(ready_url)


def test_a_lock_given_back_is_free(ready_url, take):
    take(ready_url).release()
    assert take(ready_url).held()


def test_a_killed_process_is_followed_without_waiting_for_its_lease(ready_url, take):
    with subprocess.Popen(
        [sys.executable, "-c", _HOLDER, ready_url], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout.readline() == "held\n"
        assert refused(ready_url)
        os.kill(child.pid, signal.SIGKILL)
        child.wait()

    def followed() -> bool:
        with suppress(StorageFault):  # the server has not noticed yet that the connection is gone
            return take(ready_url).held()
        return False

    until_here(followed)


def test_a_live_process_that_never_wrote_its_lease_is_respected_too(db_url):
    first = only_process(db_url, lambda: None)
    first.take()
    assert refused(db_url)
    upgrade(db_url)
    assert refused(db_url)
    first.release()


def test_whoever_followed_a_hanging_process_is_safe_when_that_one_dies(
    postgres_url, take, monkeypatch
):
    monkeypatch.setattr(lease, "RENEW_SECONDS", 0.05)
    hanging = only_process(postgres_url, lambda: None)
    hanging.take()
    execute(postgres_url, "INSERT INTO lease VALUES (1, 'x', 1, clock_timestamp())")
    follower = take(postgres_url)
    hanging.release()
    until_here(lambda: follower._rows.alive)
    assert refused(postgres_url)
    assert follower.held()


@pytest.fixture
def postgres_url(made_pg_url):
    return made_pg_url


def execute(url, statement):
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_a_process_that_hangs_is_followed_when_its_lease_has_run_out(postgres_url, take):
    take(postgres_url)
    assert refused(postgres_url)
    execute(postgres_url, "UPDATE lease SET until = clock_timestamp() - interval '1 second'")
    assert take(postgres_url).held()


def test_a_process_that_was_followed_notices_and_stops(postgres_url, take, monkeypatch):
    monkeypatch.setattr(lease, "RENEW_SECONDS", 0.05)
    lost = threading.Event()
    first = take(postgres_url, lost.set)
    execute(postgres_url, "UPDATE lease SET owner = 'another', epoch = epoch + 1")
    assert lost.wait(HANGS)
    assert not first.held()


def test_a_lease_is_renewed_through_a_broken_connection(postgres_url, take, monkeypatch):
    monkeypatch.setattr(lease, "RENEW_SECONDS", 0.05)
    guard = take(postgres_url)
    execute(
        postgres_url,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()",
    )
    execute(postgres_url, "UPDATE lease SET until = clock_timestamp() + interval '1 second'")
    engine = create_engine(postgres_url)

    def renewed() -> bool:
        with engine.connect() as connection:
            left = "SELECT until > clock_timestamp() + interval '10 seconds' FROM lease"
            return bool(connection.execute(text(left)).scalar())

    until_here(renewed)
    engine.dispose()
    assert guard.held()


async def test_without_the_lease_nothing_is_committed(postgres_url, cipher, take):
    guard = take(postgres_url)
    store = Store(postgres_url, cipher, guard)

    def work(tx):
        tx.servers.put(tx.servers.get(GUILD))

    await store.run(work)
    guard.release()
    with pytest.raises(StorageFault) as caught:
        await store.run(lambda tx: tx.registry.forget_server(GUILD))
    assert caught.value.key == "fault.closed"
    store.close()
    after = Store(postgres_url, cipher)
    assert len(await after.run(lambda tx: tx.servers.all())) == 1
    after.close()


async def test_a_work_cut_off_by_the_server_is_done_again(postgres_url, cipher):
    store = Store(postgres_url, cipher)
    tries = []

    def work(tx):
        tries.append(1)
        server = tx.servers.get(GUILD)
        if len(tries) == 1:
            own = tx.servers._access.connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
            execute(postgres_url, f"SELECT pg_terminate_backend({own})")
        tx.servers.put(server)

    await store.run(work)
    assert len(tries) == 2
    assert len(await store.run(lambda tx: tx.servers.all())) == 1
    store.close()
