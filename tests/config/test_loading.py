"""The settings: three sources over each other, and where they may be used."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.config import load
from bot.config.mistakes import EXAMPLES, ConfigMistakes
from bot.config.settings import Settings, is_loopback
from tests.config.story import GOOD, ROOT, TOKEN, problems_of

# --- what works


def test_a_token_alone_is_enough(write):
    loaded = load(write(GOOD), environ={})
    assert loaded.discord.token.get_secret_value() == TOKEN
    assert (loaded.log.level, loaded.log.format, loaded.clock.speed) == ("INFO", "text", 1.0)


def test_the_example_loads_once_the_token_is_there(write):
    text = (ROOT / "config.example.toml").read_text(encoding="utf-8")
    loaded = load(write(text), environ={"OPENROUND_DISCORD__TOKEN": TOKEN})
    assert loaded == load(write(GOOD), environ={})


def test_the_example_as_it_is_lacks_only_the_token():
    assert problems_of(ROOT / "config.example.toml") == {"discord.token": "config.missing_token"}


def test_the_example_shows_every_key_there_is():
    lines = (ROOT / "config.example.toml").read_text(encoding="utf-8").splitlines()
    words = {line.removeprefix("# ").partition(" = ")[0] for line in lines}
    assert {key for key in EXAMPLES if "." in key and key.rpartition(".")[2] not in words} == {
        "database.master_key"  # which never stands in a settings file
    }


def test_the_known_keys_are_the_ones_of_the_models():
    keys = {
        f"{table}.{key}"
        for table, field in Settings.model_fields.items()
        for key in field.annotation.model_fields
    }
    assert keys == {key for key in EXAMPLES if "." in key}


def test_the_environment_is_stronger_than_a_secret_file_and_that_than_the_file(write, tmp_path):
    path = write('[discord]\ntoken = "from-file"\n[log]\nlevel = "ERROR"\nformat = "json"')
    assert load(path, environ={}).discord.token.get_secret_value() == "from-file"
    (tmp_path / "secrets").mkdir()
    secret = tmp_path / "secrets" / "discord__token"
    secret.write_text("from-secret\n")
    secret.chmod(0o600)
    assert load(path, environ={}).discord.token.get_secret_value() == "from-secret"
    environ = {"OPENROUND_DISCORD__TOKEN": "from-env", "OPENROUND_LOG__LEVEL": "debug"}
    loaded = load(path, environ=environ)
    assert loaded.discord.token.get_secret_value() == "from-env"
    assert (loaded.log.level, loaded.log.format) == ("DEBUG", "json")


def test_a_secret_file_may_lie_anywhere(write, tmp_path):
    (tmp_path / "tok").write_text(f"{TOKEN}\n")
    environ = {"OPENROUND_DISCORD__TOKEN_FILE": str(tmp_path / "tok")}
    assert load(write(""), environ=environ).discord.token.get_secret_value() == TOKEN


def test_the_key_file_can_be_set_from_the_environment(write, tmp_path):
    environ = {"OPENROUND_DATABASE__KEY_FILE": "other/master.key"}
    assert load(write(GOOD), environ=environ).database.key_file == tmp_path / "other/master.key"


def test_variables_for_the_command_line_are_not_settings(write):
    assert load(write(GOOD), environ={"OPENROUND_CONFIG": "/etc/o.toml", "OPENROUND_X": "y"})


def test_paths_are_seen_from_the_folder_of_the_file(write, tmp_path):
    database = load(write(GOOD), environ={}).database
    assert database.url == f"sqlite:///{tmp_path}/data/openround.db"
    assert database.key_file == tmp_path / "data/master.key"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("postgresql://u:p@host/db", "postgresql+psycopg://u:p@host/db"),
        ("postgres://u@host/db", "postgresql+psycopg://u@host/db"),
        ("sqlite:////var/lib/o.db", "sqlite:////var/lib/o.db"),
        ("sqlite:///:memory:", "sqlite:///:memory:"),
    ],
)
def test_a_database_url_may_be_written_as_people_write_it(write, written, meant):
    text = f'{GOOD}[database]\nurl = "{written}"'
    assert load(write(text), environ={}).database.url == meant


def test_no_file_is_needed_when_everything_else_is_there(tmp_path):
    environ = {"OPENROUND_DISCORD__TOKEN": TOKEN}
    assert load(tmp_path / "none.toml", needed=False, environ=environ).discord.token
    assert problems_of(tmp_path / "none.toml", **environ) == {"none.toml": "config.no_file"}


def test_settings_do_not_show_the_token_when_they_are_shown(write):
    loaded = load(write(GOOD + '[database]\nurl = "postgresql://u:hush@h/d"'), environ={})
    assert TOKEN not in repr(loaded)
    assert "hush" not in repr(loaded)


# --- simulated time


def test_simulated_time_works_on_this_machine_only(write):
    clock = "[clock]\nstart = 2026-11-24T18:45:00Z\nspeed = 60\n"
    here = f'{GOOD}api_url = "http://127.0.0.1:9/api/v10"\n{clock}'
    loaded = load(write(here), environ={})
    assert loaded.clock.start == datetime(2026, 11, 24, 18, 45, tzinfo=UTC)
    assert loaded.clock.start.utcoffset() == timedelta(0)
    keys = ("clock.epoch", "clock.speed", "clock.start")
    there = dict.fromkeys(keys, "config.clock_on_discord")
    assert problems_of(write(f"{GOOD}{clock}epoch = 1.0")) == there


def test_more_logins_than_discord_allows_are_for_this_machine_only(write):
    often = "identify_budget = 1001\n"
    here = f'{GOOD}{often}api_url = "http://127.0.0.1:9/api/v10"\n'
    assert load(write(here), environ={}).discord.identify_budget == 1001
    there = {"discord.identify_budget": "config.too_often_for_discord"}
    assert problems_of(write(GOOD + often)) == there
    assert problems_of(write(GOOD), OPENROUND_DISCORD__IDENTIFY_BUDGET="5000") == there
    allowed = "identify_budget = 1000\n"
    assert load(write(GOOD + allowed), environ={}).discord.identify_budget == 1000
    assert load(write(GOOD), environ={}).discord.identify_budget == 100


@pytest.mark.parametrize("budget", ["0", "-5", "1.5", '"many"', "[]"])
def test_a_number_of_logins_is_a_whole_number_above_zero(write, budget):
    told = problems_of(write(f"{GOOD}identify_budget = {budget}\n"))
    assert told["discord.identify_budget"] in {
        "config.not_positive",
        "config.not_a_count",
    }


def test_a_clock_that_runs_as_usual_is_no_simulation(write):
    assert load(write(f"{GOOD}[clock]\nspeed = 1.0"), environ={}).clock.speed == 1.0


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1.evil.org", "http://localhost@evil.org", "http://["]
)
def test_an_address_that_only_looks_like_this_machine_is_not(url):
    assert not is_loopback(url)


@pytest.mark.parametrize("url", ["http://localhost:1", "http://127.8.0.1", "http://[::1]:80/x"])
def test_this_machine_has_several_names(url):
    assert is_loopback(url)


@pytest.mark.parametrize(
    ("key", "url"),
    [
        ("api_url", "http://proxy.example.org/api/v10"),
        ("api_url", "http://192.168.1.5:8080"),
        ("api_url", "http://127.0.0.1.evil.org"),
        ("gateway_url", "ws://gateway.example.org"),
        ("gateway_url", "ws://10.0.0.1"),
    ],
)
def test_the_token_never_crosses_a_network_in_plain_text(write, key, url):
    with pytest.raises(ConfigMistakes) as caught:
        load(write(f'{GOOD}{key} = "{url}"\n'), environ={})
    (mistake,) = caught.value.mistakes
    assert (mistake.key, mistake.problem) == (f"discord.{key}", "config.not_encrypted")


@pytest.mark.parametrize(
    ("key", "url"),
    [
        ("api_url", "https://proxy.example.org/api/v10"),
        ("api_url", "http://127.0.0.1:8000"),
        ("gateway_url", "ws://localhost:9"),
        ("gateway_url", "wss://gateway.discord.gg"),
    ],
)
def test_on_this_machine_or_sealed_it_may(write, key, url):
    found = load(write(f'{GOOD}{key} = "{url}"\n'), environ={})
    assert getattr(found.discord, key) == url
