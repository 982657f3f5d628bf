"""Opening the storage: the first run, the next ones, and what stops them before any login."""

import asyncio
from pathlib import Path

import pytest

from bot.domain.people.membership import Membership
from bot.storage.database.opening import Storage, open_storage
from bot.storage.files.faults import StorageFault
from bot.storage.sealing.keys import open_keys
from tests.storage.conftest import ANNA, GUILD


@pytest.fixture
def key_file(tmp_path):
    return tmp_path / "key" / "master.key"


@pytest.fixture
def opened(db_url, key_file):
    def begin(**wish):
        storage = open_storage(db_url, key_file, lambda: None, **wish)
        still_open.append(storage)
        return storage

    still_open: list[Storage] = []
    yield begin
    for one in still_open:
        one.close()


def remember_anna(storage):
    named = Membership(name="Robin")
    asyncio.run(storage.store.run(lambda tx: tx.memberships.put(GUILD, ANNA, named)))


def fault_of(work):
    with pytest.raises(StorageFault) as caught:
        work()
    return caught.value.key


def test_the_first_run_makes_everything_and_the_next_finds_it(opened):
    first = opened()
    remember_anna(first)
    first.close()
    second = opened()
    kept = asyncio.run(second.store.run(lambda tx: tx.memberships.get(GUILD, ANNA)))
    assert (first.key_made, second.key_made) == (True, False)
    assert (first.upgrade.before, second.upgrade.before) == (None, first.upgrade.after)
    assert kept.name == "Robin"


def test_a_second_one_is_stopped_and_harms_nothing(opened):
    first = opened()
    assert fault_of(opened) == "fault.second_process"
    remember_anna(first)


def test_a_lost_key_is_named_and_no_new_one_is_made(opened, key_file):
    first = opened()
    remember_anna(first)
    first.close()
    kept = key_file.read_text()
    key_file.unlink()
    assert fault_of(opened) == "fault.key_missing"
    assert not key_file.exists()
    key_file.write_text(kept)
    key_file.chmod(0o600)
    opened()


def test_after_a_fault_the_database_is_free_again(opened, key_file):
    opened().close()
    key_file.chmod(0o644)
    assert fault_of(opened) == "fault.key_open_to_others"
    key_file.chmod(0o600)
    opened()


@pytest.fixture
def on_file(made_key, sqlite_url, key_file):
    """A key that is there already, and where its database would be."""
    return Path(sqlite_url.removeprefix("sqlite:///"))


@pytest.fixture
def made_key(key_file):
    open_keys(key_file)


def test_a_database_that_is_gone_beside_its_key_is_never_replaced_by_an_empty_one(
    db_url, made_key, key_file
):
    assert fault_of(lambda: open_storage(db_url, key_file, lambda: None)) == (
        "fault.database_missing"
    )
    open_storage(db_url, key_file, lambda: None, anew=True).close()
    open_storage(db_url, key_file, lambda: None).close()


def test_a_first_start_that_was_killed_half_way_is_begun_again(sqlite_url, key_file):
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    half = [file.with_name(f"{file.name}.new{end}") for end in ("", "-wal", "-journal")]
    for one in half:
        one.write_bytes(b"half made")
    open_storage(sqlite_url, key_file, lambda: None).close()
    assert file.exists()
    assert [one for one in half if one.exists()] == []


def test_what_a_killed_start_left_goes_though_the_start_is_refused(on_file, sqlite_url, key_file):
    half = on_file.with_name(f"{on_file.name}.new")
    half.write_bytes(b"half made")
    assert fault_of(lambda: open_storage(sqlite_url, key_file, lambda: None)) == (
        "fault.database_missing"
    )
    assert (half.exists(), on_file.exists()) == (False, False)


def test_a_first_start_on_a_full_disk_leaves_nothing_and_says_to_start_again(sqlite_url, key_file):
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    try:
        key = fault_of(lambda: open_storage(sqlite_url, key_file, lambda: None))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert key == "fault.disk_error"  # SQLite knows no better where a limit and no disk is full
    assert [one.name for one in file.parent.glob(f"{file.name}*")] == []
    assert not key_file.exists()
    open_storage(sqlite_url, key_file, lambda: None).close()
