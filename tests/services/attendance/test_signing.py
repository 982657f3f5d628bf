"""Letters are signed with one key and checked with the other half of it, by anybody."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.attendance.statement import LetterDamaged
from bot.domain.attendance.token import LetterNotGenuine, LetterOfOtherKey
from bot.services.attendance.signing import PublicKey, SigningKey
from tests.domain.attendance.letters import letter

KEY = SigningKey(bytes(range(32)))
TOKEN = KEY.sign(letter())
REFUSED = (LetterDamaged, LetterNotGenuine, LetterOfOtherKey)


def test_what_is_signed_is_read_with_the_public_key_alone():
    assert PublicKey(KEY.public.raw).read(TOKEN) == letter()


def test_the_key_and_its_id_are_these_for_ever():
    """RFC 8032 gives the key of this seed; the id stands in every letter that was handed out."""
    public = "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8"
    assert KEY.public.raw.hex() == public
    assert KEY.public.id == "Vkdap1Rj"


@given(st.integers(0, len(TOKEN) - 1), st.integers(1, 255))
def test_one_changed_byte_is_refused(place, by):
    raw = bytearray(TOKEN.encode())
    raw[place] ^= by
    with pytest.raises(REFUSED):
        KEY.public.read(raw.decode("latin-1"))


def test_a_letter_of_another_bot_is_said_to_be_one():
    with pytest.raises(LetterOfOtherKey):
        SigningKey(bytes(32)).public.read(TOKEN)


def test_another_keys_signature_under_our_id_is_refused():
    forged = SigningKey(bytes(32)).sign(replace(letter(), minutes=90))
    top, _, _ = TOKEN.split(".")
    with pytest.raises(LetterNotGenuine):
        KEY.public.read(".".join((top, *forged.split(".")[1:])))


def test_the_secret_half_is_in_no_description_of_the_key():
    assert KEY.seed.hex() not in repr(KEY)
    assert str(KEY.seed) not in repr(KEY)
