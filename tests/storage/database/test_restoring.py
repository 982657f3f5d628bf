"""A copy takes the database's place whole or not at all, and what was there is never lost."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.storage.database.lock import FileLock
from bot.storage.database.migrate import HEAD, upgrade
from bot.storage.database.restoring import put_aside_before
from bot.storage.files.faults import StorageFault
from bot.storage.sealing.keys import cipher_of
from tests.storage.conftest import ANNA, BEN
from tests.storage.database.copied_house import House
from tests.storage.older import made_at


@pytest.fixture
def house(made_sqlite_url, tmp_path, cipher):
    return House(tmp_path, made_sqlite_url, cipher)


def fault_of(work):
    with pytest.raises(StorageFault) as caught:
        work()
    return caught.value.key


def test_a_copy_brings_back_what_there_was_and_keeps_what_is_there(house):
    house.told(ANNA)
    copy = house.copied()
    house.told(BEN)
    done = house.put_back(copy)
    assert house.knows() == [ANNA]
    assert house.knows(done.aside) == [ANNA, BEN]
    assert (done.is_behind, done.known_again) == (False, 0)
    assert upgrade(house.url).before == HEAD


def test_whoever_was_deleted_since_is_counted(house):
    house.told(ANNA, BEN)
    copy = house.copied()
    house.forgets(BEN)
    assert house.put_back(copy).known_again == 1


def damage(file):
    with file.open("r+b") as raw:
        raw.seek(4096)
        raw.write(b"\xff" * 8192)


@pytest.mark.parametrize("harm", [Path.unlink, damage, lambda file: file.write_bytes(b"")])
def test_a_database_that_is_gone_or_damaged_is_no_hindrance(house, harm):
    house.told(ANNA)
    copy = house.copied()
    harm(house.file)
    done = house.put_back(copy)
    assert house.knows() == [ANNA]
    assert done.known_again is None


def test_what_still_stands_in_the_log_is_put_aside_with_its_file(house):
    house.told(ANNA)
    copy = house.copied()
    with closing(sqlite3.connect(house.file, isolation_level=None)) as killed:
        killed.execute("DELETE FROM memberships")
        left = {p.name: p.read_bytes() for p in house.folder.iterdir() if p.is_file()}
    for name, content in left.items():
        (house.folder / name).write_bytes(content)
    assert (house.folder / "openround.db-wal").stat().st_size > 0
    done = house.put_back(copy)
    assert house.knows() == [ANNA]
    assert not (house.folder / "openround.db-wal").exists()
    assert house.knows(done.aside) == []


def test_while_the_bot_runs_nothing_is_changed(house):
    house.told(ANNA)
    copy, before = house.copied(), house.file.read_bytes()
    lock = FileLock(house.folder)
    lock.take()
    assert fault_of(lambda: house.put_back(copy)) == "fault.restore_while_running"
    lock.release()
    assert house.file.read_bytes() == before
    house.put_back(copy)


def empty(copy):
    copy.write_bytes(b"")


def of_another_program(copy):
    copy.unlink()
    with closing(sqlite3.connect(copy)) as raw:
        raw.execute("CREATE TABLE recipes (name TEXT)")


def newer(copy):
    with closing(sqlite3.connect(copy)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
        raw.commit()


def folder(copy):
    copy.unlink()
    copy.mkdir()


@pytest.mark.parametrize(
    ("harm", "key"),
    [
        (Path.unlink, "fault.copy_missing"),
        (empty, "fault.copy_empty"),
        (lambda copy: copy.write_text("Dear diary," * 2000), "fault.copy_not_ours"),
        (lambda copy: copy.write_bytes(copy.read_bytes()[:20000]), "fault.copy_damaged"),
        (damage, "fault.copy_damaged"),
        (of_another_program, "fault.copy_not_ours"),
        (newer, "fault.copy_newer"),
        (folder, "fault.copy_not_ours"),
    ],
)
def test_what_is_no_good_copy_is_refused_before_anything_is_changed(house, harm, key):
    house.told(ANNA)
    copy = house.copied()
    harm(copy)
    before = house.file.read_bytes()
    assert fault_of(lambda: house.put_back(copy)) == key
    assert house.file.read_bytes() == before
    assert put_aside_before(house.file) == ()
    assert [one.name for one in house.folder.glob("*.restoring*")] == []


def test_a_copy_of_another_group_is_refused(house):
    house.told(ANNA)
    copy = house.copied()
    assert fault_of(lambda: house.put_back(copy, cipher_of(bytes(32)))) == "fault.copy_key_wrong"
    assert [one.name for one in house.folder.glob("*.restoring*")] == []


def test_without_the_key_only_a_copy_with_nothing_sealed_goes_back(house):
    unsealed = house.copied()
    assert house.put_back(unsealed, None).aside is not None
    house.told(ANNA)
    assert fault_of(lambda: house.put_back(house.copied(), None)) == "fault.key_missing"


def test_the_database_itself_is_no_copy(house):
    house.told(ANNA)
    assert fault_of(lambda: house.put_back(house.file)) == "fault.copy_is_database"
    (house.folder / "link.db").symlink_to(house.file)
    assert fault_of(lambda: house.put_back(house.folder / "link.db")) == "fault.copy_is_database"


def test_a_copy_from_before_an_update_goes_back_and_is_brought_up_to_date(house):
    old = house.folder / "old one.db"
    made_at(f"sqlite:///{old}", "0004")
    assert house.put_back(old).is_behind
    assert upgrade(house.url).after == HEAD


def test_a_copy_that_somebody_made_with_the_log_beside_is_taken_whole(house):
    house.told(ANNA)
    with closing(sqlite3.connect(house.file, isolation_level=None)) as running:
        running.execute("PRAGMA wal_autocheckpoint=0")
        running.execute("UPDATE memberships SET seen_on = '2026-11-01'")
        for end in ("", "-wal"):
            shutil.copyfile(f"{house.file}{end}", house.folder / f"by me.db{end}")
    house.put_back(house.folder / "by me.db")
    with closing(sqlite3.connect(house.file)) as raw:
        assert raw.execute("SELECT seen_on FROM memberships").fetchall() == [("2026-11-01",)]


def test_a_log_without_its_database_goes_into_no_new_one(house):
    with closing(sqlite3.connect(house.file, isolation_level=None)) as killed:
        killed.execute("INSERT INTO identifies (id, at) VALUES (1, '2026-11-01 19:00:00')")
        log = (house.folder / "openround.db-wal").read_bytes()
    house.file.unlink()
    (house.folder / "openround.db-wal").write_bytes(log)
    upgrade(house.url)
    with closing(sqlite3.connect(house.file)) as raw:
        assert raw.execute("SELECT count(*) FROM identifies").fetchall() == [(0,)]
    assert (house.folder / "openround.db-wal.left").read_bytes() == log


def test_a_second_restore_takes_nothing_of_the_first_away(house):
    house.told(ANNA)
    copy = house.copied()
    asides = {house.put_back(copy).aside for _ in range(3)}
    assert set(house.folder.glob("*put-aside*")) == asides, "and no empty log lies beside them"
    assert set(put_aside_before(house.file)) == asides
    assert len(asides) == 3
