"""What two accounts are told in one of the twelve worlds, each played once in a run."""

import pathlib
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest

from bot.app import composition
from bot.config.settings import Database, Discord, Settings
from bot.discordio.overwrites.permissions import INVITE
from bot.rehearsal import simkit
from bot.rehearsal import world as worlds
from tests.cogs.conftest import is_refusal
from tests.cogs.group import Group
from tests.cogs.handles import kept
from tests.cogs.second_account.client import Client, Lines
from tests.cogs.second_account.questions import Asker, sights
from tests.cogs.second_account.worlds import INSIDE, OUTSIDE, WORLDS, Clock, play
from tests.conftest import EVENING
from tests.waiting import HANGS

SECOND_ASKS = 3600.0
"""The second from which the account outside asks, when the one inside has asked everything."""


@dataclass(frozen=True, slots=True)
class Told:
    """What came back for every question."""

    inside: dict[str, Lines]
    outside: dict[str, Lines]


Tell = Callable[[str], Awaitable[Told]]


@pytest.fixture(scope="session")
def known() -> dict[str, Told]:
    """What was told in the worlds that were played already."""
    return {}


@pytest.fixture
def told(known, fresh, tmp_path_factory) -> Tell:
    """`await told("left")`: what both accounts are told in that world."""

    def folders(world: str) -> pathlib.Path:
        return tmp_path_factory.mktemp(world.replace(" ", "-"))

    async def tell(world: str) -> Told:
        if world not in known:
            known[world] = await _told(world, fresh, folders(world))
        return known[world]

    return tell


async def _told(world: str, fresh: pathlib.Path, folder: pathlib.Path) -> Told:
    async with _group(fresh, folder) as group:
        inside = Client(group.env, group[INSIDE])
        outside = Client(group.env, group[OUTSIDE])
        told = Told({}, {})

        def look(stage: str) -> None:
            for account, lines in ((inside, told.inside), (outside, told.outside)):
                seen = sights(account).items()
                lines.update({f"{stage}: {name}": see() for name, see in seen})

        await play(group, WORLDS[world], look)
        meeting = await kept(group)
        told.inside.update(await Asker(group, inside, meeting).all())
        await Clock(group).at(SECOND_ASKS)
        told.outside.update(await Asker(group, outside, meeting).all())
    return told


@asynccontextmanager
async def _group(fresh: pathlib.Path, folder: pathlib.Path) -> AsyncIterator[Group]:
    shutil.copytree(fresh, folder, dirs_exist_ok=True)
    database = Database(url=f"sqlite:///{folder}/openround.db", key_file=folder / "master.key")
    bot = composition.build(
        Settings(discord=Discord(token="invented.for.tests"), database=database)
    )
    running = simkit.running(bot, start=EVENING, check_errors=False, settle_timeout=HANGS)
    try:
        async with running as env:
            with env.time_context():
                group = Group(worlds.build(env, INVITE))
                await env.settle()
                await group.set_up()
                await _every_command_for_everyone(group)
                yield group
        assert [one for one in env.errors if not is_refusal(one)] == []
    finally:
        await bot.close()


async def _every_command_for_everyone(group: Group) -> None:
    """Let Discord show every command to everyone, so that the bot itself has to refuse."""
    guild = group.world.guild
    for one in await group.bot.tree.fetch_commands():
        guild.set_command_permissions(one.id, {guild.default_role: True})
