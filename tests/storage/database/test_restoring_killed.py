"""A restore that is killed at any step loses nothing, and goes on when it is said again."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.storage.database.restoring import put_aside_before
from tests.storage.conftest import ANNA, BEN
from tests.storage.database.copied_house import House

ROOT = Path(__file__).parents[3]
KILLED = """
import os, shutil, sys
from datetime import datetime, UTC
from pathlib import Path
from bot.storage.database.backups import Backups
from bot.storage.sealing.keys import cipher_of

source, root = Path(sys.argv[1]), Path(sys.argv[2])
counted = {"open", "os.rename", "os.remove", "sqlite3.connect", "shutil.copyfile"}

def put_back(folder, last):
    steps = iter(range(1, last))

    def count(event, facts):
        if event in counted and "openround" in str(facts[0]) and next(steps, None) is None:
            os._exit(9)

    sys.addaudithook(count)
    backups = Backups.of(f"sqlite:///{folder}/openround.db", folder / "master.key")
    [copy] = backups.copies.found()
    backups.put_back(copy.path, cipher_of(bytes(range(32))), datetime(2026, 11, 4, tzinfo=UTC))

for step in range(1, 1000):
    shutil.copytree(source, root / str(step))
    if not (child := os.fork()):
        put_back(root / str(step), step)
        os._exit(0)
    if os.waitpid(child, 0)[1] == 0:
        break
"""


@pytest.mark.skipif(os.name == "nt", reason="it kills children that Windows cannot have")
def test_killed_at_any_step_the_old_one_the_new_one_or_none_is_there(
    made_sqlite_url, tmp_path, cipher, tmp_path_factory
):
    house = House(tmp_path, made_sqlite_url, cipher)
    house.told(ANNA)
    house.copied()
    house.told(BEN)
    source, root = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("killed")
    with closing(sqlite3.connect(house.file, isolation_level=None)) as running:
        running.execute("UPDATE memberships SET seen_on = '2026-11-01'")
        shutil.copytree(house.folder, source, dirs_exist_ok=True)
    run = [sys.executable, "-c", KILLED, str(source), str(root)]
    subprocess.run(run, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=True)
    folders = list(root.iterdir())
    assert {state_of(house, folder) for folder in folders} == {"old", "none", "new"}
    for folder in folders:
        again = House(folder, f"sqlite:///{folder}/openround.db", house.cipher)
        [copy] = again.backups.copies.found()
        again.put_back(copy.path)
        assert again.knows() == [ANNA]
        assert [ANNA, BEN] in [again.knows(one) for one in put_aside_before(again.file)]
        assert list(folder.glob("*.restoring*")) == []


def state_of(house, folder):
    """Say what stands there, and hold that what was told since is kept in any case."""
    file = folder / "openround.db"
    if not file.exists():
        return "none"
    if house.knows(file) == [ANNA, BEN]:
        return "old"
    assert [house.knows(one) for one in put_aside_before(file)] == [[ANNA, BEN]]
    return "new"
