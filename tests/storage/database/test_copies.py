"""Copies of the database are private and whole; few stay, and what is not ours is left alone."""

import os
import shutil
import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.domain.people.membership import Membership
from bot.storage.database.backups import Backups
from bot.storage.database.copies import Copy, CopyKind, superfluous
from bot.storage.database.migrate import HEAD, upgrade
from bot.storage.files.faults import StorageFault
from bot.storage.sealing.keys import cipher_of
from tests.storage.conftest import ANNA, GUILD, NOW
from tests.storage.database.test_migrate import file_of
from tests.storage.older import made_at

LONG = datetime(2026, 11, 1, 20, 0, tzinfo=UTC)
DAY = timedelta(days=1)
SOMEWHERE = Path("copy.db")


class Usage(NamedTuple):
    """How a disk is used."""

    free: int


@pytest.fixture
def backups(made_sqlite_url, tmp_path):
    return Backups.of(made_sqlite_url, tmp_path / "master.key")


def names(backups):
    return sorted(path.name for path in backups.copies.folder.iterdir())


async def test_a_copy_is_whole_private_and_sealed_while_the_bot_runs(file_store, backups, cipher):
    await file_store.run(lambda tx: tx.memberships.put(GUILD, ANNA, Membership(name="Robin")))
    copy = backups.make(CopyKind.BY_HAND, NOW, cipher)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    assert b"Robin" not in copy.read_bytes()
    with closing(sqlite3.connect(copy)) as raw:
        assert raw.execute("SELECT count(*) FROM memberships").fetchone()[0] == 1


def test_a_copy_bears_when_it_was_made_and_lies_there_alone(backups, cipher):
    backups.make(CopyKind.DAILY, NOW, cipher)
    assert names(backups) == ["openround-daily-2026-11-03T190000Z.db"]
    [copy] = backups.copies.found()
    assert (copy.kind, copy.made_at) == (CopyKind.DAILY, NOW.replace(microsecond=0))


def test_copies_of_one_second_are_all_kept(backups, cipher):
    made = {backups.make(CopyKind.BY_HAND, NOW, cipher) for _ in range(3)}
    assert len(made) == len(names(backups)) == 3


def test_a_day_has_one_copy_however_often_the_bot_looks(backups, cipher):
    assert backups.keep(NOW, cipher) is not None
    assert backups.keep(NOW + timedelta(hours=4), cipher) is None
    assert backups.keep(NOW + DAY, cipher) is not None


def test_a_copy_made_by_hand_is_not_the_one_of_the_day(backups, cipher):
    backups.make(CopyKind.BY_HAND, NOW, cipher)
    assert backups.keep(NOW, cipher) is not None


def daily(*at):
    return [Copy(SOMEWHERE, CopyKind.DAILY, each) for each in at]


def test_seven_days_stay_and_then_four_weeks():
    now, kept = LONG, []
    for _ in range(60):
        kept += daily(now)
        gone = superfluous(kept, now)
        kept = [one for one in kept if one not in gone]
        now += DAY
    ages = [(now - DAY - one.made_at).days for one in reversed(kept)]
    assert ages[:7] == list(range(7))
    assert len(ages[7:]) == 4
    assert max(ages) <= 35
    assert {later - sooner for sooner, later in pairwise(ages[8:])} == {7}


def test_of_many_copies_in_a_day_the_last_stays():
    hours = [LONG + timedelta(hours=hour) for hour in range(3)]
    gone = superfluous(daily(*hours), LONG + timedelta(hours=3))
    assert {one.made_at for one in gone} == set(hours[:2])


@pytest.mark.parametrize("kind", [CopyKind.BY_HAND, CopyKind.BEFORE])
def test_the_others_are_kept_apart_and_bounded_too(kind):
    others = [Copy(SOMEWHERE, kind, LONG - timedelta(minutes=late)) for late in range(20)]
    days = daily(*(LONG - day * DAY for day in range(7)))
    gone = superfluous([*days, *others], LONG)
    assert gone == others[7:]


@pytest.mark.parametrize("kind", CopyKind)
def test_no_copy_is_older_than_five_weeks(kind):
    old = [Copy(SOMEWHERE, kind, LONG - timedelta(days=days)) for days in (36, 200)]
    assert superfluous(old, LONG) == old


def test_what_does_not_bear_a_name_of_ours_stays(backups, cipher):
    for days in (0, 100):
        backups.make(CopyKind.DAILY, NOW - days * DAY, cipher)
    mine = (
        "my-own-copy.db", "openround-daily-2020-13-45T990000Z.db", "openround-daily-old.db",
        "openround-before-Easter.db", "openround-daily-2020-01-01T190000Z.db.zip", "other.new",
        "openround-test-daily-2020-01-01T190000Z.db", "openround-put-aside-2020-01-01T190000Z.db",
    )  # fmt: skip
    for name in mine:
        path = backups.copies.folder / name
        path.write_bytes(b"kept by hand")
        os.utime(path, (0, 0))
    backups.tidy(NOW)
    assert names(backups) == sorted([*mine, "openround-daily-2026-11-03T190000Z.db"])


def test_copies_from_before_an_update_go_by_their_age(backups):
    folder = backups.copies.folder
    folder.mkdir()
    for number, days in enumerate((34, 36)):
        path = folder / f"openround-before-0005-from-000{number + 1}.db"
        path.write_bytes(b"copy")
        at = (NOW - days * DAY).timestamp()
        os.utime(path, (at, at))
    backups.tidy(NOW)
    assert names(backups) == ["openround-before-0005-from-0001.db"]


def test_what_a_killed_process_left_half_made_goes(backups, cipher):
    copy = backups.make(CopyKind.DAILY, NOW, cipher)
    half = [copy.with_name(f"{copy.name}.0123abc{number}.new") for number in range(2)]
    for path, hours in zip(half, (1, 30), strict=True):
        path.write_bytes(b"half")
        at = (NOW - timedelta(hours=hours)).timestamp()
        os.utime(path, (at, at))
    backups.tidy(NOW)
    assert names(backups) == sorted([copy.name, half[0].name])


def test_where_there_are_no_copies_none_is_missed(backups):
    backups.tidy(NOW)
    assert backups.copies.found() == ()
    assert backups.newest_good() is None


def test_a_nearly_full_disk_is_left_alone(backups, cipher, monkeypatch):
    size = backups.address.file.stat().st_size
    free = 2 * size + 32 * 2**20
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(free - 1))
    with pytest.raises(StorageFault) as caught:
        backups.make(CopyKind.DAILY, NOW, cipher)
    assert caught.value.key == "fault.copy_no_room"
    assert not backups.copies.folder.exists()
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(free))
    assert backups.make(CopyKind.DAILY, NOW, cipher).exists()


def damaged(file, _folder):
    with file.open("r+b") as raw:
        raw.seek(8192)
        raw.write(b"\xff" * 4096)


def not_ours(file, _folder):
    file.unlink()
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("CREATE TABLE recipes (name TEXT)")


def in_the_way(_file, folder):
    folder.write_bytes(b"a file where the folder should be")


@pytest.mark.parametrize(
    ("harm", "key"),
    [
        (lambda file, _: file.unlink(), "fault.database_missing"),
        (lambda file, _: file.write_bytes(b""), "fault.database_empty"),
        (lambda file, _: file.write_text("Dear diary," * 2000), "fault.not_a_database"),
        (damaged, "fault.database_damaged"),
        (not_ours, "fault.not_ours"),
        (in_the_way, "fault.copy_unwritable"),
    ],
)
def test_what_cannot_be_copied_leaves_no_copy(backups, cipher, harm, key):
    harm(backups.address.file, backups.copies.folder)
    with pytest.raises(StorageFault) as caught:
        backups.make(CopyKind.DAILY, NOW, cipher)
    assert caught.value.key == key
    assert backups.copies.found() == ()
    assert not backups.copies.folder.is_dir() or names(backups) == []


async def test_a_database_sealed_with_another_key_is_not_taken_for_well(file_store, backups):
    await file_store.run(lambda tx: tx.memberships.put(GUILD, ANNA, Membership(name="Robin")))
    with pytest.raises(StorageFault) as caught:
        backups.make(CopyKind.DAILY, NOW, cipher_of(bytes(32)))
    assert caught.value.key == "fault.key_wrong"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_copies_that_others_can_read_are_made_private(backups, cipher):
    copy = backups.make(CopyKind.DAILY, NOW, cipher)
    copy.chmod(0o644)
    assert backups.open_to_others() == [copy]
    backups.tidy(NOW)
    assert backups.open_to_others() == []


def test_another_folder_can_be_named(made_sqlite_url, tmp_path, cipher):
    apart = tmp_path / "another disk" / "copies"
    backups = Backups.of(made_sqlite_url, tmp_path / "master.key", apart)
    assert backups.make(CopyKind.DAILY, NOW, cipher).parent == apart


def test_an_update_makes_a_copy_first_and_takes_none_of_an_earlier_one_away(sqlite_url, tmp_path):
    made_at(sqlite_url, "0004")
    older = file_of(sqlite_url).read_bytes()
    for _ in range(2):
        file_of(sqlite_url).write_bytes(older)
        upgrade(sqlite_url, backups=tmp_path / "there")
    made = sorted(path.name for path in (tmp_path / "there").iterdir())
    label = f"openround-before-{HEAD}-from-0004"
    assert made == [f"{label}-2.db", f"{label}.db"]
