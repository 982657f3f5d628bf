"""The file under a running bot is taken away, replaced or spoilt: nothing more is acknowledged."""

import asyncio
import os
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.ids import GuildId
from bot.storage.database.migrate import upgrade
from bot.storage.engine.store import Store
from bot.storage.files.faults import StorageFault
from tests.storage.conftest import GUILD


@pytest.fixture
def file(made_sqlite_url):
    return Path(made_sqlite_url.removeprefix("sqlite:///"))


def say_in(language, guild=GUILD):
    def work(tx):
        tx.servers.put(replace(tx.servers.get(GuildId(guild)), language=language))

    return work


async def fault_of(store, work=None):
    with pytest.raises(StorageFault) as caught:
        await store.run(work or say_in("xx"))
    return caught.value.key


def language_in(file):
    """What somebody else reads there, as the next start does."""
    with sqlite3.connect(file) as raw:
        return [language for (language,) in raw.execute("SELECT language FROM servers")]


def take_away(file):
    for one in file.parent.glob(f"{file.name}*"):
        one.unlink()


def unmount(file):
    file.parent.rename(file.parent.with_name("elsewhere"))


@pytest.mark.parametrize("gone", [take_away, unmount])
async def test_a_file_that_was_taken_away_takes_nothing_more(file_store, file, gone):
    await file_store.run(say_in("de"))
    gone(file)
    assert await fault_of(file_store) == "fault.database_missing"
    assert await fault_of(file_store, lambda tx: tx.servers.all()) == "fault.database_missing"


async def test_a_file_that_goes_while_it_is_written_to_was_not_written_to(file_store, file):
    def write_and_lose(tx):
        say_in("de")(tx)
        take_away(file)

    assert await fault_of(file_store, write_and_lose) == "fault.database_missing"


async def test_a_file_that_comes_back_is_used_again_with_all_that_was_acknowledged(
    file_store, file
):
    await file_store.run(say_in("de"))
    away = file.rename(file.with_name("away.db"))
    assert await fault_of(file_store) == "fault.database_missing"
    assert language_in(away) == ["de"]
    away.rename(file)
    await file_store.run(say_in("fr", 2))
    file_store.close()
    assert language_in(file) == ["de", "fr"]


async def test_an_older_copy_in_its_place_is_not_mixed_with_what_came_later(file_store, file):
    await file_store.run(say_in("de"))
    copy = file.with_name("copy.db")
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as raw:
        raw.execute("VACUUM INTO ?", (str(copy),))
    await file_store.run(say_in("fr"))
    copy.replace(file)
    assert await fault_of(file_store) == "fault.database_replaced"
    assert language_in(file) == ["de"]
    file_store.close()
    assert language_in(file) == ["de"]


async def test_a_log_that_was_deleted_costs_nothing(file_store, file):
    await file_store.run(say_in("de"))
    file.with_name(f"{file.name}-wal").unlink()
    await file_store.run(say_in("fr", 2))
    file_store.close()
    assert language_in(file) == ["de", "fr"]


async def test_a_file_that_was_cut_short_takes_nothing_more(file_store, file):
    await file_store.run(say_in("de"))
    os.truncate(file, 8192)
    assert await fault_of(file_store) == "fault.database_damaged"


async def test_a_file_that_somebody_spoils_takes_nothing_more_though_memory_is_whole(
    file_store, file
):
    await file_store.run(say_in("de"))
    with file.open("r+b") as raw:
        raw.seek(4096)
        raw.write(os.urandom(20 * 4096))
    assert await fault_of(file_store) == "fault.database_damaged"
    assert await fault_of(file_store, lambda tx: tx.servers.all()) == "fault.database_damaged"


async def test_what_rots_unseen_is_found_by_the_daily_look(file_store, file):
    await file_store.run(say_in("de"))
    await file_store.look_at_pages()
    before = file.stat()
    with file.open("r+b") as raw:
        raw.seek(4096)
        raw.write(os.urandom(20 * 4096))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    with pytest.raises(StorageFault) as caught:
        await file_store.look_at_pages()
    assert caught.value.key == "fault.database_damaged"
    assert await fault_of(file_store) == "fault.database_damaged"


async def test_another_program_that_only_tidies_is_no_harm(file_store, file, caplog):
    await file_store.run(say_in("de"))
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    other.close()
    await file_store.run(say_in("fr", 2))
    assert "storage.written_by_others" in caplog.messages
    file_store.close()
    assert language_in(file) == ["de", "fr"]


def test_copying_while_it_runs_is_seen_by_nobody(file_store, file, caplog):
    asyncio.run(file_store.run(say_in("de")))
    shutil.copy(file, file.with_name("copy.db"))
    asyncio.run(file_store.run(say_in("fr", 2)))
    assert caplog.messages == []


def test_a_store_is_opened_on_what_is_there(made_sqlite_url, cipher, file):
    upgrade(made_sqlite_url)
    store = Store(made_sqlite_url, cipher)
    asyncio.run(store.run(say_in("de")))
    store.close()
    assert language_in(file) == ["de"]
