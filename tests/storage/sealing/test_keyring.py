"""The keyring opens with a master key of ours, and with it all that was sealed before it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.storage.files.faults import StorageFault
from bot.storage.sealing import keyring
from bot.storage.sealing.cipher import Cipher
from bot.storage.sealing.keys import cipher_of
from bot.storage.sealing.sealing_key import SealedPlace
from tests.storage.conftest import ANNA, GUILD

OLD, NEW, OTHER = (bytes(range(n, n + 32)) for n in (0, 1, 2))
NOTES = SealedPlace("notes")


def fault_of(work):
    with pytest.raises(StorageFault) as caught:
        work()
    return caught.value.key


def test_a_keyring_opens_with_the_master_that_sealed_it_wherever_that_stands():
    ring = keyring.fresh()
    blob = keyring.sealed(ring, OLD)
    assert keyring.opened(blob, (OLD,)) == ring
    assert keyring.opened(blob, (NEW, OLD)) == ring
    assert fault_of(lambda: keyring.opened(blob, (NEW, OTHER))) == "fault.key_wrong"


@given(st.data())
def test_one_changed_bit_of_it_is_always_noticed(data):
    blob = bytearray(keyring.sealed(keyring.fresh(), OLD))
    bit = data.draw(st.integers(0, len(blob) * 8 - 1))
    blob[bit // 8] ^= 1 << bit % 8
    assert fault_of(lambda: keyring.opened(bytes(blob), (OLD,))) in {
        "fault.sealed_row",
        "fault.key_wrong",
    }


def test_no_key_of_it_can_be_read_in_what_is_kept():
    ring = keyring.fresh()
    blob = keyring.sealed(ring, OLD)
    for key in (*ring.house, ring.index, ring.signing):
        assert key not in blob
        assert key.hex().encode() not in blob


def test_with_a_new_key_in_front_the_former_ones_still_open_until_they_go():
    before = cipher_of(OLD)
    ring = before.ring.renewed()
    now = Cipher(ring, (OLD,))
    sealed = before.seal(NOTES, b"1", b"words")
    assert now.unseal(NOTES, b"1", sealed) == b"words"
    assert not sealed.startswith(now.newest)
    assert now.seal(NOTES, b"1", b"words").startswith(now.newest)
    assert fault_of(lambda: before.unseal(NOTES, b"1", now.seal(NOTES, b"1", b"x"))) == (
        "fault.key_wrong"
    )
    later = Cipher(ring.settled(), (OLD,))
    assert fault_of(lambda: later.unseal(NOTES, b"1", sealed)) == "fault.key_wrong"


def test_members_are_found_alike_by_every_keyring_that_followed_from_the_first():
    before = cipher_of(OLD)
    now = Cipher(before.ring.renewed(), (NEW, OLD))
    assert now.subject(GUILD, ANNA) == before.subject(GUILD, ANNA)
    assert now.opening(now.sealed_ring).subject(GUILD, ANNA) == before.subject(GUILD, ANNA)


def test_a_key_that_the_former_master_wrapped_opens_beside_the_new_one():
    before, now = cipher_of(OLD), cipher_of(NEW, OLD)
    wrapped = before.wrap(b"anna", bytes(32))
    now.unwrap(b"anna", wrapped)
    assert fault_of(lambda: cipher_of(NEW).unwrap(b"anna", wrapped)) == "fault.key_wrong"
