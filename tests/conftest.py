"""What every story may ask for: a database of either kind, a bot, and a simulated server for it."""

import datetime as dt
import gc
import logging
import os
import pathlib
import shutil
import sys
import tempfile
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING

import discord
import psycopg
import pytest
from hypothesis import HealthCheck, settings
from simcord import Env

from bot.rehearsal import simkit
from bot.rehearsal import world as worlds
from tests.a_postgres import postgres_in
from tests.compiled_once import compile_once
from tests.counting import (  # noqa: F401 - pytest looks for it here
    pytest_collection,
    pytest_runtest_protocol,
    pytest_sessionstart,
)
from tests.emptied import Emptied
from tests.longest_first import (  # noqa: F401 - here as well
    pytest_collection_modifyitems,
    pytest_xdist_make_scheduler,
)
from tests.unsynced import unsynced  # noqa: F401 - here as well
from tests.waiting import HANGS

if TYPE_CHECKING:
    from bot.config.settings import Settings

EVENING = dt.datetime(2026, 12, 1, 18, 0, tzinfo=dt.UTC)
"""A Tuesday: where stories begin unless they say otherwise with `begin`."""
_numbers = count()

settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
compile_once()
settings.load_profile("unhurried")  # how fast the machine is decides no test
gc.disable()  # while the tests are collected, nearly all that is made stays


def pytest_collection_finish() -> None:
    """Look less often for what only holds itself, and no more at what stays for the whole run.

    Else a tenth of all that the processor does is to look through the tests and the modules.
    """
    gc.enable()
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


# ------------------------------------------------------------------------------ databases


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A real PostgreSQL: TEST_DATABASE_URL where given, else the one that comes with pip."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    root = pathlib.Path(tempfile.mkdtemp(prefix="openround-postgres-"))
    try:
        with postgres_in(root) as url:
            yield url
    finally:
        shutil.rmtree(root, ignore_errors=True)


@pytest.fixture
def pg_url(postgres: str) -> Iterator[str]:
    """The URL of a fresh, empty PostgreSQL database of this test's own."""
    with _database_on(postgres, "template0") as url:
        yield url


@pytest.fixture
def sqlite_url(tmp_path: pathlib.Path) -> str:
    """The URL of a fresh SQLite file."""
    return f"sqlite:///{tmp_path}/openround.db"


@pytest.fixture(params=["sqlite", "postgres"])
def db_url(request: pytest.FixtureRequest) -> str:
    """Either database: a test that asks for it runs once on each."""
    return request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "pg_url")


@pytest.fixture(scope="session")
def made_file(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """A SQLite file that was just made: to make one anew costs as much as a short story."""
    from bot.storage.database.migrate import upgrade  # noqa: PLC0415 - see below

    file = tmp_path_factory.mktemp("made") / "openround.db"
    upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def made_on_server(postgres: str) -> Iterator[str]:
    """The name of a PostgreSQL database that was just made."""
    from bot.storage.database.migrate import upgrade  # noqa: PLC0415 - see below

    with _database_on(postgres, "template0") as url:
        upgrade(url)
        name = url.rpartition("/")[2]
        with psycopg.connect(postgres.replace("+psycopg", ""), autocommit=True) as admin:
            # Not even the server's own housekeeping is then in it while it is copied.
            admin.execute(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false")
        yield name


@pytest.fixture
def made_sqlite_url(made_file: pathlib.Path, sqlite_url: str, tmp_path: pathlib.Path) -> str:
    """The URL of a SQLite file of this test's own that has its tables."""
    shutil.copy2(made_file, tmp_path / "openround.db")
    return sqlite_url


@pytest.fixture(scope="session")
def emptied(postgres: str, made_on_server: str) -> Emptied:
    """PostgreSQL databases with their tables and nothing in them."""
    return Emptied(postgres, made_on_server, f"emptied_{os.getpid()}")


@pytest.fixture
def made_pg_url(emptied: Emptied) -> Iterator[str]:
    """The URL of a PostgreSQL database with its tables, which is this test's own meanwhile."""
    with emptied.one() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgres"])
def made_url(request: pytest.FixtureRequest) -> str:
    """Either database with its tables: a test that asks for it runs once on each."""
    return request.getfixturevalue(f"made_{'sqlite' if request.param == 'sqlite' else 'pg'}_url")


@contextmanager
def _database_on(server: str, template: str) -> Iterator[str]:
    name = f"story_{os.getpid()}_{next(_numbers)}"
    plain = server.replace("+psycopg", "")
    with psycopg.connect(plain, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    yield server.rpartition("/")[0] + f"/{name}"
    with psycopg.connect(plain, autocommit=True) as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


# ----------------------------------------------------------------------- bots and worlds
# The bot is imported where it is used: most stories stand on the rules alone and start faster.


@pytest.fixture
def restored_log() -> Iterator[None]:
    """A command of ours sets up the log of its process, which is ours here: put it back."""
    root, hooks = logging.getLogger(), (sys.excepthook, sys.unraisablehook, threading.excepthook)
    before = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = before
    sys.excepthook, sys.unraisablehook, threading.excepthook = hooks
    gc.enable()  # `run` does without while it loads


@pytest.fixture
def make_settings(sqlite_url: str, tmp_path: pathlib.Path) -> "Callable[..., Settings]":
    """`make_settings(url=…)`: settings as from a file, with a database of this test's own."""
    from bot.config.settings import Database, Discord, Settings  # noqa: PLC0415 - see above

    def make(url: str = sqlite_url) -> Settings:
        database = Database(url=url, key_file=tmp_path / "master.key")
        return Settings(discord=Discord(token="invented.for.tests"), database=database)

    return make


@pytest.fixture
def make_bot(make_settings: "Callable[..., Settings]") -> Callable[..., discord.Client]:
    """`make_bot(**settings)`: the real bot. A folder with a bot of its own redefines this."""
    from bot.app import composition  # noqa: PLC0415 - see above

    return lambda **changes: composition.build(make_settings(**changes))


@pytest.fixture
async def closed_at_the_end() -> AsyncIterator[Callable[[discord.Client], discord.Client]]:
    """Hand a bot through this and it is closed after the story, however that goes."""
    made: list[discord.Client] = []

    def remember(bot: discord.Client) -> discord.Client:
        made.append(bot)
        return bot

    yield remember
    for bot in made:
        await bot.close()


@pytest.fixture
def begin() -> dt.datetime:
    """When the story begins; a story at another time redefines or parametrises it."""
    return EVENING


@pytest.fixture
async def env(make_bot, closed_at_the_end, begin) -> AsyncIterator[Env]:
    """The bot on a simulated Discord. Its errors, and those of its jobs, fail the test."""
    bot = closed_at_the_end(make_bot())
    async with simkit.running(bot, start=begin, settle_timeout=HANGS) as running:
        yield running


@pytest.fixture
def permissions() -> discord.Permissions:
    """What the bot may do in the server: what its invite asks for."""
    from bot.discordio.overwrites.permissions import INVITE  # noqa: PLC0415 - see above

    return INVITE


@pytest.fixture
async def world(env: Env, permissions: discord.Permissions) -> worlds.World:
    """A private category, three text channels, a facilitator, eight members."""
    built = worlds.build(env, permissions)
    await env.settle()
    return built
