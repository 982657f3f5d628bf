"""The keyring is made with the first start, whatever the database was before, and kept."""

import asyncio

import pytest
from sqlalchemy import create_engine

from bot.domain.people.membership import Membership
from bot.storage.database.health import as_kept
from bot.storage.database.keyring_opening import open_keyring
from bot.storage.database.migrate import upgrade
from bot.storage.engine.store import Store
from bot.storage.files.address import Address
from bot.storage.files.faults import StorageFault
from bot.storage.sealing.keys import cipher_of
from tests.storage.conftest import ANNA, GUILD

MASTERS = cipher_of(bytes(range(32)))
STRANGERS = cipher_of(bytes(range(1, 33)))


def opened(url, masters=MASTERS, *, from_before=False):
    return open_keyring(Address.of(url), masters, from_before=from_before)


def remember(url, cipher):
    store = Store(url, cipher)
    try:
        named = Membership(name="Robin")
        asyncio.run(store.run(lambda tx: tx.memberships.put(GUILD, ANNA, named)))
    finally:
        store.close()


def name_in(url, cipher):
    store = Store(url, cipher)
    try:
        return asyncio.run(store.run(lambda tx: tx.memberships.get(GUILD, ANNA))).name
    finally:
        store.close()


def test_a_new_database_gets_keys_that_follow_from_no_other(made_url):
    first, second = opened(made_url), opened(made_url)
    assert first.cipher.ring == second.cipher.ring
    assert first.cipher.subject(GUILD, ANNA) != MASTERS.subject(GUILD, ANNA)
    assert not first.kept.moving
    remember(made_url, first.cipher)
    assert name_in(made_url, opened(made_url).cipher) == "Robin"


def test_what_was_sealed_before_there_was_a_keyring_opens_and_is_to_be_moved(made_url):
    remember(made_url, MASTERS)
    ring = opened(made_url)
    assert ring.kept.moving
    assert ring.cipher.ring.house[1:] == MASTERS.ring.house
    assert name_in(made_url, ring.cipher) == "Robin"


def test_an_empty_database_of_before_keeps_the_hashes_it_had(made_url):
    ring = opened(made_url, from_before=True)
    assert ring.cipher.subject(GUILD, ANNA) == MASTERS.subject(GUILD, ANNA)


def test_another_master_opens_nothing_unless_nothing_is_sealed(made_url):
    first = opened(made_url)
    assert opened(made_url, STRANGERS).cipher.ring != first.cipher.ring
    ring = opened(made_url, STRANGERS)
    remember(made_url, ring.cipher)
    with pytest.raises(StorageFault, match=r"fault\.key_wrong"):
        opened(made_url)
    assert name_in(made_url, opened(made_url, STRANGERS).cipher) == "Robin"


def test_a_stranger_cannot_adopt_rows_of_before(made_url):
    remember(made_url, MASTERS)
    with pytest.raises(StorageFault, match=r"fault\.key_wrong"):
        opened(made_url, STRANGERS)
    assert opened(made_url).kept.moving


def test_a_copy_is_read_with_the_keyring_that_lies_in_it(made_sqlite_url):
    upgrade(made_sqlite_url)
    ring = opened(made_sqlite_url)
    engine = create_engine(Address.of(made_sqlite_url).url)
    with engine.connect() as connection:
        assert as_kept(connection, MASTERS).ring == ring.cipher.ring
    engine.dispose()
