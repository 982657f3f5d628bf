"""`scripts/run` installs what a command needs: the bot, its PostgreSQL, or a rehearsal."""

import os
import subprocess
import sys

import pytest

from tests.meta.source import ROOT

ASK = """
import os, runpy, sys
sys.path.insert(0, "scripts")
print(runpy.run_path("scripts/run", run_name="asked")["lock_for"](sys.argv[1:]))
"""
SQLITE = '[database]\nurl = "sqlite:///data/x.db"\n'
SERVER = '[database]\nurl = "postgresql://a:b@host/db"\n'


@pytest.fixture
def lock_for(tmp_path):
    def ask(*words: str, config: str | bytes | None = None, **env: str) -> str:
        file = tmp_path / "config.toml"
        if config is not None:
            file.write_bytes(config if isinstance(config, bytes) else config.encode())
        asked = subprocess.run(
            [sys.executable, "-c", ASK, *words], cwd=ROOT, capture_output=True, text=True,
            env={"PATH": os.environ["PATH"], "OPENROUND_CONFIG": str(file)} | env, check=True,
        )  # fmt: skip
        return asked.stdout.strip()

    return ask


@pytest.mark.parametrize("config", [None, SQLITE, "", "database = 3", "no toml", b"\xff\xfe"])
def test_a_bot_with_a_file_needs_the_bot_alone(config, lock_for):
    assert lock_for(config=config) == "run"


@pytest.mark.parametrize(
    "config",
    [SERVER, "\ufeff" + SERVER, "database = {url = 'postgres://x/y'}", "database.url='postgres'"],
)
def test_a_server_in_the_settings_needs_its_driver(config, lock_for):
    assert lock_for("check", config=config) == "postgres"


def test_a_server_from_elsewhere_needs_it_too(lock_for, tmp_path):
    url = "postgresql://a:b@host/db"
    assert lock_for("run", OPENROUND_DATABASE__URL=url) == "postgres"
    (tmp_path / "url").write_text(url)
    assert lock_for("run", OPENROUND_DATABASE__URL_FILE=str(tmp_path / "url")) == "postgres"
    (tmp_path / "other.toml").write_text(SERVER)
    assert lock_for("--config", str(tmp_path / "other.toml"), "run") == "postgres"
    assert lock_for(f"--config={tmp_path}/other.toml") == "postgres"
    assert lock_for("--config") == "run"
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "database__url").write_text(url)
    assert lock_for("run") == "postgres"


@pytest.mark.parametrize("config", ["[papers]\npdf = true", "papers = {pdf = true}\n" + SERVER])
def test_papers_as_pdf_need_what_sets_them(config, lock_for):
    assert lock_for("run", config=config) == "pdf"
    assert lock_for("rehearse", config=config) == "rehearse"
    assert lock_for("run", config=config, OPENROUND_PAPERS__PDF="no") != "pdf"


def test_a_variable_asks_for_them_too(lock_for):
    assert lock_for("run", config=SQLITE, OPENROUND_PAPERS__PDF="True") == "pdf"
    assert lock_for("run", config=SQLITE, OPENROUND_PAPERS__PDF="0") == "run"
    assert lock_for("run", config="papers = 3") == "run"
    assert lock_for("run", config="[papers]\npdf = 'yes'") == "run"


def test_a_rehearsal_needs_its_simulated_discord_and_no_server(lock_for):
    assert lock_for("rehearse", "--headless", config=SERVER) == "rehearse"
    assert lock_for("--config", "x.toml", "rehearse") == "rehearse"
    assert lock_for("prompts", "find", "rehearse", config=SQLITE) == "run"
