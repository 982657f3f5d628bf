"""A disk that is really full: a small file system of its own, where one can be mounted."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.ids import GuildId
from bot.ops.store_condition import Outage, Over, StoreCondition
from bot.storage.database.opening import open_storage
from bot.storage.files.faults import StorageFault
from tests.small_disk import fill, small_disk
from tests.storage.conftest import NOW


@pytest.fixture
def disk(tmp_path):
    """A disk of three mebibytes."""
    with small_disk(tmp_path, 3) as place:
        yield place


def with_text(number, size):
    def work(tx):
        server = tx.servers.get(GuildId(number))
        texts = replace(server.texts, rules="x" * size)
        tx.servers.put(replace(server, texts=texts))

    return work


async def fault_of(store, work):
    with pytest.raises(StorageFault) as caught:
        await store.run(work)
    return caught.value.key


async def test_what_fits_is_kept_what_does_not_is_said_and_it_goes_on_with_room(disk, cipher):
    told: list[Outage | Over] = []
    condition = StoreCondition(lambda: NOW)
    condition.tell(told.append)
    url, key = f"sqlite:///{disk}/openround.db", disk / "master.key"
    storage = open_storage(url, key, lambda: None, condition)
    await storage.store.run(with_text(1, 100))
    filler = fill(disk)

    assert await fault_of(storage.store, with_text(2, 400_000)) == "fault.disk_full"
    with pytest.raises(StorageFault):
        await storage.store.prove()
    assert [type(one) for one in told] == [Outage]

    filler.unlink()
    await storage.store.prove()
    await storage.store.run(with_text(3, 400_000))
    assert [type(one) for one in told] == [Outage, Over]
    storage.close()

    again = open_storage(url, key, lambda: None)
    kept = await again.store.run(lambda tx: [one.id for one in tx.servers.all()])
    again.close()
    assert kept == [1, 3]


async def test_who_is_erased_on_a_full_disk_finds_room_in_the_log_that_is_there(disk, cipher):
    url, key = f"sqlite:///{disk}/openround.db", disk / "master.key"
    storage = open_storage(url, key, lambda: None)
    for number in range(205):  # by then the log was written back, and keeps its length
        await storage.store.run(with_text(1 + number % 20, 800))
    fill(disk)
    await storage.store.run(lambda tx: tx.registry.forget_server(GuildId(1)))
    kept = await storage.store.run(lambda tx: {one.id for one in tx.servers.all()})
    storage.close()
    assert GuildId(1) not in kept


def test_a_first_start_on_a_full_disk_says_so_and_leaves_nothing(disk):
    fill(disk)
    with pytest.raises(StorageFault) as caught:
        open_storage(f"sqlite:///{disk}/openround.db", disk / "master.key", lambda: None)
    assert caught.value.key == "fault.disk_full"
    assert [one.name for one in disk.iterdir() if one.name not in {"filler", ".lock"}] == []


def test_a_start_on_a_disk_that_may_only_be_read_says_so(disk):
    place = Path(disk)
    url, key = f"sqlite:///{place}/openround.db", place / "master.key"
    open_storage(url, key, lambda: None).close()
    subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
    with pytest.raises(StorageFault) as caught:
        open_storage(url, key, lambda: None)
    assert caught.value.key == "fault.read_only"
