"""Opening the storage: the first run, the next ones, and what stops them before any login."""

import asyncio

import pytest

from bot.domain.people.membership import Membership
from bot.storage.database.opening import Storage, open_storage
from bot.storage.files.faults import StorageFault
from tests.storage.conftest import ANNA, GUILD


@pytest.fixture
def key_file(tmp_path):
    return tmp_path / "key" / "master.key"


@pytest.fixture
def opened(db_url, key_file):
    def begin():
        storage = open_storage(db_url, key_file, lambda: None)
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
