"""A sealed value opens in its own place, with its own key, unchanged; and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import GuildId, MemberId
from bot.storage.files.faults import StorageFault
from bot.storage.sealing.keys import cipher_of
from bot.storage.sealing.sealing_key import BUCKET, SealedPlace

NOTES = SealedPlace("notes")
CIPHER = cipher_of(bytes(range(32)))
OVERHEAD = 1 + 4 + 12 + 16


def fault_of(cipher, place, row, sealed):
    with pytest.raises(StorageFault) as caught:
        cipher.unseal(place, row, sealed)
    return caught.value.key


@given(st.binary(max_size=2000), st.binary(max_size=32))
def test_what_was_sealed_opens_again_in_its_place(plain, row):
    sealed = CIPHER.seal(NOTES, row, plain)
    assert CIPHER.unseal(NOTES, row, sealed) == plain
    assert (len(sealed) - OVERHEAD) % BUCKET == 0


@given(st.data())
def test_one_changed_bit_is_always_noticed(data):
    sealed = bytearray(CIPHER.seal(NOTES, b"1", b"a few words"))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << bit % 8
    assert fault_of(CIPHER, NOTES, b"1", bytes(sealed)) in {"fault.sealed_row", "fault.key_wrong"}


@given(st.integers(0, OVERHEAD + BUCKET - 1))
def test_a_value_that_was_cut_short_is_refused(length):
    sealed = CIPHER.seal(NOTES, b"1", b"a few words")[:length]
    assert fault_of(CIPHER, NOTES, b"1", sealed) in {"fault.sealed_row", "fault.key_wrong"}


@pytest.mark.parametrize(
    ("place", "row"), [(NOTES, b"2"), (SealedPlace("plans"), b"1"), (SealedPlace("notes", 2), b"1")]
)
def test_a_value_moved_to_another_place_is_refused(place, row):
    sealed = CIPHER.seal(NOTES, b"1", b"a few words")
    assert fault_of(CIPHER, place, row, sealed) == "fault.sealed_row"


def test_another_key_is_named_as_such():
    sealed = CIPHER.seal(NOTES, b"1", b"a few words")
    assert fault_of(cipher_of(bytes(32)), NOTES, b"1", sealed) == "fault.key_wrong"


def test_a_short_and_a_longer_note_look_alike():
    short, longer = (CIPHER.seal(NOTES, b"1", b"x" * n) for n in (1, 200))
    assert len(short) == len(longer)


def test_the_same_words_never_look_the_same_twice():
    assert CIPHER.seal(NOTES, b"1", b"x") != CIPHER.seal(NOTES, b"1", b"x")


def test_one_person_is_always_found_and_only_with_the_key():
    one, two, three, four = GuildId(1), MemberId(2), GuildId(2), MemberId(1)
    found = CIPHER.subject(one, two)
    assert found == cipher_of(bytes(range(32))).subject(one, two)
    others = CIPHER.subject(three, four), cipher_of(bytes(32)).subject(one, two)
    assert len({found, *others}) == 3
