"""A letter counts as verified only where the public key, the signature and the name fit."""

import pytest

from bot.rehearsal.script.letters import fits
from bot.rehearsal.script.parts import LINES
from bot.services.attendance.signing import SigningKey
from tests.domain.attendance.letters import letter

KEY, OTHER = SigningKey(bytes(range(32))), SigningKey(bytes(32))
NAME = LINES["letter"]["name"]


def file(key: SigningKey, name: str) -> bytes:
    return f"# Attendance letter\n\n{key.sign(letter(name))}\n".encode()


def test_a_genuine_letter_under_the_name_that_was_given_fits():
    assert fits(KEY.public, file(KEY, NAME))


@pytest.mark.parametrize(
    "shown", [file(OTHER, NAME), file(KEY, "Somebody else"), file(KEY, NAME)[:-9], b"no letter"]
)
def test_another_key_another_name_and_a_cut_letter_do_not(shown):
    assert not fits(KEY.public, shown)
