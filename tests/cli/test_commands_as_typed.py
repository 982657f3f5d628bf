"""What a line says to type can be typed, and what asks Discord nothing needs no token."""

import re

import pytest
from click.testing import CliRunner

from bot.cli.commands import main
from bot.text.catalog import FALLBACK, Shown, speaker
from tests.cli.installation import Discord, Installation
from tests.cli.test_db_commands import known

say = speaker(FALLBACK)
BARE = re.compile(r"`openround (?!--config )")


@pytest.fixture
def house(tmp_path, restored_log):
    folder = tmp_path / "our group's bot"
    folder.mkdir()
    discord = Discord()
    with discord.listening() as api:
        here = Installation(folder, api, discord)
        here.made()
        yield here
        if here.storage is not None:
            here.storage.close()


def without_token(house, *words):
    """Give the exit code and the lines of a command where the settings hold no token."""
    config = house.folder / "config.toml"
    config.write_text(f'[database]\nurl = "{house.url}"\nkey_file = "{house.key}"\n')
    config.chmod(0o600)
    answer = CliRunner().invoke(main, ["--config", str(config), *words])
    assert answer.exception is None or isinstance(answer.exception, SystemExit)
    return answer.exit_code, answer.output.splitlines()


@pytest.mark.parametrize(
    "words", [["check"], ["doctor"], ["run"], ["db", "restore", "none.db"], ["db", "list"]]
)
def test_with_other_settings_every_command_in_a_sentence_names_them(house, words):
    house.file.write_bytes(b"")
    text = "\n".join(house.ask(*words)[1])
    assert "`openround --config " in text
    assert BARE.search(text) is None


def test_a_bot_that_does_not_run_is_started_with_the_same_settings(house):
    text = "\n".join(house.ask("doctor")[1])
    assert f"--config '{house.folder}".replace("'s bot", "'\"'\"'s bot") in text
    assert BARE.search(text) is None


def test_without_other_settings_the_commands_stay_short(house, monkeypatch):
    house.ask("db", "list")
    monkeypatch.chdir(house.folder)
    house.file.unlink()
    text = CliRunner().invoke(main, ["check"]).output
    assert "`openround db list`" in text


@pytest.mark.parametrize("words", [["restore", ""], ["restore"]])
def test_an_empty_name_is_none(house, words):
    name = house.copied().name
    code, lines = house.ask("db", *words)
    assert (code, lines[-1].startswith("Which one?")) == (1, True)
    assert name in lines[-1]


def test_copies_are_looked_after_without_a_token(house):
    assert without_token(house, "db", "backup")[0] == 0
    assert without_token(house, "db", "list")[0] == 0
    [copy] = (house.folder / "backups").iterdir()
    assert without_token(house, "db", "restore", "--drill")[0] == 0
    assert without_token(house, "db", "restore", copy.name)[0] == 0
    assert known(house) == "Heron"
    assert without_token(house, "erase", "--member", "1")[0] == 0
    assert without_token(house, "check")[0] == 78


def test_without_a_token_a_lost_database_still_names_the_way_back(house):
    name = house.copied().name
    house.file.unlink()
    code, lines = without_token(house, "db", "backup")
    assert (code, name in lines[-1]) == (1, True)


def test_without_any_settings_nothing_is_guessed(tmp_path, monkeypatch, restored_log):
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["db", "list"])
    assert done.exit_code == 78
    assert say("cli.no_settings", path=Shown("config.toml")) in done.output
