"""Whoever left the server or was banned is forgotten by the running bot, on the operator's word."""

import asyncio

import pytest
from click.testing import CliRunner

from bot.cli.commands import main
from bot.domain.journal.urge import WAIT
from bot.rehearsal import simkit
from tests.cogs.alone import seen_as
from tests.cogs.journal.test_urge import dms_to, now, waiting

FOUR = ("Ana", "Ben", "Chi", "Esi")
CANARY = "canary-yellow-7141"


@pytest.fixture
def operator(tmp_path, monkeypatch, restored_log):
    """`await operator("--member", …)`: what `openround erase` says beside the running bot."""
    monkeypatch.setenv("OPENROUND_DISCORD__TOKEN", "invented.for.tests")
    monkeypatch.setenv("OPENROUND_DATABASE__URL", f"sqlite:///{tmp_path}/openround.db")
    monkeypatch.setenv("OPENROUND_DATABASE__KEY_FILE", str(tmp_path / "master.key"))

    async def erase(*words: object) -> str:
        command = ["erase", *map(str, words)]
        done = await asyncio.to_thread(CliRunner().invoke, main, command)
        assert done.exit_code == 0, done.output
        return done.output

    return erase


async def test_who_was_banned_is_forgotten_within_a_minute_and_so_are_their_words(
    evening, operator
):
    group = await evening(*FOUR, stage="check_in")
    for name in ("Ana", "Ben"):
        await group.write(name, "Type instead", f"{CANARY} of {name}")
    await group["Ana"].leave_voice()
    said = await operator("--member", group["Ana"].id, "--guild", group.world.guild.id)
    assert "does this itself within a minute" in said
    await group.wait(60)
    privacy = group.env.bot.services.privacy
    assert await privacy.kept(group["Ana"].id) == []
    assert await privacy.kept(group["Ben"].id) != []
    assert f"{CANARY} of Ana" not in group.room_words("Ben")
    assert f"{CANARY} of Ben" in group.room_words("Ben")
    assert not simkit.may_see(group.env, group.room.id, group["Ana"].id)


async def test_who_waits_in_an_urge_meanwhile_reads_that_nothing_comes_back(group, operator):
    ana = await waiting(group, "private")
    waited = ana.last
    await operator("--member", ana.id)
    await group.wait(60)
    assert seen_as("urge.wait.forgotten") in now(ana, waited)
    await group.wait(WAIT.total_seconds())
    assert seen_as("urge.wait.forgotten") in now(ana, waited)
    assert dms_to(ana) == []
