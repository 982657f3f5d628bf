"""A group whose organiser has set up, and an evening that has begun or not."""

import importlib
import logging
import pathlib
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass

import pytest
from discord import app_commands
from discord.ext import commands
from simcord import ChannelHandle, Env, MemberActor

from bot.discordio.gateway.older_commands import OLDER
from bot.discordio.overwrites.permissions import INVITE
from bot.domain.errors import Refusal, StoreFault
from bot.rehearsal import simkit
from bot.rehearsal.world import World
from bot.storage.database import opening
from bot.storage.database.opening import open_storage
from tests.cogs.group import LEAD, Group
from tests.cogs.indexed_once import indexed_once
from tests.cogs.one_thread import on_one_thread
from tests.cogs.store_in_the_way import InTheWay
from tests.waiting import HANGS

Evening = Callable[..., Awaitable[Group]]


@pytest.fixture(scope="session")
def fresh(tmp_path_factory) -> pathlib.Path:
    """A database that was just made, and its key: making them anew costs more than a story."""
    folder = tmp_path_factory.mktemp("fresh")
    url = f"sqlite:///{folder}/openround.db"
    open_storage(url, folder / "master.key", lambda: None).close()
    return folder


@pytest.fixture(autouse=True, scope="module")
def cogs_read_once() -> Iterator[None]:
    """Each bot takes the commands from modules that are read once.

    discord.py forgets them with each bot, for they could have changed, and reads them anew: a
    fifth of what a short story costs. `tests/rehearsal` and `tests/faults` load them as it does.
    """

    async def load(bot: commands.Bot, name: str) -> None:
        await importlib.import_module(name).setup(bot)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(commands.Bot, "load_extension", load)
        indexed_once(patch)
        on_one_thread(patch)
        yield


@pytest.fixture
async def env(fresh, tmp_path, make_bot, closed_at_the_end, begin) -> AsyncIterator[Env]:
    """The real bot on a simulated Discord; a command that was refused kindly is no error."""
    shutil.copytree(fresh, tmp_path, dirs_exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "verify", lambda *_: None)  # it was, when it was made
        bot = closed_at_the_end(make_bot())
    async with simkit.running(
        bot, start=begin, check_errors=False, settle_timeout=HANGS
    ) as running:
        yield running
    assert [one for one in running.errors if not is_refusal(one)] == []


@pytest.fixture(autouse=True)
def no_fault(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whatever people press, nothing goes wrong on our side: no error is logged in any story."""
    yield
    faults = [one for one in caplog.get_records("call") if one.levelno >= logging.ERROR]
    assert [one.getMessage() for one in faults] == []


@pytest.fixture
async def group(world: World) -> Group:
    """A server that is set up; no meeting yet."""
    made = Group(world)
    await made.set_up()
    await made.wait(31)  # the bot trusts what it hears of voice rooms half a minute after its start
    return made


@pytest.fixture
def in_the_way(group: Group, tmp_path: pathlib.Path) -> Iterator[InTheWay]:
    """What can happen to the database of the group's bot."""
    made = InTheWay(group.bot, tmp_path / "openround.db")
    yield made
    made.unlock()


@pytest.fixture
def evening(group: Group) -> Evening:
    """`await evening("Ana", "Ben", stage="check_in")`: a meeting with these people in it.

    The facilitator comes first; further options are those of `/meeting start`.
    """

    async def open_it(*names: str, stage: str = "lobby", **options: object) -> Group:
        await group.start(**options)
        await group.come(LEAD, *names)
        await group.go_to(stage)
        return group

    return open_it


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another server with this bot, and its owner, who may do anything there."""

    member: MemberActor
    place: ChannelHandle


@pytest.fixture
async def elsewhere(group: Group) -> Elsewhere:
    """Another server."""
    env = group.env
    owner = env.create_user("zoe", global_name="Zoe")
    guild = env.create_guild("Elsewhere", owner=owner)
    simkit.grant_bot(guild, INVITE)
    place = guild.create_text_channel("lounge")
    await env.settle()
    return Elsewhere(simkit.actor(env, guild, owner), place)


def is_refusal(error: BaseException) -> bool:
    """Tell whether SimCord noted a refusal, which discord.py hands on as a failed command."""
    return isinstance(error, OLDER) or (
        isinstance(error, app_commands.CommandInvokeError)
        and isinstance(error.original, Refusal | StoreFault)
    )
