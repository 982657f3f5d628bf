"""Real processes whose master key is given: by the environment, as a credential, and a new one."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from bot.domain.ids import MemberId
from bot.domain.people.membership import Membership
from bot.storage.database.keyring_opening import is_moving
from bot.storage.database.opening import open_storage
from bot.storage.files.address import Address
from bot.storage.sealing.key_source import KeySource
from bot.storage.sealing.keys import cipher_of
from bot.text.catalog import FALLBACK, speaker
from tests.faults.bots import ROOT, Bot, standing
from tests.faults.crash.crash import START, Plan, ready_folder
from tests.faults.group.pressing import Group, Tally
from tests.waiting import HANGS, until

VARIABLE, FILE = "OPENROUND_DATABASE__MASTER_KEY", "OPENROUND_DATABASE__MASTER_KEY_FILE"
WHO, MANY = MemberId(800_000_000_000_000_001), 200
say = speaker(FALLBACK)


@asynccontextmanager
async def a_bot(folder: Path, key: bytes) -> AsyncIterator[tuple[Bot, Group]]:
    """Give a bot that was not started yet, and the group it will serve."""
    async with standing(folder, speed=60, start=START) as place:
        bot = ready_folder(place, folder, Plan(0, speed=60))
        bot.env |= {VARIABLE: key.hex(), "OPENROUND_LOG__LEVEL": "DEBUG"}
        group = Group(place.people, Tally(), "", Group.members)
        await group.found(private=True)
        yield bot, group


def opened(bot: Bot, *masters: bytes):
    """Open the bot's database, while it does not run."""
    url = f"sqlite:///{bot.folder}/data/openround.db"
    return open_storage(url, KeySource(bot.folder / "data" / "master.key", masters), lambda: None)


async def said(bot: Bot, *words: str) -> tuple[int, str]:
    """Let a command run beside the bot, given what the bot is given."""
    env = os.environ | bot.env | {"PYTHONPATH": str(ROOT)}
    done = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-m", "bot", *words], cwd=bot.folder, env=env,
        capture_output=True, text=True, check=False, timeout=HANGS,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


async def refused(bot: Bot) -> tuple[int, str]:
    """Start a bot that ends by itself; gives its exit code and what it said."""
    known = len(bot.log())
    bot.start()
    assert bot.process is not None
    code = await asyncio.to_thread(bot.process.wait, HANGS)
    return code, bot.log()[known:]


def holding(folder: Path, *keys: bytes) -> list[str]:
    """Name the files in which a key stands, as it is or in letters and digits."""
    signs = [form for key in keys for form in (key, key.hex().encode(), key.hex().upper().encode())]
    found = [one for one in folder.rglob("*") if one.is_file()]
    return [one.name for one in found if any(sign in one.read_bytes() for sign in signs)]


async def test_it_lives_by_the_environment_then_by_a_credential_and_the_key_is_in_no_file(
    tmp_path: Path,
):
    folder, key = tmp_path / "bot", os.urandom(32)
    folder.mkdir()
    async with a_bot(folder, key) as (bot, group):
        bot.start()
        await bot.ready()
        assert await group.set_up()
        answer = await group.command("olga", "setup check")
        assert answer is not None
        assert say("check.locked_environment") in answer.text
        assert say("doctor.key_environment") in (await said(bot, "doctor"))[1]
        await bot.kill()
        await _fill(bot, key)
        _by_credential(bot, tmp_path / "credentials" / "master-key", key)
        bot.start()
        await bot.ready()
        answer = await group.command("olga", "setup check")
        assert answer is not None
        assert say("check.locked_credential") in answer.text
        assert await bot.stop() == 0
        await _is_refused_without_it(bot, key)
        assert not (folder / "data" / "master.key").exists()
        assert holding(folder, key, key[1:]) == []


async def test_a_new_key_is_taken_over_by_a_bot_that_is_killed_midway_and_started_again(
    tmp_path: Path,
):
    folder, old = tmp_path / "bot", os.urandom(32)
    folder.mkdir()
    async with a_bot(folder, old) as (bot, group):
        bot.start()
        await bot.ready()
        assert await group.set_up()
        to = tmp_path / "new-keys"
        new = await _prepared(bot, to, old)
        assert await bot.stop() == 0
        await _fill(bot, old)
        bot.env[VARIABLE] = to.read_text().replace("\n", " ")
        for _ in range(3):  # wherever it is by then, it goes on from there
            bot.start()
            await bot.ready()
            await bot.kill()
        bot.start()
        await bot.ready()
        await until(lambda: _is_done(bot, new, old))
        assert say("doctor.key_former", days=35) in (await said(bot, "doctor"))[1]
        assert await bot.stop() == 0
        bot.env[VARIABLE] = new.hex()
        bot.start()
        await bot.ready()
        assert await bot.stop() == 0
        assert await _known(bot, new) == [f"Heron {number}" for number in range(MANY)]
        bot.env[VARIABLE] = old.hex()
        assert say("fault.key_wrong") in (await refused(bot))[1]
        assert holding(folder, new, old) == []


def _by_credential(bot: Bot, credential: Path, key: bytes) -> None:
    credential.parent.mkdir(mode=0o700)
    credential.write_text(f"{key.hex()}\n")
    credential.chmod(0o400)
    del bot.env[VARIABLE]
    bot.env |= {FILE: str(credential), "CREDENTIALS_DIRECTORY": str(credential.parent)}


async def _is_refused_without_it(bot: Bot, key: bytes) -> None:
    for environ, code, sentence in (
        ({}, 1, "fault.key_missing"),
        ({VARIABLE: os.urandom(32).hex()}, 1, "fault.key_wrong"),
        ({VARIABLE: key.hex()[1:]}, 78, "config.master_key_shape"),
    ):
        bot.env = environ
        ended, told = await refused(bot)
        assert (ended, say(sentence) in told) == (code, True)


async def _prepared(bot: Bot, to: Path, old: bytes) -> bytes:
    """Let a new key be written beside that of today; gives it."""
    code, told = await said(bot, "keys", "rotate", "--to", str(to))
    assert (code, old.hex()[:8] in told) == (0, False)
    new, former = (bytes.fromhex(line) for line in _lines(to))
    assert former == old
    return new


def _lines(file: Path) -> list[str]:
    return file.read_text().splitlines()


def _is_done(bot: Bot, *masters: bytes) -> bool:
    address = Address.of(f"sqlite:///{bot.folder}/data/openround.db")
    return not is_moving(address, cipher_of(*masters))


async def _fill(bot: Bot, *masters: bytes) -> None:
    storage = opened(bot, *masters)
    await storage.store.run(_remember_many)
    storage.close()


async def _known(bot: Bot, *masters: bytes) -> list[str]:
    storage = opened(bot, *masters)
    try:
        return await storage.store.run(_remembered)
    finally:
        storage.close()


def _remember_many(tx):
    (here,) = tx.registry.servers()
    for number in range(MANY):
        tx.memberships.put(here, MemberId(WHO + number), _heron(number))


def _heron(number: int) -> Membership:
    return Membership(name=f"Heron {number}", last_seen=datetime.fromisoformat(START))


def _remembered(tx):
    (here,) = tx.registry.servers()
    return [tx.memberships.get(here, MemberId(WHO + number)).name for number in range(MANY)]
