"""The code of a letter, written and typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.attendance.code import BITS, code_as_typed, letter_code

NUMBERS = st.integers(0, 2**BITS - 1)


@given(NUMBERS, NUMBERS)
def test_each_number_has_its_own_code(one, other):
    assert (letter_code(one) == letter_code(other)) == (one == other)


@given(NUMBERS)
def test_a_code_is_known_however_it_is_typed(number):
    code = letter_code(number)
    lower = code.lower().replace("-", "\u2013")
    misread = code.replace("0", "o").replace("1", "l")
    for typed in (
        code,
        lower,
        f"  {code} ",
        code.replace("-", " "),
        code.replace("-", ""),
        misread,
    ):
        assert code_as_typed(typed) == code


@pytest.mark.parametrize(
    "typed", ["", "7K3M", "7K3M-9PQX-1", "KESTREL!", "7K3M-9PQ\u00fc", "a" * 9999]
)
def test_what_is_no_code_comes_out_as_none(typed):
    assert code_as_typed(typed) == ""


@given(st.text(max_size=60))
def test_whatever_is_typed_a_code_or_nothing_comes_out(typed):
    found = code_as_typed(typed)
    assert found == "" or code_as_typed(found) == found


@pytest.mark.parametrize("number", [-1, 2**BITS])
def test_a_number_that_no_code_has_room_for_is_refused(number):
    with pytest.raises(ValueError, match=str(number)):
        letter_code(number)
