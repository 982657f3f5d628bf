"""What the store promises: nothing lost, nothing half done, nothing said before it is durable."""

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import threading
from dataclasses import replace

import pytest

from bot.domain.errors import Refusal, Stale
from bot.storage.database.health import verify
from bot.storage.database.migrate import upgrade
from bot.storage.engine.store import Store
from bot.storage.files.address import Address
from bot.storage.files.faults import StorageFault
from tests.storage.conftest import GUILD, TUESDAY
from tests.waiting import HANGS


async def test_sixty_increments_at_once_lose_none(store):
    def one_more(tx):
        server = tx.servers.get(GUILD)
        count = int(server.country or 10)
        tx.servers.put(replace(server, country=str(count + 1)))

    await asyncio.gather(*(store.run(one_more) for _ in range(60)))
    assert (await store.run(lambda tx: tx.servers.get(GUILD))).country == "70"


async def test_sixty_presses_on_one_meeting_lose_none(store, make_meeting, make_occurrence):
    await store.run(lambda tx: tx.occurrences.add(make_occurrence()))
    await store.run(lambda tx: tx.live_meetings.add(make_meeting()))

    def press(tx):
        meeting = tx.live_meetings.get(TUESDAY)
        return tx.live_meetings.save(replace(meeting, numbered=meeting.numbered + 1))

    await asyncio.gather(*(store.run(press) for _ in range(60)))
    meeting = await store.run(lambda tx: tx.live_meetings.get(TUESDAY))
    assert (meeting.numbered, meeting.version) == (60, 60)


async def test_a_refusal_undoes_its_own_work_and_no_other(store, make_occurrence):
    def refuse(tx):
        tx.occurrences.add(make_occurrence(1))
        raise Refusal

    works = (
        lambda tx: tx.occurrences.add(make_occurrence(2)),
        refuse,
        lambda tx: tx.occurrences.add(make_occurrence(3)),
    )
    done = await asyncio.gather(*map(store.run, works), return_exceptions=True)
    before, refused, after = done
    assert isinstance(refused, Refusal)
    assert before is after is True
    kept = await store.run(lambda tx: tx.occurrences.of(GUILD))
    assert {one.id for one in kept} == {2, 3}


async def test_works_that_wait_together_share_one_transaction(store):
    gate, began = threading.Event(), threading.Event()

    def hold(tx):
        began.set()
        gate.wait(HANGS)
        return tx.servers._access

    held = asyncio.create_task(store.run(hold))
    await asyncio.to_thread(began.wait, HANGS)
    waiting = asyncio.gather(*(store.run(lambda tx: tx.servers._access) for _ in range(5)))
    await asyncio.sleep(0)
    gate.set()
    first, others = await held, await waiting
    assert all(one is others[0] for one in others)
    assert first is not others[0]


async def test_someone_who_gave_up_waiting_does_not_stop_the_others(store, make_occurrence):
    task = asyncio.create_task(store.run(lambda tx: tx.occurrences.add(make_occurrence(1))))
    await asyncio.sleep(0)
    task.cancel()
    assert await store.run(lambda tx: tx.occurrences.add(make_occurrence(2)))
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_an_old_version_is_never_saved(store, make_occurrence, make_meeting):
    await store.run(lambda tx: tx.occurrences.add(make_occurrence()))
    await store.run(lambda tx: tx.live_meetings.add(make_meeting()))
    await store.run(lambda tx: tx.occurrences.save(make_occurrence()))
    await store.run(lambda tx: tx.live_meetings.save(make_meeting()))
    with pytest.raises(Stale):
        await store.run(lambda tx: tx.occurrences.save(make_occurrence(reason="late")))
    with pytest.raises(Stale):
        await store.run(lambda tx: tx.live_meetings.save(make_meeting(language="de")))
    assert (await store.run(lambda tx: tx.live_meetings.get(TUESDAY))).language == "en"


async def test_a_rolled_back_save_leaves_no_trace_in_what_is_read_next(
    store, make_occurrence, make_meeting
):
    await store.run(lambda tx: tx.occurrences.add(make_occurrence()))
    await store.run(lambda tx: tx.live_meetings.add(make_meeting()))

    def save_and_refuse(tx):
        tx.live_meetings.save(replace(tx.live_meetings.get(TUESDAY), language="de"))
        raise Refusal

    with pytest.raises(Refusal):
        await store.run(save_and_refuse)
    meeting = await store.run(lambda tx: tx.live_meetings.get(TUESDAY))
    assert (meeting.language, meeting.version) == ("en", 0)


async def test_a_full_disk_is_one_sentence_and_work_goes_on_when_there_is_space(
    file_store, make_occurrence
):
    def limit_pages(tx):
        raw = tx.servers._access.connection.connection.driver_connection
        pages = raw.execute("PRAGMA page_count").fetchone()[0]
        raw.execute(f"PRAGMA max_page_count={pages}")

    def fill(tx):
        return tx.occurrences.add(make_occurrence(5, title="long " * 20_000))

    def unlimit(tx):
        raw = tx.servers._access.connection.connection.driver_connection
        raw.execute("PRAGMA max_page_count=1000000")

    await file_store.run(limit_pages)
    works = (lambda tx: tx.occurrences.add(make_occurrence(4, title="short")), fill)
    small, big = await asyncio.gather(*map(file_store.run, works), return_exceptions=True)
    assert isinstance(big, StorageFault)
    assert big.key == "fault.disk_full"
    assert small is True
    await file_store.run(unlimit)
    assert await file_store.run(fill) is True


async def test_another_program_that_holds_the_file_is_waited_for(file_store, sqlite_url):
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waiting = asyncio.create_task(file_store.run(lambda tx: tx.servers.all()))
    await asyncio.sleep(0.3)
    assert not waiting.done()
    other.execute("COMMIT")
    other.close()
    assert await waiting == ()


async def test_a_store_that_is_closed_says_so(store):
    store.close()
    with pytest.raises(StorageFault) as caught:
        await store.run(lambda tx: tx.servers.all())
    assert caught.value.key == "fault.closed"


async def test_a_file_taken_away_is_not_made_anew(sqlite_url, cipher):
    store = Store(sqlite_url, cipher)
    with pytest.raises(StorageFault) as caught:
        await store.run(lambda tx: tx.servers.all())
    store.close()
    assert caught.value.key == "fault.database_missing"


_WRITER = """
import asyncio, sys
from dataclasses import replace
from bot.domain.ids import GuildId
from bot.storage.sealing.keys import cipher_of
from bot.storage.engine.store import Store

async def write(store):
    for number in range(1_000_000):
        def work(tx):
            server = tx.servers.get(GuildId(1))
            tx.servers.put(replace(server, language=str(number)))
        await store.run(work)
        sys.stdout.write(f"{number}\\n")
        sys.stdout.flush()

asyncio.run(write(Store(sys.argv[1], cipher_of(bytes(range(32))))))
"""


def killed_after(acknowledged: int, url: str) -> int:
    """Kill a writer after so many lines; give the last number that it said was kept."""
    command = [sys.executable, "-c", textwrap.dedent(_WRITER), url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        said = [child.stdout.readline() for _ in range(acknowledged)]
        os.kill(child.pid, signal.SIGKILL)
        said += child.stdout.read().splitlines(keepends=True)
    return int([line for line in said if line.endswith("\n")][-1])


@pytest.mark.parametrize("acknowledged", [1, 7, 40])
def test_what_was_acknowledged_survives_a_kill(sqlite_url, cipher, acknowledged):
    upgrade(sqlite_url)
    last = killed_after(acknowledged, sqlite_url)
    store = Store(sqlite_url, cipher)
    verify(Address.of(sqlite_url), cipher)
    kept = asyncio.run(store.run(lambda tx: tx.servers.all()))
    store.close()
    # One more may have been committed before it could be said.
    assert int(kept[0].language) in {last, last + 1}


def test_every_commit_is_synced_in_full_on_one_guarded_connection(sqlite_url, cipher):
    upgrade(sqlite_url)
    store = Store(sqlite_url, cipher)

    def settings(tx):
        raw = tx.servers._access.connection.connection.driver_connection
        names = ("journal_mode", "synchronous", "secure_delete", "foreign_keys", "trusted_schema")
        return [raw.execute(f"PRAGMA {name}").fetchone()[0] for name in names]

    assert asyncio.run(store.run(settings)) == ["wal", 2, 1, 1, 0]
    store.close()
