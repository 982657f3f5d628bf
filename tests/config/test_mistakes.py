"""Mistakes in the settings: all at once, each with an example, and never the token."""

import os
import tomllib

import pytest

from bot.config import Mistake, load
from bot.config.mistakes import EXAMPLES, PROBLEMS, safe
from tests.config.story import GOOD, ROOT, TOKEN, assert_no_token, mistakes_of, problems_of
from tests.growth import IN_STEP, growth

# --- what does not


FULL_OF_MISTAKES = f"""
colour = "blue"
[discord]
tokn = "{TOKEN}"
api_url = "discord.com"
gateway_url = "https://x"
[database]
url = "mysql://root:hush@host/db"
[log]
level = "LOUD"
format = "xml"
[clock]
start = "2026-11-24T18:45:00"
speed = -1
"""


def test_all_mistakes_are_told_at_once_each_with_an_example(write):
    told = mistakes_of(write(FULL_OF_MISTAKES))
    found = {m.key: m for m in told}
    assert {(m.key, m.problem) for m in told} == {
        ("colour", "config.unknown"),
        ("discord.tokn", "config.did_you_mean"),
        ("discord.token", "config.missing_token"),
        ("discord.api_url", "config.not_web_address"),
        ("discord.gateway_url", "config.not_gateway_address"),
        ("database.url", "config.not_database"),
        ("log.level", "config.not_a_choice"),
        ("log.format", "config.not_a_choice"),
        ("clock.start", "config.no_time_zone"),
        ("clock.start", "config.clock_on_discord"),
        ("clock.speed", "config.not_positive"),
        ("clock.speed", "config.clock_on_discord"),
    }
    assert all(m.example for m in found.values())
    assert found["discord.tokn"].example == "discord.token"
    assert found["log.level"].value == "LOUD"
    assert "hush" not in str(found)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"\xff\xfe[", "config.not_readable_toml"),
        ("a = 1\nb = = 2", "config.not_toml"),
        ("[discord", "config.not_toml"),
        ("a = " + "[" * 5000, "config.too_deep"),
        ("a = " + "[\n" * 5000, "config.not_readable_toml"),
        ("a = " + "9" * 5000, "config.not_readable_toml"),
        ("#" * 70_000, "config.too_large"),
        (".".join("a" * 30_000) + " = 1", "config.too_deep"),
        ("a = 1\na = 2", "config.not_toml"),
        ("a = 1\x00", "config.not_toml"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_one_mistake(write, content, problem):
    assert problems_of(write(content)) == {"config.toml": problem}


def test_the_faulty_line_is_named(write):
    assert mistakes_of(write("a = 1\nb = = 2"))[0].value == "2"
    assert mistakes_of(write("a = 1\n\nb = "))[0].value == "3"


def test_a_folder_is_not_a_file(tmp_path):
    assert problems_of(tmp_path) == {tmp_path.name: "config.is_folder"}


def test_a_missing_file_and_a_missing_token_are_told_together(tmp_path):
    assert problems_of(tmp_path / "config.toml") == {
        "config.toml": "config.no_file",
        "discord.token": "config.missing_token",
    }


def test_the_slowest_file_we_accept_takes_no_more_than_its_size(tmp_path):
    line = ".".join("abcdefghijklmnopqrstu")
    keys = [f"k{n}.{line[2:]} = 1\n" for n in range(1300)]
    quarter, whole = tmp_path / "quarter.toml", tmp_path / "whole.toml"
    quarter.write_text("".join(keys[:325]), encoding="utf-8")
    whole.write_text("".join(keys), encoding="utf-8")
    quarter.chmod(0o600)
    whole.chmod(0o600)
    assert mistakes_of(whole)
    grown = growth(lambda: mistakes_of(quarter), lambda: mistakes_of(whole))
    assert grown < 4 * IN_STEP


@pytest.mark.skipif(os.name == "nt", reason="modes are a thing of POSIX")
class TestWhoMayRead:
    def test_a_file_with_a_token_is_refused_when_everyone_can_read_it(self, write):
        (mistake,) = mistakes_of(write(GOOD, 0o644))
        assert (mistake.problem, mistake.value) == ("config.readable_by_others", "0644")
        assert mistake.example.startswith("chmod 600 ")

    def test_a_file_without_a_secret_may_be_read_by_everyone(self, write):
        path = write('[discord]\ntoken = ""\n[database]\nurl = "sqlite:///o.db"', 0o644)
        assert load(path, environ={"OPENROUND_DISCORD__TOKEN": TOKEN})

    def test_a_password_of_the_database_is_a_secret(self, write):
        path = write('[database]\nurl = "postgresql://u:hush@h/d"', 0o604)
        environ = {"OPENROUND_DISCORD__TOKEN": TOKEN}
        assert problems_of(path, **environ) == {"config.toml": "config.readable_by_others"}

    def test_our_own_secret_files_are_kept_close(self, write, tmp_path):
        (tmp_path / "secrets").mkdir()
        (tmp_path / "secrets" / "discord__token").write_text(TOKEN)
        (tmp_path / "secrets" / "discord__token").chmod(0o644)
        assert problems_of(write("")) == {"discord__token": "config.readable_by_others"}


def test_a_whole_table_in_the_environment_is_refused_without_repeating_it(write):
    found = mistakes_of(write(GOOD), OPENROUND_DISCORD='{"token": "hush')
    assert [(m.key, m.problem) for m in found] == [("OPENROUND_DISCORD", "config.not_table")]
    assert "hush" not in str(found)


def test_a_mistyped_variable_is_told(write):
    found = problems_of(write(GOOD), OPENROUND_LOG__LEVL="DEBUG")
    assert found == {"log.levl": "config.did_you_mean"}


def test_a_secret_file_that_is_not_there_is_told(write):
    found = problems_of(write(""), OPENROUND_DISCORD__TOKEN_FILE="/nowhere/tok")
    assert found["tok"] == "config.no_secret_file"


@pytest.mark.parametrize("token", ["Bot " + TOKEN, "two words", "tok\u200ben", "a\\nb"])
def test_a_token_of_the_wrong_shape_is_refused_and_not_shown(write, token):
    (mistake,) = mistakes_of(write(f'[discord]\ntoken = "{token}"'))
    assert mistake == Mistake(
        "discord.token", "config.token_shape", None, EXAMPLES["discord.token"]
    )


@pytest.mark.parametrize("key", sorted(key for key in EXAMPLES if "." in key))
def test_a_token_in_the_wrong_place_is_never_shown(write, key):
    table, _, name = key.partition(".")
    path = write(f'[{table}]\n{name} = "{TOKEN}"\n"{TOKEN}" = "{TOKEN}"\n[{TOKEN}]\nx = "{TOKEN}"')
    assert_no_token(mistakes_of(path))


def test_a_value_is_shown_short_and_on_one_line():
    assert safe("a\nb\x1b[31m" + "c " * 100) == "a b [31m" + "c " * 25 + "c…"
    assert safe("postgresql://u:hush@h") == "postgresql:…h"


# --- every problem has its sentence


def test_every_problem_has_a_sentence_that_reads():
    file = ROOT / "bot/text/locales/en/config.toml"
    sentences = tomllib.loads(file.read_text(encoding="utf-8"))["config"]
    for name in {p.removeprefix("config.") for p in PROBLEMS.values()}:
        assert name in sentences
    facts = {"key": "k", "value": "v", "example": "e", "sentence": "s"}
    for sentence in sentences.values():
        assert "{" not in sentence.format_map(facts)
