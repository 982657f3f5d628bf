"""A drill has a place of its own: foreign folders stay, others may drill, no rest is unseen."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.storage.database.backups import Backups
from bot.storage.database.drill import drill
from bot.text.catalog import FALLBACK, Shown, speaker
from tests.cli.installation import Discord, Installation

ROOT = Path(__file__).parents[2]
NOW = datetime.now(UTC)
say = speaker(FALLBACK)
KILLED = """
import os, sys
from datetime import datetime, UTC
from pathlib import Path
from bot.storage.database import drill
from bot.storage.database.backups import Backups

url, key = sys.argv[1], Path(sys.argv[2])
backups = Backups.of(url, key)
drill._read_all = lambda tx: os._exit(9)
drill.drill(backups.copies.found()[0].path, backups.copies, key, datetime.now(UTC))
"""


@pytest.fixture
def house(tmp_path, restored_log):
    discord = Discord()
    with discord.listening() as api:
        here = Installation(tmp_path, api, discord)
        here.made()
        here.copied()
        yield here
        if here.storage is not None:
            here.storage.close()


def killed_drill(house):
    """Let a drill be killed while it reads; gives the folder that it leaves."""
    run = [sys.executable, "-c", KILLED, house.url, str(house.key)]
    done = subprocess.run(run, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=False)
    assert done.returncode == 9
    [left] = [one for one in (house.folder / "backups").iterdir() if one.is_dir()]
    return left


@pytest.mark.parametrize("name", ["drill", "openround-drill-of-mine", "openround-drill-"])
def test_a_folder_that_is_none_of_ours_stays(house, name):
    mine = house.folder / "backups" / name / "notes.txt"
    mine.parent.mkdir()
    mine.write_text("mine")
    os.utime(mine.parent, (1, 1))
    assert house.ask("db", "restore", "--drill")[0] == 0
    Backups.of(house.url, house.key).tidy(NOW)
    assert mine.read_text() == "mine"
    assert house.ask("db", "list")[1][0].startswith("[ok]")


def test_several_drill_at_once(house):
    backups = Backups.of(house.url, house.key)
    copy = backups.copies.found()[0].path
    with ThreadPoolExecutor(4) as people:
        drills = [people.submit(drill, copy, backups.copies, house.key, NOW) for _ in range(4)]
    assert [one.result().servers for one in drills] == [1] * 4
    assert list((house.folder / "backups").iterdir()) == [copy]


def test_what_a_killed_drill_left_is_named_and_goes_after_a_day(house):
    left = killed_drill(house)
    told = say("copies.left_over", path=Shown(left))
    house.running()
    code, lines = house.ask("doctor")
    assert code == 0
    assert f"[??] {told}" in lines
    assert f"[??] {told}" in house.ask("db", "list")[1]
    assert house.ask("db", "restore", "--drill")[0] == 0
    assert left.exists(), "it may be at work"
    os.utime(left, (time.time(), (NOW - timedelta(days=2)).timestamp()))
    assert house.ask("db", "restore", "--drill")[0] == 0
    assert not left.exists()


def test_the_running_bot_clears_it_away_too(house):
    left = killed_drill(house)
    os.utime(left, (time.time(), (NOW - timedelta(days=2)).timestamp()))
    Backups.of(house.url, house.key).tidy(NOW)
    assert not left.exists()


def test_what_a_killed_restore_left_is_named_and_goes_with_the_next_start(house):
    left = house.folder / "openround.db.restoring"
    for end in ("", "-wal"):
        left.with_name(left.name + end).write_bytes(b"half")
    assert f"[??] {say('copies.left_over', path=Shown(left))}" in house.ask("db", "list")[1]
    house.running()
    assert list(house.folder.glob("*.restoring*")) == []
