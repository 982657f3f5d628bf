"""What only the running bot can know of its database is told by `doctor` and `/readyz` too."""

import asyncio
import shutil
import time
from datetime import UTC, datetime

import pytest

from bot.app import composition
from bot.config.settings import Database, Discord, Settings
from bot.domain.errors import StoreFault
from bot.domain.ids import GuildId
from bot.ops.store_condition import StoreCondition
from bot.storage.files.faults import StorageFault
from bot.storage.files.heartbeat import Heartbeat
from bot.text.catalog import FALLBACK, Shown, speaker
from tests.cli.installation import Discord as MadeUpDiscord
from tests.cli.installation import Installation
from tests.small_disk import fill, small_disk

say = speaker(FALLBACK)
BEGAN = datetime(2026, 11, 4, 20, 5, tzinfo=UTC)


@pytest.fixture
def house(tmp_path, restored_log):
    discord = MadeUpDiscord()
    with discord.listening() as api:
        here = Installation(tmp_path, api, discord)
        here.made()
        here.copied()
        yield here
        if here.storage is not None:
            here.storage.close()


def bad(lines):
    return [line for line in lines if line.startswith("[!!]")]


async def test_a_database_that_was_replaced_under_the_bot_looks_well_and_is_not(house):
    database = Database(url=house.url, key_file=house.key)
    settings = Settings(discord=Discord(token="invented.for.tests"), database=database)
    put_aside = house.folder / "a copy of mine.db"
    shutil.copy2(house.file, put_aside)
    running = composition.assemble(settings)
    try:
        running.watched.vitals.ticked()
        assert bad((await asyncio.to_thread(house.ask, "doctor"))[1]) == []
        assert (await running.watched.look())["database"]
        put_aside.replace(house.file)
        with pytest.raises(StorageFault):
            await running.storage.store.run(lambda tx: tx.servers.get(GuildId(1)))
        code, lines = await asyncio.to_thread(house.ask, "doctor")
        assert not (await running.watched.look())["database"]
    finally:
        running.storage.close()
        await running.bot.close()
    [line] = bad(lines)
    assert (code, say("outage.database_replaced", path=Shown(house.file)) in line) == (1, True)


async def test_ready_is_only_a_bot_that_can_save(house):
    database = Database(url=house.url, key_file=house.key)
    settings = Settings(discord=Discord(token="invented.for.tests"), database=database)
    running = composition.assemble(settings)
    try:
        running.condition.failed(StorageFault("fault.disk_full", path=str(house.file)))
        assert not (await running.watched.look())["database"], "what it reads is there all the same"
        await running.storage.store.prove()
        assert (await running.watched.look())["database"]
    finally:
        running.storage.close()
        await running.bot.close()


@pytest.mark.parametrize(
    "key", ["disk_full", "read_only", "database_away", "server_full", "of_a_later_version"]
)
def test_each_outage_is_told_with_what_to_do_and_since_when(house, key):
    house.running()
    condition = StoreCondition(lambda: BEGAN)
    heartbeat = Heartbeat(house.url, house.key)
    heartbeat.follow(condition)
    heartbeat.write(time.time())
    condition.failed(StoreFault(f"fault.{key}", "away", path="there"))
    heartbeat.write(time.time())
    code, lines = house.ask("doctor")
    known = "cannot_open" if key == "of_a_later_version" else key
    where = Shown(house.file)
    told = Shown(say(f"outage.{known}", path=where, server=where))
    at = Shown(say("copies.at", day="2026-11-04", time="20:05"))
    assert (code, bad(lines)) == (1, [f"[!!] {say('doctor.outage', told=told, at=at)}"])
    condition.worked(wrote=True)
    assert house.ask("doctor")[0] == 0


def test_what_a_killed_bot_left_is_over_when_the_next_one_starts(house):
    condition = StoreCondition(lambda: BEGAN)
    Heartbeat(house.url, house.key).follow(condition)
    condition.failed(StorageFault("fault.disk_full", path="there"))
    assert Heartbeat(house.url, house.key).read().fault == "fault.disk_full"
    Heartbeat(house.url, house.key).follow(StoreCondition(lambda: BEGAN))
    house.running(tick_ago=None)
    assert bad(house.ask("doctor")[1]) == [f"[!!] {say('doctor.no_tick')}"]


def test_a_full_disk_has_room_for_that_it_is_full(tmp_path):
    with small_disk(tmp_path, 2) as disk:
        url, key = f"sqlite:///{disk}/openround.db", disk / "master.key"
        condition, heartbeat = StoreCondition(lambda: BEGAN), Heartbeat(url, key)
        heartbeat.follow(condition)
        fill(disk)
        condition.failed(StorageFault("fault.disk_full", path="there"))
        heartbeat.write(1000)
        pulse = Heartbeat(url, key).read()
    assert (pulse.ticked, pulse.fault) == (1000, "fault.disk_full")
    assert pulse.since == BEGAN.timestamp()


@pytest.mark.parametrize("words", ["", "\n", "soon\n", "1795902704\n"])
def test_a_file_of_the_version_before_is_read_and_one_that_is_none_is_no_tick(tmp_path, words):
    (tmp_path / ".tick").write_text(words)
    pulse = Heartbeat(f"sqlite:///{tmp_path}/openround.db", tmp_path / "master.key").read()
    assert pulse.ticked == (1795902704 if words.startswith("17") else None)
