"""Copies of the database are private and whole, a few at most, and none older than five weeks."""

import os
import sqlite3
import stat
from contextlib import closing
from datetime import timedelta

from bot.domain.people.membership import Membership
from bot.storage.database.copies import back_up, prune_copies
from bot.storage.database.migrate import upgrade
from tests.storage.conftest import ANNA, GUILD, NOW
from tests.storage.database.test_migrate import file_of


async def test_a_copy_is_whole_private_and_sealed_while_the_bot_runs(file_store, sqlite_url):
    await file_store.run(lambda tx: tx.memberships.put(GUILD, ANNA, Membership(name="Robin")))
    copy = back_up(file_of(sqlite_url), "today")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    assert b"Robin" not in copy.read_bytes()
    with closing(sqlite3.connect(copy)) as raw:
        assert raw.execute("SELECT count(*) FROM memberships").fetchone()[0] == 1


def test_seven_copies_are_kept(sqlite_url):
    upgrade(sqlite_url)
    copies = [back_up(file_of(sqlite_url), f"n{number}") for number in range(10)]
    assert copies[-1].exists()
    assert len(list(copies[0].parent.iterdir())) == 7


def test_a_copy_that_is_too_old_goes_and_what_is_not_ours_stays(sqlite_url):
    upgrade(sqlite_url)
    file = file_of(sqlite_url)
    days = {back_up(file, f"n{number}"): number for number in (0, 34, 36, 200)}
    mine = file.parent / "backups" / "my-own-copy.db"
    mine.write_bytes(b"kept by hand")
    for copy, old in (*days.items(), (mine, 400)):
        at = (NOW - timedelta(days=old)).timestamp()
        os.utime(copy, (at, at))
    assert prune_copies(file, NOW) == 2
    assert {copy for copy in days if copy.exists()} == {c for c, old in days.items() if old < 35}
    assert mine.exists()
    assert prune_copies(file, NOW) == 0


def test_where_there_are_no_copies_none_is_missed(sqlite_url):
    assert prune_copies(file_of(sqlite_url), NOW) == 0
