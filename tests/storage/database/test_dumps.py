"""A database on a server is copied with its own `pg_dump`, and goes back into an empty one."""

import os
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from bot.domain.people.membership import Membership
from bot.storage.database import dumps
from bot.storage.database.backups import Backups
from bot.storage.database.copies import CopyKind
from bot.storage.database.lease import Lease
from bot.storage.database.migrate import HEAD, upgrade
from bot.storage.engine.store import Store
from bot.storage.files.address import Address
from bot.storage.files.faults import StorageFault
from bot.storage.sealing.keys import cipher_of
from tests.storage.conftest import ANNA, GUILD, NOW


@pytest.fixture
def programs(postgres, monkeypatch):
    """The programs of the very server that the stories run on."""
    with psycopg.connect(postgres.replace("+psycopg", "")) as admin:
        found = admin.execute("SELECT setting FROM pg_config WHERE name = 'BINDIR'").fetchone()
    folder = Path(str(found[0] if found else ""))
    if not (folder / "pg_dump").exists():
        pytest.skip("the server brings no pg_dump")
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return folder


@pytest.fixture
def backups(made_pg_url, tmp_path):
    return Backups.of(made_pg_url, tmp_path / "master.key")


async def told(url, cipher):
    store = Store(url, cipher)
    await store.run(lambda tx: tx.memberships.put(GUILD, ANNA, Membership(name="Robin")))
    store.close()


async def name_in(url, cipher):
    store = Store(url, cipher)
    try:
        return await store.run(lambda tx: tx.memberships.get(GUILD, ANNA).name)
    finally:
        store.close()


def fault_of(work):
    with pytest.raises(StorageFault) as caught:
        work()
    return caught.value.key


@pytest.mark.usefixtures("programs")
async def test_a_copy_is_private_checked_and_goes_back_into_an_empty_database(
    backups, made_pg_url, pg_url, cipher, tmp_path
):
    await told(made_pg_url, cipher)
    copy = backups.make(CopyKind.DAILY, NOW, cipher)
    assert copy.stat().st_mode & 0o077 == 0
    assert [one.path for one in backups.copies.found()] == [copy]
    assert backups.wrong_with(backups.copies.found()[0], cipher) is None
    assert b"Robin" not in copy.read_bytes()
    empty = Backups.of(pg_url, tmp_path / "master.key")
    assert not empty.put_back(copy, cipher, NOW).is_behind
    assert upgrade(pg_url).before == HEAD
    assert await name_in(pg_url, cipher) == "Robin"


@pytest.mark.usefixtures("programs")
async def test_a_database_with_something_in_it_is_left_as_it_is(backups, made_pg_url, cipher):
    copy = backups.make(CopyKind.BY_HAND, NOW, cipher)
    await told(made_pg_url, cipher)
    assert fault_of(lambda: backups.put_back(copy, cipher, NOW)) == "fault.restore_not_empty"
    assert await name_in(made_pg_url, cipher) == "Robin"


@pytest.mark.usefixtures("programs")
def test_while_the_bot_runs_nothing_goes_back(backups, made_pg_url, cipher):
    copy = backups.make(CopyKind.BY_HAND, NOW, cipher)
    lease = Lease(Address.of(made_pg_url), lambda: None)
    lease.take()
    lease.keep()
    assert fault_of(lambda: backups.put_back(copy, cipher, NOW)) == "fault.restore_while_running"
    lease.release()


@pytest.mark.usefixtures("programs")
async def test_a_copy_of_another_group_a_cut_one_and_a_wrong_file_are_refused(
    backups, made_pg_url, cipher, tmp_path
):
    await told(made_pg_url, cipher)
    copy = backups.make(CopyKind.BY_HAND, NOW, cipher)
    assert fault_of(lambda: dumps.examine_dump(copy, cipher_of(bytes(32)))) == (
        "fault.copy_key_wrong"
    )
    for content, key in (
        (copy.read_bytes()[:3000], "fault.copy_not_ours"),
        (b"Dear diary", "fault.copy_not_ours"),
        (b"", "fault.copy_empty"),
    ):
        wrong = tmp_path / "wrong.dump"
        wrong.write_bytes(content)
        assert fault_of(lambda: dumps.examine_dump(tmp_path / "wrong.dump", cipher)) == key
    assert fault_of(lambda: dumps.examine_dump(tmp_path / "none.dump")) == "fault.copy_missing"


def test_where_there_is_no_pg_dump_that_is_said(backups, cipher, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not backups.is_possible()
    assert fault_of(lambda: backups.make(CopyKind.DAILY, NOW, cipher)) == "fault.no_pg_dump"
    assert backups.copies.found() == ()


def recording(folder, says="", code=0):
    """Put a program in the place of pg_dump that writes down how it was called."""
    folder.mkdir()
    program = folder / "pg_dump"
    program.write_text(f'#!/bin/sh\necho "$@" > "$0.called"\necho "{says}" >&2\nexit {code}\n')
    program.chmod(0o755)
    return program


@pytest.mark.skipif(os.name == "nt", reason="it is a program for a Unix shell")
@pytest.mark.parametrize(
    ("says", "key"),
    [
        ("pg_dump: error: aborting because of server version mismatch", "fault.pg_dump_old"),
        ("pg_dump: error: connection to server at ... failed", "fault.database_away"),
        ("pg_dump: error: something else with s3cret", "fault.dump_failed"),
        ("pg_dump: error: could not write: No space left on device", "fault.copy_no_room"),
    ],
)
def test_what_it_complains_of_is_one_sentence_and_no_password_is_shown(
    tmp_path, monkeypatch, says, key
):
    program = recording(tmp_path / "bin", says, 1)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    url = make_url("postgresql+psycopg://ana:s3cret@here/group?sslmode=require")
    with pytest.raises(StorageFault) as caught:
        dumps.dump(url, "here/group", tmp_path / "copy")
    assert caught.value.key == key
    assert "s3cret" not in f"{caught.value.facts} {Path(f'{program}.called').read_text()}"
    assert "ana" not in Path(f"{program}.called").read_text()


def test_where_the_server_is_stands_in_the_surroundings_as_the_url_says():
    url = make_url(
        "postgresql+psycopg://ana:p%40ss@[::1]:6000/group?sslmode=require&options=-c%20x"
    )
    given = dumps._surroundings(url)
    known = {name: given[name] for name in given if name.startswith("PG")}
    assert known.items() >= {
        "PGHOST": "::1", "PGPORT": "6000", "PGUSER": "ana", "PGPASSWORD": "p@ss",
        "PGDATABASE": "group", "PGSSLMODE": "require", "PGOPTIONS": "-c x",
    }.items()  # fmt: skip
