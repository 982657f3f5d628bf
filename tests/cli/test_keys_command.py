"""`openround keys rotate`: with the bot stopped or running, once or in the middle of another."""

import asyncio

import pytest
from click.testing import CliRunner

from bot.cli.commands import main
from bot.domain.ids import GuildId, MemberId
from bot.domain.people.membership import Membership
from bot.storage.database.opening import open_storage
from bot.storage.sealing.keys import masters_in
from bot.text.catalog import FALLBACK, Shown, speaker

ANA, HERE = MemberId(800_000_000_000_000_001), GuildId(900_000_000_000_000_001)
say = speaker(FALLBACK)


@pytest.fixture
def key(tmp_path, monkeypatch, restored_log):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OPENROUND_DATABASE__URL", f"sqlite:///{tmp_path}/openround.db")
    monkeypatch.setenv("OPENROUND_DATABASE__KEY_FILE", str(tmp_path / "master.key"))
    return tmp_path / "master.key"


def opened(key):
    return open_storage(f"sqlite:///{key.parent}/openround.db", key, lambda: None)


def rotate():
    return CliRunner().invoke(main, ["keys", "rotate"])


async def known(storage):
    return (await storage.store.run(lambda tx: tx.memberships.get(HERE, ANA))).name


async def remember(storage):
    await storage.store.run(lambda tx: tx.memberships.put(HERE, ANA, Membership(name="Heron")))


def test_while_no_bot_runs_all_is_sealed_anew_at_once(key):
    storage = opened(key)
    asyncio.run(remember(storage))
    storage.close()
    before = masters_in(key)
    done = rotate()
    assert done.exit_code == 0
    assert say("keys.rotated") in done.output
    assert say("keys.back_up", path=Shown(key), days=35) in done.output
    assert masters_in(key)[1:] == before
    storage = opened(key)
    assert asyncio.run(known(storage)) == "Heron"
    assert len(storage.beside.cipher.ring.house) == 1
    storage.close()


def test_a_running_bot_takes_it_over_by_itself_and_meanwhile_no_third_key_comes(key):
    storage = opened(key)

    async def evening():
        await remember(storage)
        await storage.beside.rekey()
        assert say("keys.asked") in (await asyncio.to_thread(rotate)).output
        two = masters_in(key)
        assert len(two) == 2
        assert say("keys.under_way") in (await asyncio.to_thread(rotate)).output
        assert masters_in(key) == two
        for _ in range(2):
            await storage.beside.rekey()
        assert storage.beside.cipher.masters == two
        assert await known(storage) == "Heron"
        assert say("keys.asked") in (await asyncio.to_thread(rotate)).output
        assert len(masters_in(key)) == 3

    asyncio.run(evening())
    storage.close()


def test_where_there_is_nothing_nothing_is_made(key):
    done = rotate()
    assert done.exit_code == 1
    assert list(key.parent.iterdir()) == []
