"""Each member has a key in each server: what is theirs opens with it, in its own row alone."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, select, update

from bot.domain.people.membership import Membership
from bot.storage.files.faults import StorageFault
from bot.storage.people.memberships import Memberships
from bot.storage.rows.member_keys import MemberKeys, Whose
from bot.storage.sealing.keys import cipher_of
from bot.storage.sealing.member_key import MemberKey
from bot.storage.sealing.sealing_key import SealedPlace
from tests.storage.conftest import ANNA, BEN, GUILD, NOW, OTHER_GUILD

NOTES = SealedPlace("notes")
KEY = MemberKey(bytes(range(32)))
WHOSE = Whose(GUILD, bytes(32))
ROBIN = Membership(name="Robin", last_seen=NOW)
KEYS, ROWS = MemberKeys.table, Memberships.table


def fault_of(work):
    with pytest.raises(StorageFault) as caught:
        work()
    return caught.value.key


@given(st.binary(max_size=2000), st.binary(max_size=40))
def test_what_a_members_key_sealed_opens_again_in_its_place(plain, row):
    sealed = KEY.seal(NOTES, WHOSE.bound, row, plain)
    assert KEY.unseal(NOTES, WHOSE.bound, row, sealed) == plain


@given(st.data())
def test_one_changed_bit_of_a_value_or_of_a_wrapped_key_is_always_noticed(data):
    cipher = cipher_of(bytes(range(32)))
    for sealed, opens in (
        (
            KEY.seal(NOTES, WHOSE.bound, b"1", b"a few words"),
            lambda changed: KEY.unseal(NOTES, WHOSE.bound, b"1", changed),
        ),
        (
            cipher.wrap(WHOSE.bound, bytes(range(32))),
            lambda changed: cipher.unwrap(WHOSE.bound, changed),
        ),
    ):
        changed = bytearray(sealed)
        bit = data.draw(st.integers(0, len(changed) * 8 - 1))
        changed[bit // 8] ^= 1 << bit % 8
        fault = fault_of(lambda opens=opens, changed=changed: opens(bytes(changed)))
        assert fault in {"fault.sealed_row", "fault.key_wrong"}


@pytest.mark.parametrize(
    ("place", "whose", "row"),
    [
        (NOTES, WHOSE, b"2"),
        (SealedPlace("plans"), WHOSE, b"1"),
        (SealedPlace("notes", 2), WHOSE, b"1"),
        (NOTES, Whose(OTHER_GUILD, bytes(32)), b"1"),
        (NOTES, Whose(GUILD, bytes([1]) * 32), b"1"),
    ],
)
def test_a_value_moved_to_another_row_table_schema_server_or_member_is_refused(place, whose, row):
    sealed = KEY.seal(NOTES, WHOSE.bound, b"1", b"a few words")
    moved = fault_of(lambda: KEY.unseal(place, whose.bound, row, sealed))
    assert moved == "fault.sealed_row"


def test_a_wrapped_key_opens_for_nobody_else_and_not_with_another_master():
    cipher = cipher_of(bytes(range(32)))
    wrapped = cipher.wrap(WHOSE.bound, bytes(32))
    for other in (Whose(OTHER_GUILD, bytes(32)), Whose(GUILD, bytes([1]) * 32)):
        found = fault_of(lambda other=other: cipher.unwrap(other.bound, wrapped))
        assert found == "fault.sealed_row"
    stranger = cipher_of(bytes(range(1, 33)))
    assert fault_of(lambda: stranger.unwrap(WHOSE.bound, wrapped)) == "fault.key_wrong"


async def all_of(store, table):
    return await store.run(lambda tx: tx.servers._access.rows(select(table)))


async def change(store, statement):
    await store.run(lambda tx: tx.servers._access.change(statement))


async def test_the_first_thing_kept_makes_a_key_and_the_next_uses_it(store):
    for name in ("Robin", "Kim"):
        await store.run(lambda tx, n=name: tx.memberships.put(GUILD, ANNA, Membership(name=n)))
    await store.run(lambda tx: tx.memberships.put(OTHER_GUILD, ANNA, ROBIN))
    await store.run(lambda tx: tx.memberships.put(GUILD, BEN, ROBIN))
    wrapped = {row["wrapped"] for row in await all_of(store, KEYS)}
    assert len(wrapped) == 3
    assert (await store.run(lambda tx: tx.memberships.get(GUILD, ANNA))).name == "Kim"


async def test_a_row_moved_to_another_member_with_or_without_the_key_is_not_read(store):
    await store.run(lambda tx: tx.memberships.put(GUILD, ANNA, ROBIN))
    await store.run(lambda tx: tx.memberships.put(GUILD, BEN, Membership(name="Ben")))
    cipher = store._cipher
    hers, his = cipher.subject(GUILD, ANNA), cipher.subject(GUILD, BEN)
    theirs = {row["subject"]: row["sealed"] for row in await all_of(store, ROWS)}
    await change(store, update(ROWS).where(ROWS.c.subject == his).values(sealed=theirs[hers]))
    assert await store.run(lambda tx: tx.memberships.get(GUILD, BEN)) == Membership()
    keys = {row["subject"]: row["wrapped"] for row in await all_of(store, KEYS)}
    await change(store, update(KEYS).where(KEYS.c.subject == his).values(wrapped=keys[hers]))
    assert await store.run(lambda tx: tx.memberships.get(GUILD, BEN)) == Membership()


async def test_a_damaged_key_costs_only_whose_it_is_and_gives_way_to_a_new_one(store):
    await store.run(lambda tx: tx.memberships.put(GUILD, ANNA, ROBIN))
    await store.run(lambda tx: tx.memberships.put(GUILD, BEN, ROBIN))
    hers = store._cipher.subject(GUILD, ANNA)
    [wrapped] = [row["wrapped"] for row in await all_of(store, KEYS) if row["subject"] == hers]
    damaged = wrapped[:-1] + bytes([wrapped[-1] ^ 1])
    await change(store, update(KEYS).where(KEYS.c.subject == hers).values(wrapped=damaged))
    assert await store.run(lambda tx: tx.memberships.get(GUILD, ANNA)) == Membership()
    assert await store.run(lambda tx: tx.memberships.get(GUILD, BEN)) == ROBIN
    await store.run(lambda tx: tx.memberships.put(GUILD, ANNA, ROBIN))
    assert await store.run(lambda tx: tx.memberships.get(GUILD, ANNA)) == ROBIN


async def test_a_membership_from_before_members_had_keys_opens_and_moves_when_kept_again(store):
    cipher = store._cipher
    subject = cipher.subject(GUILD, ANNA)
    sealed = cipher.seal(SealedPlace("memberships.sealed"), subject, b'{"name": "Robin"}')
    await change(store, insert(ROWS).values(subject=subject, guild=GUILD, sealed=sealed))
    known = await store.run(lambda tx: tx.memberships.get(GUILD, ANNA))
    assert known.name == "Robin"
    await store.run(lambda tx: tx.memberships.put(GUILD, ANNA, known))
    [row] = await all_of(store, ROWS)
    assert row["sealed"][0] == 2
    assert await store.run(lambda tx: tx.memberships.get(GUILD, ANNA)) == known


async def test_a_key_made_by_work_that_failed_is_not_used_by_the_next(file_store):
    def fails(tx):
        tx.memberships.put(GUILD, ANNA, ROBIN)
        raise LookupError

    def keeps(tx):
        tx.memberships.put(GUILD, ANNA, ROBIN)

    done = await asyncio.gather(
        file_store.run(fails), file_store.run(keeps), return_exceptions=True
    )
    assert isinstance(done[0], LookupError)
    assert len(await all_of(file_store, KEYS)) == 1
    assert await file_store.run(lambda tx: tx.memberships.get(GUILD, ANNA)) == ROBIN


async def test_erasing_somebody_destroys_their_key_here_and_no_other(store):
    for guild, member in ((GUILD, ANNA), (GUILD, BEN), (OTHER_GUILD, ANNA)):
        await store.run(lambda tx, g=guild, m=member: tx.memberships.put(g, m, ROBIN))

    def erase(tx):
        return sum(one.forget(ANNA, GUILD) for one in (MemberKeys(tx._access), tx.memberships))

    assert await store.run(erase) == 1
    assert await store.run(erase) == 0
    subjects = {row["subject"] for row in await all_of(store, KEYS)}
    cipher = store._cipher
    assert subjects == {cipher.subject(GUILD, BEN), cipher.subject(OTHER_GUILD, ANNA)}


async def test_a_key_goes_with_the_last_thing_that_it_opens(store):
    await store.run(lambda tx: tx.memberships.put(GUILD, ANNA, ROBIN))
    await store.run(lambda tx: tx.registry.prune(NOW))
    assert len(await all_of(store, KEYS)) == 1
    await store.run(lambda tx: tx.memberships.forget(ANNA, GUILD))
    await store.run(lambda tx: tx.registry.prune(NOW))
    assert await all_of(store, KEYS) == []


async def test_reading_and_keeping_what_is_known_takes_one_statement_each(file_store):
    await file_store.run(lambda tx: tx.memberships.put(GUILD, ANNA, ROBIN))
    ran: list[str] = []

    def work(tx):
        tx.access.raw.set_trace_callback(ran.append)
        known = tx.memberships.get(GUILD, ANNA)
        tx.memberships.put(GUILD, ANNA, known)
        tx.access.raw.set_trace_callback(None)

    await file_store.run(work)
    assert len(ran) == 2
