"""A slip in the database's address is told in a sentence: no password in it, and no traceback."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from click.testing import CliRunner
from discord import http

from bot.cli.commands import main
from tests.storage.mistyped import MISTYPED, SECRET

WAITS = "so OpenRound waits for it"
"""What `run` says of a server that may be there later."""
COMMANDS = (["run"], ["check"], ["db", "upgrade"], ["erase", "--member", "1"])


@contextmanager
def stopped_at_once() -> Iterator[Callable[[float], bool]]:
    """Stand for somebody who stops the bot while it waits for its database."""
    yield lambda _: True


@pytest.fixture
def said(tmp_path, monkeypatch, restored_log):
    """Run a command with an address; gives all it prints, and what it ended with."""
    key = tmp_path / "master.key"
    key.write_text(secrets.token_hex(32))
    key.chmod(0o600)
    monkeypatch.setenv("OPENROUND_DISCORD__TOKEN", "invented.for.tests")
    monkeypatch.setenv("OPENROUND_DISCORD__API_URL", "http://127.0.0.1:1")
    monkeypatch.setattr(http.Route, "BASE", http.Route.BASE)  # what `run` points elsewhere
    monkeypatch.setenv("OPENROUND_DATABASE__KEY_FILE", str(key))
    monkeypatch.setattr("bot.app.run.stoppable", stopped_at_once)
    monkeypatch.chdir(tmp_path)

    def run(url: str, *command: str):
        config = tmp_path / "config.toml"
        if "\0" in url:  # the only mark that the environment cannot hold
            config.write_text(f'[database]\nurl = "{url}"\n'.replace("\0", "\\u0000"))
        else:
            config.write_text("")
            monkeypatch.setenv("OPENROUND_DATABASE__URL", url)
        config.chmod(0o600)
        return CliRunner().invoke(main, ["--config", str(config), *command])

    return run


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("name", MISTYPED)
def test_a_mistyped_address_is_told_without_its_password(name, command, said):
    told = said(MISTYPED[name], *command)
    assert told.exit_code in {1, 78} or (command == ["run"] and WAITS in told.output)
    assert isinstance(told.exception, SystemExit | None)
    assert told.output.strip().endswith((".", "openround.db"))
    assert "Traceback" not in told.output
    assert [part for part in SECRET if part in told.output] == []


def test_there_are_many_kinds_of_slips():
    assert len(MISTYPED) > 40
    assert all(any(part in url for part in SECRET) for url in list(MISTYPED.values())[:15])
