"""A damaged file is named, or what comes out is right where it matters: never a traceback."""

import asyncio
import random
from pathlib import Path

import pytest

from bot.domain.people.membership import Membership
from bot.storage.database.health import verify
from bot.storage.engine.store import Store
from bot.storage.files.address import Address
from bot.storage.files.faults import StorageFault
from tests.storage.conftest import ANNA, GUILD, TUESDAY


@pytest.fixture
def good_file(made_sqlite_url, cipher, make_occurrence, make_meeting):
    store = Store(made_sqlite_url, cipher)

    def fill(tx):
        tx.occurrences.add(make_occurrence())
        tx.live_meetings.add(make_meeting(topic="one that matters"))
        tx.memberships.put(GUILD, ANNA, Membership(name="Robin"))

    asyncio.run(store.run(fill))
    store.close()
    return Path(made_sqlite_url.removeprefix("sqlite:///"))


def read(url, cipher):
    """Give what a damaged file still says, or the fault it ends in."""
    store = Store(url, cipher)
    try:
        verify(Address.of(url), cipher)
        return asyncio.run(
            store.run(lambda tx: (tx.live_meetings.get(TUESDAY), tx.memberships.get(GUILD, ANNA)))
        )
    except StorageFault as fault:
        return fault.key
    finally:
        store.close()


@pytest.mark.parametrize("seed", range(100))
def test_a_flipped_bit_is_named_or_harmless(good_file, sqlite_url, cipher, seed, make_meeting):
    dice = random.Random(seed)
    content = bytearray(good_file.read_bytes())
    # Most of a small file is empty; a flip there shows nothing.
    places = [at for at, byte in enumerate(content) if byte]
    content[dice.choice(places)] ^= 1 << dice.randrange(8)
    good_file.write_bytes(content)
    said = read(sqlite_url, cipher)
    if not isinstance(said, str):
        meeting, member = said
        assert meeting in {make_meeting(topic="one that matters"), None}
        assert member in {Membership(name="Robin"), Membership()}
