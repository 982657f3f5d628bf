"""One key that seals: AES-256-GCM over values that are filled up, so that length tells little.

A sealed value is `version | key id | nonce | ciphertext`; what it is bound to is given once more
when it is opened (docs/decisions/0003-sealed-rows.md).
"""

import hashlib
import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.storage.files.faults import StorageFault

KEY_BYTES = 32
KEY_ID_BYTES = 4
BUCKET = 256
"""Sealed words are filled up to a multiple of so many bytes, so that length tells little."""
HOUSE, MEMBERS, WRAPPED, KEYRING = b"\x01", b"\x02", b"\x03", b"\x04"
"""What a sealed value begins with: a key of the bot's own or one member's sealed it, or it is a
member's key or the keyring, sealed by the master key.
"""
_NONCE_BYTES = 12
HEAD_BYTES = 1 + KEY_ID_BYTES
_END = b"\x80"


@dataclass(frozen=True, slots=True)
class SealedPlace:
    """Where a sealed value belongs; `schema` goes up when the meaning of its bytes changes."""

    table: str
    schema: int = 1

    def bound(self, row: bytes, whose: bytes = b"") -> bytes:
        """Give the associated data that ties a value to one row, and to whose it is."""
        parts = (whose, row) if whose else (row,)
        return b"|".join((self.table.encode(), b"%d" % self.schema, *parts))


class SealingKey:
    """A key with the head of all that it seals; a few microseconds a call."""

    def __init__(self, raw: bytes, version: bytes) -> None:
        self._aead = AESGCM(raw)
        self.head = version + hashlib.sha256(raw).digest()[:KEY_ID_BYTES]

    def seal(self, bound: bytes, plain: bytes) -> bytes:
        """Seal `plain`, filled up to a multiple of 256 bytes."""
        nonce = os.urandom(_NONCE_BYTES)
        filled = plain + _END + bytes(-(len(plain) + 1) % BUCKET)
        return self.head + nonce + self._aead.encrypt(nonce, filled, bound)

    def unseal(self, bound: bytes, sealed: bytes) -> bytes:
        """Open a sealed value; raises StorageFault when the key, the place or a byte is wrong."""
        if not sealed.startswith(self.head):
            raise StorageFault("fault.key_wrong")
        nonce = sealed[HEAD_BYTES : HEAD_BYTES + _NONCE_BYTES]
        body = sealed[HEAD_BYTES + _NONCE_BYTES :]
        try:
            filled = self._aead.decrypt(nonce, body, bound)
        except (InvalidTag, ValueError):
            table = bound.partition(b"|")[0].decode()
            raise StorageFault("fault.sealed_row", table=table) from None
        return filled[: filled.rindex(_END)]
