"""The command line in plain words: how it is called, what is wrong, whose help line is shown."""

import asyncio
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli.commands import main
from bot.cli.failures import Chosen
from bot.cli.terminal import command_name
from bot.content import helplines
from bot.domain.ids import GuildId
from bot.domain.server.server import Server
from bot.domain.support.helpline import lines_for
from bot.storage.database.opening import open_storage
from tests.cli.installation import Discord, Installation

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def house(tmp_path, restored_log):
    discord = Discord()
    with discord.listening() as api:
        here = Installation(tmp_path, api, discord)
        here.made()
        yield here


def put(server):
    return lambda tx: tx.servers.put(server)


def choose(house, *countries):
    """Let a server each choose its country, as organisers do."""
    storage = open_storage(house.url, house.key, lambda: None)
    for number, country in enumerate(countries, start=1):
        asyncio.run(storage.store.run(put(Server(GuildId(number), country=country))))
    storage.close()


def said(house):
    return [line for line in house.ask("check")[1] if line.startswith("Help lines:")]


@pytest.mark.parametrize("file", ["openround.py", "bot/__main__.py"])
def test_from_the_source_tree_it_is_called_as_people_call_it_there(file, monkeypatch):
    monkeypatch.setattr(sys, "argv", [str(ROOT / file), "--help"])
    assert command_name().endswith("scripts/run")
    assert Chosen(Path("my.toml"), needed=True).command == f"{command_name()} --config my.toml"


def test_installed_it_keeps_its_own_name(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "argv", [str(tmp_path / "bin" / "openround")])
    assert command_name() == "openround"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["invite", "abc"], '"abc" isn\'t the number of an application.'),
        (["erase", "--member", "Ana"], "\"Ana\" isn't a member's number."),
        (["erase", "--member", "1", "--guild", "-4"], "\"-4\" isn't a server's number."),
        (["erase", "--member", "9" * 40], "isn't a member's number."),
        (
            ["prompts", "find", "pub", "--limit", "many"],
            '"many" isn\'t a whole number from 1 to 50.',
        ),
        (["prompts", "find", "pub", "--limit", "51"], '"51" isn\'t a whole number from 1 to 50.'),
    ],
)
def test_a_wrong_number_is_told_in_plain_words(words, told):
    answer = CliRunner().invoke(main, words)
    assert answer.exit_code == 2
    assert told in answer.output
    assert "Invalid value" not in answer.output


def test_nobody_who_runs_a_copy_is_asked_to_call_a_help_line(house):
    [line] = said(house)
    assert "no server has chosen its country" in line
    choose(house, "GB")
    [line] = said(house)
    first = lines_for(helplines.load(), "GB").first
    assert f"in United Kingdom, members see {first.name} first: {first.number}" in line
    assert first.source in line
    assert first.seen_on in line
    assert "call" not in line.replace(first.name, "")


def test_each_country_of_the_servers_is_shown_and_no_other(house):
    choose(house, "GB", "US", "GB", "MC", None)
    lines = said(house)
    assert [line.partition(",")[0] for line in lines] == [
        "Help lines: in United Kingdom",
        "Help lines: we know none in MC",
        "Help lines: in United States",
    ]
