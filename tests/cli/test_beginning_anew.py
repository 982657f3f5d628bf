"""A database that is gone: no command makes an empty one, unless that is what is asked for."""

import pytest
from click.testing import CliRunner

from bot.cli.commands import main
from bot.storage.sealing.keys import open_keys

COMMANDS = (["run"], ["check"], ["db", "upgrade"])


@pytest.fixture
def lost(tmp_path, monkeypatch, restored_log):
    """Where the database was; its key is still there."""
    file, key = tmp_path / "openround.db", tmp_path / "master.key"
    open_keys(key)
    monkeypatch.setenv("OPENROUND_DISCORD__TOKEN", "invented.for.tests")
    monkeypatch.setenv("OPENROUND_DATABASE__URL", f"sqlite:///{file}")
    monkeypatch.setenv("OPENROUND_DATABASE__KEY_FILE", str(key))
    monkeypatch.chdir(tmp_path)
    return file


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_lost_database_is_said_and_not_made_anew(lost, command):
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 1
    assert f"The database {lost} isn't there." in done.output
    assert "openround db upgrade --new" in done.output
    assert not lost.exists()


def test_whoever_wants_to_begin_anew_says_so_once(lost):
    assert CliRunner().invoke(main, ["db", "upgrade", "--new"]).exit_code == 0
    assert lost.exists()
    assert CliRunner().invoke(main, ["db", "upgrade"]).exit_code == 0
