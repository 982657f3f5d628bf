"""A database that is a link to a file on another disk is restored where the file is."""

import asyncio
import os
import shutil
import sqlite3
from contextlib import closing

import pytest

from bot.storage.database.health import reached_by_others
from bot.storage.database.opening import open_storage
from bot.storage.database.restoring import half_restored, put_aside_before
from tests.storage.conftest import ANNA, BEN
from tests.storage.database.copied_house import House

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows makes no links for everyone")


class LinkedHouse(House):
    """A house whose database is a link to `big`."""

    def __init__(self, folder, url, cipher):
        super().__init__(folder, url, cipher)
        self.big = folder / "another disk" / "real.db"
        self.big.parent.mkdir(0o700)
        shutil.move(self.file, self.big)
        self.file.symlink_to(self.big)


@pytest.fixture
def house(made_sqlite_url, tmp_path, cipher):
    return LinkedHouse(tmp_path, made_sqlite_url, cipher)


def test_the_link_stays_and_what_was_there_is_put_aside_beside_the_file(house):
    house.told(ANNA)
    copy = house.copied()
    house.told(BEN)
    done = house.put_back(copy)
    assert (house.file.is_symlink(), house.big.is_symlink()) == (True, False)
    assert house.knows() == house.knows(house.big) == [ANNA]
    assert done.aside.parent == house.big.parent
    assert put_aside_before(house.file) == (done.aside,)
    assert house.knows(done.aside) == [ANNA, BEN]


def test_what_stands_only_in_its_log_goes_aside_with_it(house):
    copy = house.copied()
    with closing(sqlite3.connect(house.file, isolation_level=None)) as running:
        running.execute("CREATE TABLE more (id INTEGER)")
        assert house.big.with_name("real.db-wal").exists()
        aside = house.put_back(copy).aside
    assert aside.with_name(aside.name + "-wal").exists()
    assert not house.big.with_name("real.db-wal").exists()
    with closing(sqlite3.connect(aside)) as kept:
        assert kept.execute("SELECT count(*) FROM more").fetchone() == (0,)


def test_a_link_that_leads_nowhere_is_restored_where_it_leads(house):
    house.told(ANNA)
    copy = house.copied()
    house.big.unlink()
    assert house.put_back(copy).aside is None
    assert (house.file.is_symlink(), house.knows(house.big)) == (True, [ANNA])


def test_what_a_killed_restore_left_is_found_beside_the_file(house):
    left = house.big.with_name("real.db.restoring")
    left.write_bytes(b"half")
    assert half_restored(house.file) == (left,)


def test_a_log_beside_the_file_must_be_private_too(house):
    log = house.big.with_name("real.db-wal")
    log.write_bytes(b"")
    log.chmod(0o644)
    assert reached_by_others(house.file).facts["path"] == str(log)
    log.chmod(0o600)
    house.big.parent.chmod(0o777)
    assert reached_by_others(house.file).facts["path"] == str(house.big.parent)


def test_the_bot_runs_with_it_and_begins_anew_where_it_leads(house):
    key = house.folder / "master.key"
    house.big.unlink()
    for _ in range(2):
        storage = open_storage(house.url, key, lambda: None, anew=True)
        for _ in range(3):
            asyncio.run(storage.store.prove())
        storage.close()
    assert (house.file.is_symlink(), house.big.exists()) == (True, True)
