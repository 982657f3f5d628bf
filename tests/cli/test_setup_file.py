"""`openround setup` and the settings file: what is there, how it is written, who can read it."""

import os

import pytest

from bot.cli.setup.conversation import VARIABLE
from bot.text.catalog import Shown
from tests.cli.setting_up import TOKEN, Person, mode, say, set_up_in
from tests.meta.source import ROOT


@pytest.fixture
def house(tmp_path, restored_log, monkeypatch, capsys):
    with set_up_in(tmp_path, monkeypatch, capsys) as here:
        yield here


@pytest.mark.parametrize(
    "text",
    [
        "", "# nothing yet", '[discord]\ntoken = ""\n', "[discord]\n# token = ''\n", "[discord]",
        "discord.token = ''\n", '[log]\nlevel = "INFO"\n', "\ufeff[discord]\r\ntoken = ''\r\n",
        "[other]\ntoken = 'x'\n",
    ],
)  # fmt: skip
def test_a_file_without_a_token_gets_one_and_nothing_else_changes(house, text):
    house.file.write_text(text, encoding="utf-8")
    known = "other" not in text
    assert house.setup(Person(TOKEN)) == (0 if known else 78)
    if known:
        assert house.token == TOKEN
        lines = [line for line in text.strip("\ufeff").splitlines() if "token = ''" not in line]
        assert set(lines) - {'token = ""'} <= set(house.file.read_text().splitlines())


def test_the_example_becomes_the_settings_with_all_its_explanations(house):
    example = (ROOT / "config.example.toml").read_text("utf-8")
    house.file.write_text(example)
    assert house.setup(Person(TOKEN)) == 0
    assert house.file.read_text() == example.replace('token = ""', f'token = "{TOKEN}"')


def test_a_file_that_is_written_in_a_way_nobody_foresaw_is_left_alone(house):
    text = 'discord = { api_url = "https://discord.com/api/v10" }\n'
    house.file.write_text(text)
    assert house.setup(Person(TOKEN)) == 1
    assert house.says("setup.by_hand")
    assert house.file.read_text() == text


def test_what_is_wrong_in_the_file_is_told_before_anybody_is_asked(house):
    house.file.write_text("[log]\nlevel = 'LOUD'\n")
    person = Person(TOKEN)
    assert house.setup(person) == 78
    assert person.asked == []
    house.file.write_text("no settings at all")
    assert house.setup(person) == 78
    house.file.unlink()
    house.file.mkdir()
    assert house.setup(person) == 78


def test_a_file_that_others_could_read_is_closed_to_them(house):
    house.file.write_text(f'[discord]\ntoken = "{TOKEN}"\n')
    house.file.chmod(0o644)
    assert house.setup(Person()) == 0
    assert house.says("setup.closed")
    assert mode(house.file) == 0o600


def test_a_token_from_elsewhere_is_checked_and_the_file_stays(house, monkeypatch):
    monkeypatch.setenv(VARIABLE, TOKEN)
    person = Person(there=False)
    assert house.setup(person, needed=False) == 0
    assert house.says("setup.from_elsewhere", place=Shown(VARIABLE))
    assert house.file.exists() is False
    monkeypatch.delenv(VARIABLE)
    secret = house.file.parent / "secrets" / "discord__token"
    secret.parent.mkdir()
    secret.write_text(TOKEN)
    secret.chmod(0o600)
    assert house.setup(person, needed=False) == 0
    assert house.says("setup.from_elsewhere", place=Shown(secret))


def test_where_discord_cannot_be_reached_the_token_is_kept_and_that_is_said(house, monkeypatch):
    monkeypatch.setenv("OPENROUND_DISCORD__API_URL", "http://127.0.0.1:9/api")
    assert house.setup(Person(TOKEN)) == 1
    assert say("check.unreachable") in house.said
    assert house.token == TOKEN
    person = Person()
    assert house.setup(person) == 1
    assert person.asked == []


def test_a_folder_that_is_not_there_is_said_and_no_token_is_lost_in_a_fault(house):
    house.file = house.file.parent / "nowhere" / "config.toml"
    assert house.setup(Person(TOKEN)) == 1
    assert house.says("setup.not_written", why=Shown(os.strerror(2)))


def test_a_file_that_is_a_link_stays_one(house):
    real = house.file.parent / "real.toml"
    real.write_text("[discord]\n")
    house.file.symlink_to(real)
    assert house.setup(Person(TOKEN)) == 0
    assert house.file.is_symlink()
    assert TOKEN in real.read_text()
    assert mode(real) == 0o600
