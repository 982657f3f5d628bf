"""A new master key: whatever an older one sealed is sealed anew, while people go on pressing."""

import asyncio
from datetime import date, timedelta

import pytest
from sqlalchemy import LargeBinary, select

from bot.domain.people.membership import Membership
from bot.storage.database import tables
from bot.storage.database.copies import CopyKind
from bot.storage.database.examination import examine
from bot.storage.database.keyring_opening import open_keyring
from bot.storage.database.migrate import upgrade
from bot.storage.database.opening import open_storage
from bot.storage.engine import rekeying
from bot.storage.engine.rekeying import Rekeying
from bot.storage.engine.store import Store
from bot.storage.files.address import Address
from bot.storage.files.faults import StorageFault
from bot.storage.sealing.keys import add_master, cipher_of, drop_former, masters_in, open_keys
from bot.storage.sealing.sealing_key import MEMBERS, SealedPlace
from tests.storage.conftest import ANNA, GUILD, NOW, OTHER_GUILD
from tests.storage.test_erasing import fill_everything

LATER = date(2027, 1, 2)


@pytest.fixture
def key_file(tmp_path):
    return tmp_path / "key" / "master.key"


class House:
    """A database with something in every table, and its key file."""

    def __init__(self, url, key_file):
        self.url, self.key_file = url, key_file
        masters, _ = open_keys(key_file)
        ring = open_keyring(Address.of(url), masters, from_before=False)
        self.cipher, self.store = ring.cipher, Store(url, ring.cipher)
        self.rekeying = Rekeying(self.store, ring.cipher, masters, key_file)

    def close(self):
        self.store.close()

    async def sealed(self):
        """Give every sealed value but the keyring, by its table and column."""
        ours = [one for one in tables.metadata.sorted_tables if one.name != "keyring"]

        def work(tx):
            return [
                (f"{table.name}.{one.name}", row[one.name])
                for table in ours
                for row in tx.access.rows(select(table))
                for one in table.columns
                if isinstance(one.type, LargeBinary)
                and one.name not in {"subject", "shelf", "code"}
                and row[one.name] is not None
            ]

        return await self.store.run(work)

    async def must_open(self):
        """Open all of it."""

        def work(tx):
            tx.registry.named()
            assert tx.memberships.get(GUILD, ANNA).name == "Robin"
            assert [one.guild for one in tx.live_meetings.all()] == [GUILD, OTHER_GUILD]
            return tx.registry.unreadable()

        assert await self.store.run(work) == {}


@pytest.fixture
async def house(made_url, key_file, make_occurrence, make_meeting):
    made = House(made_url, key_file)

    def fill(tx):
        for guild, number in ((GUILD, 1), (OTHER_GUILD, 2)):
            fill_everything(tx, guild, number, make_occurrence, make_meeting)

    await made.store.run(fill)
    yield made
    made.close()


async def test_after_a_rotation_nothing_is_sealed_by_a_former_key_and_all_of_it_opens(house):
    old = masters_in(house.key_file)
    before = dict(await house.sealed())
    add_master(house.key_file, LATER)
    await house.rekeying.to_the_end()
    await house.must_open()
    newest = house.cipher.newest
    after = await house.sealed()
    assert len(after) > 10
    assert {value[:1] for _, value in after} == {b"\x01", b"\x02", b"\x03"}
    assert all(value.startswith((*newest, MEMBERS)) for _, value in after)
    assert all(before[name] != value for name, value in after if not value.startswith(MEMBERS))
    with pytest.raises(StorageFault, match="key_wrong"):
        open_keyring(Address.of(house.url), cipher_of(*old), from_before=False)
    alone = cipher_of(masters_in(house.key_file)[0])
    assert open_keyring(Address.of(house.url), alone, from_before=False).cipher.newest == newest


async def test_members_are_found_as_before_and_letters_are_signed_as_before(house):
    subject, signing = house.cipher.subject(GUILD, ANNA), house.cipher.ring.signing
    add_master(house.key_file, LATER)
    await house.rekeying.to_the_end()
    assert house.cipher.subject(GUILD, ANNA) == subject
    assert house.cipher.ring.signing == signing


async def test_it_goes_on_wherever_a_process_was_killed(house):
    add_master(house.key_file, LATER)
    masters = masters_in(house.key_file)
    await house.store.run(lambda tx: rekeying.take_over(tx, masters))
    kills, last = 0, house
    while True:
        last.close()
        last = House(house.url, house.key_file)  # what the killed one knew is gone
        await last.must_open()
        if not await last.store.run(lambda tx: rekeying.batch(tx, 1)):
            break
        kills += 1
    assert kills > 6
    await last.rekeying.to_the_end()
    await last.must_open()
    assert all(value.startswith((*last.cipher.newest, MEMBERS)) for _, value in await last.sealed())
    last.close()


async def test_people_go_on_pressing_meanwhile(house, monkeypatch):
    monkeypatch.setattr(rekeying, "BATCH", 1)
    add_master(house.key_file, LATER)

    async def press():
        for number in range(40):
            name = Membership(name=f"Robin {number}", last_seen=NOW)
            await house.store.run(lambda tx, n=name: tx.memberships.put(GUILD, ANNA, n))
            await house.store.run(
                lambda tx: [tx.live_meetings.save(one) for one in tx.live_meetings.all()]
            )

    await asyncio.gather(house.rekeying.to_the_end(), press())
    known = await house.store.run(lambda tx: tx.memberships.get(GUILD, ANNA))
    assert known.name == "Robin 39"
    running = await house.store.run(lambda tx: tx.live_meetings.all())
    assert [one.version for one in running] == [40, 40]


async def test_without_a_new_key_a_look_asks_nothing(house, monkeypatch):
    await house.rekeying.to_the_end()
    asked: list[object] = []
    monkeypatch.setattr(house.store, "run", asked.append)
    await house.rekeying.look()
    assert asked == []


async def test_former_keys_go_only_at_the_look_after_the_last_was_found(house):
    add_master(house.key_file, LATER)
    await house.rekeying.look()
    assert len(house.cipher.ring.house) == 2
    assert house.rekeying.is_moving
    await house.rekeying.look()
    assert len(house.cipher.ring.house) == 1
    assert not house.rekeying.is_moving


async def test_what_cannot_be_read_stands_in_nobodys_way(house):
    def spoil(tx):
        table = tables.metadata.tables["traces"]
        tx.access.change(table.update().values(sealed=house.cipher.newest[0] + bytes(64)))

    await house.store.run(spoil)
    add_master(house.key_file, LATER)
    await house.rekeying.to_the_end()
    assert (await house.store.run(lambda tx: tx.memberships.get(GUILD, ANNA))).name == "Robin"
    assert not house.rekeying.is_moving


async def test_what_was_sealed_before_members_had_keys_is_moved_to_them(
    made_url, key_file, make_occurrence, make_meeting
):
    masters, _ = open_keys(key_file)
    before = Store(made_url, masters)
    await before.run(lambda tx: fill_everything(tx, GUILD, 1, make_occurrence, make_meeting))

    def as_before(tx):
        table, subject = tables.metadata.tables["memberships"], masters.subject(GUILD, ANNA)
        sealed = masters.seal(SealedPlace("memberships.sealed"), subject, b'{"name": "Robin"}')
        tx.access.change(table.update().values(sealed=sealed))
        tx.access.change(tables.metadata.tables["member_keys"].delete())

    await before.run(as_before)
    before.close()
    house = House(made_url, key_file)
    await house.rekeying.to_the_end()
    values = dict(await house.sealed())
    assert values["memberships.sealed"].startswith(MEMBERS)
    assert values["live_meetings.sealed"].startswith(house.cipher.newest[0])
    assert (await house.store.run(lambda tx: tx.memberships.get(GUILD, ANNA))).name == "Robin"
    assert len(house.cipher.ring.house) == 1
    house.close()


async def test_a_copy_of_before_opens_until_the_former_key_is_gone(sqlite_url, key_file, tmp_path):
    upgrade(sqlite_url)
    open_keys(key_file)
    storage = open_storage(sqlite_url, key_file, lambda: None)
    await storage.store.run(lambda tx: tx.memberships.put(GUILD, ANNA, Membership(name="Robin")))
    copy = storage.beside.backups.make(CopyKind.BY_HAND, NOW, storage.beside.cipher)
    add_master(key_file, NOW.date() + timedelta(days=35))
    await storage.beside.rekeying.to_the_end()
    storage.close()
    examine(copy, open_keys(key_file)[0])
    assert drop_former(key_file, NOW.date() + timedelta(days=35)) == 0
    assert drop_former(key_file, NOW.date() + timedelta(days=36)) == 1
    assert len(masters_in(key_file)) == 1
    with pytest.raises(StorageFault, match="copy_key_wrong"):
        examine(copy, open_keys(key_file)[0])
    open_storage(sqlite_url, key_file, lambda: None).close()
