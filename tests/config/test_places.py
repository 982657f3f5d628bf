"""Paths in the settings mean what people mean by them, or are told in a sentence."""

from pathlib import Path

import pytest

from bot.config import load
from bot.storage.files.address import Address
from bot.text.catalog import speaker
from tests.config.story import GOOD, problems_of

FOLDERS = [
    "why not?", "50% off", "a#b", "Grüße & co", "it's", "[x]", "back\\slash", "$HOME", "~", "a:b@c",
    "two  blanks ", "%41", "?", "a?mode=ro", "file:x",
]  # fmt: skip


def database(tables: str) -> str:
    return f"{GOOD}[database]\n{tables}\n"


@pytest.mark.parametrize("name", FOLDERS)
def test_the_database_lies_beside_its_key_whatever_the_folder_is_called(name, tmp_path):
    folder = tmp_path / name
    folder.mkdir()
    (folder / "config.toml").write_text(GOOD)
    (folder / "config.toml").chmod(0o600)
    found = load(folder / "config.toml", environ={}).database
    address = Address.of(found.url)
    assert address.file == folder / "data" / "openround.db"
    assert address.url.database == str(address.file)
    assert address.url.query == {}
    assert found.key_file == folder / "data" / "master.key"


def test_a_home_folder_is_meant_by_its_mark(write, monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path / "ana"))
    found = load(write(database('url = "sqlite:///~/x.db"\nkey_file = "~/m.key"')), environ={})
    assert Address.of(found.database.url).file == tmp_path / "ana" / "x.db"
    assert found.database.key_file == tmp_path / "ana" / "m.key"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('key_file = "~nobody-of-that-name/m.key"', "config.no_home"),
        ('url = "sqlite:///~nobody-of-that-name/x.db"', "config.no_home"),
        ('url = "sqlite:///what?/x.db"', "config.database_options"),
        ('url = "sqlite:///x.db?mode=ro"', "config.database_options"),
        ('url = "sqlite:////srv/x.db?"', "config.database_options"),
        ('url = "sqlite:///$HOME/x.db"', "config.variable"),
        ('url = "sqlite:///${HOME}/x.db"', "config.variable"),
        ('key_file = "%APPDATA%/m.key"', "config.variable"),
        (r'key_file = "C:\new\bot.key"', "config.not_a_path"),
        (r'url = "sqlite:///C:\temp\new.db"', "config.not_a_path"),
        ('key_file = "a\\u0000b"', "config.not_a_path"),
    ],
)
def test_what_can_be_no_place_is_told_in_a_sentence(line, problem, write):
    key = f"database.{line.partition(' ')[0]}"
    assert problems_of(write(database(line))) == {key: problem}


@pytest.mark.parametrize("line", [r'key_file = "C:\Data\me\m.key"', r'url = "sqlite:///D:\data\x"'])
def test_a_backslash_that_toml_does_not_know_is_told_with_its_line(line, write):
    assert problems_of(write(database(line))) == {"config.toml": "config.backslash"}


def test_a_wrong_line_without_a_path_is_told_as_before(write):
    assert problems_of(write(GOOD + 'x = = "a"\n')) == {"config.toml": "config.not_toml"}


@pytest.mark.parametrize("name", ["plain", "50% off", "a#b"])
def test_a_place_in_single_quotes_or_from_the_environment_is_taken_as_it_stands(
    name, write, tmp_path
):
    there = Path("/srv") / name / "x.db"
    by_file = load(write(database(f"url = 'sqlite:///{there}'")), environ={})
    by_shell = load(write(GOOD), environ={"OPENROUND_DATABASE__URL": f"sqlite:///{there}"})
    assert [Address.of(one.database.url).file for one in (by_file, by_shell)] == [there, there]


def test_options_of_a_server_are_still_options(write):
    found = load(write(database('url = "postgres://a:b@host/db?sslmode=require"')), environ={})
    assert Address.of(found.database.url).url.query == {"sslmode": "require"}


@pytest.mark.parametrize("key", ["not_a_path", "variable", "no_home", "database_options"])
def test_each_sentence_names_what_works(key):
    assert "data/x" in speaker("en")(f"config.{key}", value="", example="data/x")
