"""Authenticated encryption of what must not be read from a stolen file, and keyed hashes.

A sealed value is `version | key id | nonce | ciphertext`. It opens only in the table, the row and
the schema it was sealed for: moved elsewhere it is refused (docs/decisions/0003-sealed-rows.md).
"""

import hmac
import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.domain.ids import GuildId, MemberId
from bot.storage.files.faults import StorageFault

_VERSION = b"\x01"
KEY_ID_BYTES = 4
_NONCE_BYTES = 12
_HEAD_BYTES = len(_VERSION) + KEY_ID_BYTES
BUCKET = 256
"""Sealed words are filled up to a multiple of so many bytes, so that length tells little."""
_END = b"\x80"


@dataclass(frozen=True, slots=True)
class SealedPlace:
    """Where a sealed value belongs; `schema` goes up when the meaning of its bytes changes."""

    table: str
    schema: int = 1

    def bound(self, row: bytes) -> bytes:
        """Give the associated data that ties a value to one row."""
        return b"%b|%d|%b" % (self.table.encode(), self.schema, row)


class Cipher:
    """AES-256-GCM with a key that never lies in the database; a few microseconds a call."""

    def __init__(self, sealing_key: bytes, index_key: bytes, key_id: bytes) -> None:
        self._aead = AESGCM(sealing_key)
        self._index_key = index_key
        self._head = _VERSION + key_id

    def subject(self, guild: GuildId, member: MemberId) -> bytes:
        """Give the 32 bytes under which one person in one server is kept, and nothing else."""
        message = guild.to_bytes(8, "big") + member.to_bytes(8, "big")
        return hmac.digest(self._index_key, message, "sha256")

    def seal(self, place: SealedPlace, row: bytes, plain: bytes) -> bytes:
        """Seal `plain` for one row, filled up to a multiple of 256 bytes."""
        nonce = os.urandom(_NONCE_BYTES)
        filled = plain + _END + bytes(-(len(plain) + 1) % BUCKET)
        return self._head + nonce + self._aead.encrypt(nonce, filled, place.bound(row))

    def unseal(self, place: SealedPlace, row: bytes, sealed: bytes) -> bytes:
        """Open a sealed value; raises StorageFault when the key, the place or a byte is wrong."""
        self.must_know(sealed)
        nonce = sealed[_HEAD_BYTES : _HEAD_BYTES + _NONCE_BYTES]
        body = sealed[_HEAD_BYTES + _NONCE_BYTES :]
        try:
            filled = self._aead.decrypt(nonce, body, place.bound(row))
        except (InvalidTag, ValueError):
            raise StorageFault("fault.sealed_row", table=place.table) from None
        return filled[: filled.rindex(_END)]

    def must_know(self, sealed: bytes) -> None:
        """Raise StorageFault unless the value was sealed with this key."""
        if not sealed.startswith(self._head):
            raise StorageFault("fault.key_wrong")
