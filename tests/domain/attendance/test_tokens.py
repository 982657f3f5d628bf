"""The signed token of a letter: every byte counts."""

import string
from base64 import urlsafe_b64encode
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.attendance.statement import LetterDamaged, Occasion, payload
from bot.domain.attendance.token import (
    MOST_CHARACTERS,
    LetterNotGenuine,
    LetterOfOtherKey,
    assemble,
    checked,
    found_in,
    header,
    parts,
)
from tests.domain.attendance.letters import KEY, KEY_ID, fits, letter, token
from tests.every import every

SIGNS = string.ascii_letters + string.digits + "-_."
TOKEN = token()
REFUSED = (LetterDamaged, LetterNotGenuine, LetterOfOtherKey)


def base64url(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def signed_over(top: bytes, body: bytes) -> str:
    """Make a token of any bytes, with a signature that fits them."""
    signed = f"{base64url(top)}.{base64url(body)}"
    return f"{signed}.{base64url(KEY.sign(signed.encode()))}"


def test_a_token_of_ours_says_what_was_stated():
    assert checked(TOKEN, fits) == letter()
    assert checked(f"\n {TOKEN}\n", fits) == letter()


def test_a_token_is_a_plain_jws():
    top, body, signature = TOKEN.split(".")
    assert top == base64url(b'{"alg":"EdDSA","kid":"%s","typ":"openround+1"}' % KEY_ID.encode())
    assert body == base64url(payload(letter()))
    assert signature == base64url(KEY.sign(f"{top}.{body}".encode()))


def is_taken(token: str) -> bool:
    try:
        checked(token, fits)
    except REFUSED:
        return False
    return True


@every(range(len(TOKEN)))
def test_any_other_character_at_any_place_is_refused(place):
    """Also in the last one of each part, of which base64 leaves some bits unused."""
    others = (TOKEN[:place] + sign + TOKEN[place + 1 :] for sign in SIGNS if sign != TOKEN[place])
    assert not any(is_taken(other) for other in others)


@given(st.integers(0, len(TOKEN)), st.text(min_size=1, max_size=5))
def test_nothing_can_be_put_into_a_token(place, more):
    changed = TOKEN[:place] + more + TOKEN[place:]
    if changed.strip() != TOKEN:
        with pytest.raises(REFUSED):
            checked(changed, fits)


@given(st.integers(0, len(TOKEN) - 1), st.integers(1, 200))
def test_nothing_can_be_left_out(place, many):
    with pytest.raises(REFUSED):
        checked(TOKEN[:place] + TOKEN[place + many :], fits)


@given(st.text(max_size=300))
def test_any_text_is_refused_and_breaks_nothing(text):
    with pytest.raises(LetterDamaged):
        checked(text, fits)


@pytest.mark.parametrize(
    "top",
    [
        b'{"alg":"none","kid":"Xk3-_9aB","typ":"openround+1"}',
        b'{"alg":"HS256","kid":"Xk3-_9aB","typ":"openround+1"}',
        b'{"alg":"EdDSA","kid":"Xk3-_9aB","typ":"JWT"}',
        b'{"alg":"EdDSA","kid":"Xk3-_9aB","typ":"openround+1","crit":["b64"],"b64":false}',
        b'{"alg":"EdDSA", "kid":"Xk3-_9aB","typ":"openround+1"}',
        b'{"kid":"Xk3-_9aB","alg":"EdDSA","typ":"openround+1"}',
        b'{"alg":"EdDSA","jwk":{},"kid":"Xk3-_9aB","typ":"openround+1"}',
        b'{"alg":"EdDSA","kid":["Xk3-_9aB"],"typ":"openround+1"}',
        b'{"alg":"EdDSA","kid":"","typ":"openround+1"}',
        b"[]",
        b"\xff",
        b"[" * 1000,
    ],
)
def test_a_header_that_is_not_ours_to_the_last_byte_is_refused_though_it_is_signed(top):
    with pytest.raises(LetterDamaged):
        checked(signed_over(top, payload(letter())), fits)


def test_a_statement_written_otherwise_is_refused_though_it_is_signed():
    with pytest.raises(LetterDamaged):
        checked(signed_over(header(KEY_ID), payload(letter()) + b"\n"), fits)


def test_a_letter_of_another_house_is_told_apart_from_a_changed_one():
    other = assemble(letter(), "another", KEY.sign)
    with pytest.raises(LetterOfOtherKey):
        checked(other, fits)
    top, body, signature = TOKEN.split(".")
    raised = base64url(payload(replace(letter(), minutes=90)))
    with pytest.raises(LetterNotGenuine):
        checked(f"{top}.{raised}.{signature}", fits)
    with pytest.raises(LetterNotGenuine):
        checked(f"{top}.{body}.{base64url(bytes(64))}", fits)


@pytest.mark.parametrize("pieces", [1, 2, 4])
def test_a_token_has_three_parts(pieces):
    with pytest.raises(LetterDamaged):
        parts(".".join((TOKEN.split(".") * 2)[:pieces]))


def test_a_signature_of_another_length_is_refused():
    top, body, _ = TOKEN.split(".")
    with pytest.raises(LetterDamaged):
        parts(f"{top}.{body}.{base64url(bytes(63))}")


def test_the_longest_letter_has_room():
    long = Occasion("\u674e" * 100, "\u674e" * 80, "\u674e" * 120, "America/Argentina/Buenos_Aires")
    text = token(letter("\u674e" * 60, long))
    assert len(text) <= MOST_CHARACTERS
    assert checked(text, fits).name == "\u674e" * 60


@pytest.mark.parametrize("key_id", ["", "x" * 17, "a.b", "\u00e9", 'a"b'])
def test_an_odd_id_of_a_key_is_refused_when_a_letter_is_made(key_id):
    with pytest.raises(ValueError, match=r"^.{0,17}$"):
        header(key_id)


@pytest.mark.parametrize(
    ("before", "after"),
    [(b"", b""), (b"%PDF-1.7 \xff\x00\n%", b"\nstartxref\n123\n%%EOF\n"), (b"```\n", b"\n```\n")],
)
def test_a_token_is_found_in_the_bytes_of_a_file(before, after):
    found = found_in(before + TOKEN.encode() + after)
    assert checked(found, fits) == letter()


@given(st.binary(max_size=300))
def test_a_file_without_a_token_is_no_letter(raw):
    with pytest.raises(LetterDamaged):
        found_in(raw)


@pytest.mark.parametrize("stray", [b"eyJhbGciOiJFZERTQSIsImtpZCI6", TOKEN[:200].encode()])
def test_a_torn_token_before_the_whole_one_does_not_hide_it(stray):
    assert found_in(stray + b"\n" + TOKEN.encode()) == TOKEN
    with pytest.raises(LetterDamaged):
        found_in(stray * 3)


def test_every_header_begins_as_the_search_in_files_expects():
    assert found_in(token().encode()) == TOKEN
    assert found_in(assemble(letter(), "a", KEY.sign).encode()).startswith("eyJ")


def test_a_token_that_a_mail_program_broke_into_lines_is_found():
    whole = token()
    broken = "\r\n".join(whole[place : place + 70] for place in range(0, len(whole), 70))
    assert found_in(f"Here it is:\r\n{broken}\r\n".encode()) == whole
