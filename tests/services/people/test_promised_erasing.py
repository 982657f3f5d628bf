"""An erasing is promised on the disk first: nothing takes it back, no older copy (T-DEL-2)."""

import asyncio
import shutil

import pytest

from bot.domain.ids import MemberId
from bot.domain.people.personal_data import BeingErased
from bot.services.people.erasing import Erasing, Promise
from bot.services.people.file_upkeep import Upkeep
from bot.services.ports.personal_rows import Erases
from bot.storage.database.migrate import upgrade
from bot.storage.engine.store import Store
from bot.storage.files.faults import StorageFault
from bot.storage.sealing.keys import open_keys
from tests.services.people.promising import (
    ANNA,
    BEN,
    GUILD,
    OTHER,
    NothingKnown,
    Process,
    Quiet,
    led,
    told,
    wiped,
)
from tests.small_disk import fill, small_disk


@pytest.fixture
def start(tmp_path):
    started = []

    def begin(folder=tmp_path):
        process = Process(folder)
        started.append(process)
        return process

    yield begin
    for one in started:
        one.close()


async def test_a_process_killed_right_after_the_promise_erases_before_anybody_is_served(start):
    first = start()
    await first.knows(ANNA, BEN)
    await first.store.run(lambda tx: led(tx, ANNA))
    marks = await first.store.run(lambda tx: first.privacy._marks(tx, ANNA, None))
    first.storage.beside.promises.add(marks)
    first.close()
    second = start()
    with pytest.raises(BeingErased):
        await second.known()
    await second.privacy.finish()
    assert await second.known() == ([BEN], None)
    assert second.storage.beside.promises.waiting == ()
    second.close()
    third = start()
    assert third.storage.beside.promises.waiting == ()


async def test_a_process_killed_after_the_commit_erases_nobody_twice(start):
    first = start()
    await first.knows(ANNA, BEN)
    await first.privacy.erase(ANNA, None)
    await first.knows(ANNA)  # she came back
    first.close()
    second = start()
    await second.privacy.finish()
    assert (await second.known())[0] == [ANNA, BEN]


async def test_what_fails_in_the_middle_leaves_all_or_nothing_and_is_finished_later(
    start, monkeypatch
):
    process = start()
    await process.knows(ANNA, BEN)
    personal = await process.store.run(lambda tx: tx.registry.personal)
    kinds = [type(one) for one in personal if isinstance(one, Erases)]
    assert len(kinds) > 3
    for kind in kinds:
        with monkeypatch.context() as broken:
            broken.setattr(kind, "forget", fails)
            with pytest.raises(ZeroDivisionError):
                await process.privacy.erase(ANNA, None)
        assert len(process.storage.beside.promises.waiting) == 2
    await process.privacy.finish()
    assert (await process.known())[0] == [BEN]


def fails(*_):
    raise ZeroDivisionError


async def test_twenty_at_once_are_all_erased_and_counted(start):
    process = start()
    people = [MemberId(number) for number in range(200, 220)]
    await process.knows(*people, BEN)
    receipts = await asyncio.gather(*(process.privacy.erase(one, None) for one in people))
    assert [one.rows for one in receipts] == [2] * 20
    promises = process.storage.beside.promises
    assert (len(promises), promises.waiting) == (40, ())
    assert await process.store.run(lambda tx: tx.registry.erased()) == 40


async def test_whoever_nothing_is_kept_of_leaves_no_promise(start):
    process = start()
    receipt = await process.privacy.erase(ANNA, None)
    assert receipt.rows == 0
    assert len(process.storage.beside.promises) == 0


async def test_an_older_copy_brings_nobody_back_be_they_a_leader_or_known_by_a_hash_alone(
    start, tmp_path
):
    first = start()
    await first.knows(ANNA, BEN)
    await first.store.run(lambda tx: led(tx, ANNA))
    first.close()
    shutil.copy(tmp_path / "openround.db", tmp_path / "older")
    second = start()
    await second.privacy.erase(ANNA, None)
    await second.privacy.erase(BEN, GUILD)
    second.close()
    (tmp_path / "older").replace(tmp_path / "openround.db")
    third = start()
    await third.privacy.finish()
    assert await third.known() == ([], None)
    elsewhere = await third.store.run(lambda tx: tx.memberships.get(OTHER, BEN))
    assert elsewhere.name == "Robin"


async def test_neither_does_one_from_before_members_had_keys(start, tmp_path):
    file, key = tmp_path / "openround.db", tmp_path / "master.key"
    masters, _ = open_keys(key)
    upgrade(f"sqlite:///{file}")
    store = Store(f"sqlite:///{file}", masters)
    await store.run(lambda tx: [told(tx, one) for one in (ANNA, BEN)])
    await store.run(lambda tx: led(tx, ANNA))
    store.close()
    shutil.copy(file, tmp_path / "older")
    first = start()
    await first.privacy.erase(ANNA, None)
    first.close()
    (tmp_path / "older").replace(file)
    second = start()
    await second.privacy.finish()
    assert await second.known() == ([BEN], None)


async def test_without_the_file_nothing_starts(start, tmp_path):
    first = start()
    await first.knows(ANNA)
    await first.privacy.erase(ANNA, None)
    first.close()
    [file] = tmp_path.glob("tombstones-*")
    kept = file.read_bytes()
    file.unlink()
    with pytest.raises(StorageFault, match="tombstones_missing"):
        start()
    file.write_bytes(kept[:32] + bytes(len(kept) - 32))
    with pytest.raises(StorageFault, match="tombstones_old"):
        start()
    file.write_bytes(kept)
    assert (await start().known())[0] == []


async def test_on_a_full_disk_it_is_promised_and_done_by_itself_once_there_is_room(tmp_path):
    with small_disk(tmp_path, 3) as disk:
        process = Process(disk)
        await process.knows(ANNA, BEN)
        await process.store.run(wiped)
        filler = fill(disk)
        said = await process.erasing.erase(ANNA, None)
        assert said == Promise("full", written=True)
        with pytest.raises(BeingErased):
            await process.known()
        filler.unlink()
        await process.privacy.finish()
        assert (await process.known())[0] == [BEN]
        process.close()


async def test_a_database_that_may_not_grow_by_a_page_still_erases(start):
    process = start()
    await process.knows(ANNA, BEN)

    def full(tx):
        raw = tx.servers._access.raw
        raw.execute(f"PRAGMA max_page_count={raw.execute('PRAGMA page_count').fetchone()[0]}")

    await process.store.run(full)
    with pytest.raises(StorageFault, match="disk_full"):
        await process.store.run(
            lambda tx: [told(tx, MemberId(number)) for number in range(300, 400)]
        )
    assert (await process.privacy.erase(ANNA, None)).rows == 2
    assert (await process.known())[0] == [BEN]


async def test_of_several_processes_the_one_with_the_first_shard_erases_what_another_was_asked(
    start,
):
    process = start()
    await process.knows(ANNA, BEN)
    beside = process.storage.beside
    elsewhere = Erasing(process.privacy, beside, NothingKnown(), is_here=lambda: False)
    assert await elsewhere.erase(ANNA, None) == Promise("soon", written=True)
    assert (await process.known())[0] == [ANNA, BEN]
    await Upkeep(Quiet(), beside, process.privacy, NothingKnown()).erase_as_asked()
    assert (await process.known())[0] == [BEN]
    assert beside.wishes() == ()
