"""What a start loads: whatever only a rare wish needs is not there before somebody has the wish."""

import os
import subprocess
import sys
from importlib.util import find_spec

import pytest

from bot.discordio.translator import Translator
from bot.rehearsal import simkit
from bot.storage.database.opening import open_storage
from bot.text import catalog
from tests.conftest import EVENING

RARE = {
    "aiohttp.web": "the page on which a machine sees how the bot is",
    "alembic": "a database that an older version made",
    "bot.domain.language.en.prompts": "a question that somebody wrote",
    "bot.rehearsal.start": "a simulated evening",
    "bot.services.calendar.publishing": "a page outside Discord",
    "bot.services.support.listeners": "words that may say of danger",
    "bot.simulation.start": "a simulated year",
    "dateparser": "a time that is said in a rare way",
    "icalendar": "a file for a calendar",
    "resvg_py": "a picture",
    "segno": "a letter",
    "sqlalchemy.dialects.postgresql": "a database that is no file",
    "typst": "a letter that can be printed",
}
"""A module, and what it is needed for."""
START = """
import sys
from importlib import import_module
from pathlib import Path
import bot.app.run
from bot.app.composition import COGS, build
from bot.config.load import load
build(load(Path("none.toml"), needed=False))
for cog in COGS:
    import_module(cog)
print(*sys.modules, sep="\\n")
"""
"""The start of the bot as far as its login, with the cogs that it loads then."""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """The modules of a process that has just started on a database that was there."""
    folder = tmp_path_factory.mktemp("start")
    url = f"sqlite:///{folder}/openround.db"
    open_storage(url, folder / "master.key", lambda: None).close()
    settings = {
        "OPENROUND_DISCORD__TOKEN": "a.b.c",
        "OPENROUND_DATABASE__URL": url,
        "OPENROUND_DATABASE__KEY_FILE": str(folder / "master.key"),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    told = subprocess.run(
        [sys.executable, "-c", START],
        cwd=folder,
        env=os.environ | settings,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(told.stdout.splitlines())


@pytest.mark.parametrize("module", RARE)
def test_a_start_does_not_load(module, loaded):
    assert find_spec(module), "it is there to be loaded"
    assert module not in loaded


def test_a_start_loads_the_bot_with_its_cogs(loaded):
    assert {"discord", "sqlalchemy", "bot.client", "cogs.meeting"} <= loaded


@pytest.fixture
def looked_up(monkeypatch):
    """The languages in which names of commands were looked up."""
    found: set[str] = set()

    async def noted(_self, _string, locale, _context):
        found.add(str(locale))

    monkeypatch.setattr(Translator, "translate", noted)
    return found


async def test_names_are_not_looked_up_in_languages_that_are_not_shipped(
    looked_up, make_bot, closed_at_the_end
):
    async with simkit.running(closed_at_the_end(make_bot()), start=EVENING) as env:
        assert any(one.path.endswith("/commands") for one in env.http_requests)
    assert looked_up == set()


def test_the_folder_of_languages_is_looked_at_once(monkeypatch):
    looks: list[str] = []

    class Folder:
        def iterdir(self):
            looks.append("again")
            return folder.iterdir()

    folder = catalog.LOCALES
    monkeypatch.setattr(catalog, "LOCALES", Folder())
    catalog.languages.cache_clear()
    assert {catalog.language_for(one) for one in ("en-GB", "de", "en-US", "fr")} == {"en"}
    assert looks == ["again"]
