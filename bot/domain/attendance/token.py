"""The signed token of a letter: a JWS (RFC 7515, compact) with one fixed header."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from bot.domain.attendance.statement import LetterDamaged, Statement, payload, read
from bot.domain.errors import Refusal

SIGNATURE_BYTES = 64
"""Of Ed25519 (RFC 8032)."""
MOST_CHARACTERS = 1500
_LONGEST_KEY_ID = 16
_BEGINS = b"eyJhbGciOiJFZERTQSIsImtpZCI6"
"""The header up to the key's id, as it stands in every token."""
_JWS = b"eyJ"
"""So begins every JWS."""
_LONGEST_WORDS = 60
"""Nobody types so much without a blank by themselves."""
_SIGNS = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")

Sign = Callable[[bytes], bytes]
"""Signs with our own key (Ed25519)."""
Fits = Callable[[str, bytes, bytes], bool]
"""Tells whether the key of an id made this signature over these bytes; KeyError if not known."""


class LetterOfOtherKey(Refusal):
    """A letter of ours in form, signed with a key that is not known here."""

    key = "refusal.letter_of_other_key"


class LetterNotGenuine(Refusal):
    """The signature does not fit: something was changed."""

    key = "refusal.letter_not_genuine"


@dataclass(frozen=True, slots=True)
class LetterToken:
    """The parts of a token, read but not yet believed."""

    key_id: str
    payload: bytes
    signature: bytes
    signed: bytes
    """The bytes that the signature is over: all that stands before it."""


def header(key_id: str) -> bytes:
    """Give the header of every token signed with this key; raises ValueError for an odd id."""
    if not 0 < len(key_id) <= _LONGEST_KEY_ID or not set(key_id.encode()) < _SIGNS - set(b"."):
        raise ValueError(key_id)
    told = {"alg": "EdDSA", "kid": key_id, "typ": "openround+1"}
    return json.dumps(told, separators=(",", ":")).encode()


def assemble(statement: Statement, key_id: str, sign: Sign) -> str:
    """Sign a statement, and give the token that the letter and its QR code hold."""
    signed = f"{_encoded(header(key_id))}.{_encoded(payload(statement))}"
    return f"{signed}.{_encoded(sign(signed.encode()))}"


def parts(text: str) -> LetterToken:
    """Take a token apart; one that could be written otherwise is none. Raises LetterDamaged."""
    token = text.strip()
    pieces = token.split(".")
    if len(token) > MOST_CHARACTERS or len(pieces) != len(("header", "payload", "signature")):
        raise LetterDamaged
    top, body, signature = (_decoded(piece) for piece in pieces)
    key_id = _key_id(top)
    if len(signature) != SIGNATURE_BYTES:
        raise LetterDamaged
    return LetterToken(key_id, body, signature, ".".join(pieces[:2]).encode())


def checked(text: str, fits: Fits) -> Statement:
    """Give what a token states, once its signature is known to fit.

    Raises LetterDamaged, LetterOfOtherKey, LetterNotGenuine.
    """
    token = parts(text)
    statement = read(token.payload)
    try:
        genuine = fits(token.key_id, token.signature, token.signed)
    except KeyError as fault:
        raise LetterOfOtherKey from fault
    if not genuine:
        raise LetterNotGenuine
    return statement


def found_in(raw: bytes) -> str:
    """Find the first whole token in the bytes of a file, such as a letter. Raises LetterDamaged.

    One that was broken into lines on its way, as mail programs do, is put together again.
    """
    for form in (raw, b"".join(raw.split())):
        start = form.find(_BEGINS)
        while start >= 0:
            text = _signs_from(form, start)
            with suppress(LetterDamaged):
                parts(text)
                return text
            start = form.find(_BEGINS, start + len(_BEGINS))
    raise LetterDamaged


def looks_like_token(raw: bytes) -> bool:
    """Tell whether this was a token before something in it was changed."""
    whole = b"".join(raw.split())
    return _JWS in whole or (len(whole) > _LONGEST_WORDS and set(whole) <= _SIGNS)


def _signs_from(raw: bytes, start: int) -> str:
    piece = raw[start : start + MOST_CHARACTERS + 1]
    end = next((place for place, sign in enumerate(piece) if sign not in _SIGNS), len(piece))
    return piece[:end].decode().rstrip(".")


def _key_id(top: bytes) -> str:
    """Give the key's id out of a header that is ours to the last byte. Raises LetterDamaged."""
    try:
        told = json.loads(top.decode())
        key_id = told["kid"]
        ours = isinstance(key_id, str) and header(key_id) == top
    except (ValueError, TypeError, KeyError, RecursionError) as fault:
        raise LetterDamaged from fault
    if not ours:
        raise LetterDamaged
    return str(key_id)


def _encoded(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def _decoded(piece: str) -> bytes:
    """Read base64url that has one way to be written. Raises LetterDamaged."""
    try:
        raw = urlsafe_b64decode(piece.encode("ascii") + b"=" * (-len(piece) % 4))
    except ValueError as fault:
        raise LetterDamaged from fault
    if _encoded(raw) != piece:
        raise LetterDamaged
    return raw
