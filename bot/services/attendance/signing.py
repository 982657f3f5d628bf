"""Signing letters and checking signatures: Ed25519 (RFC 8032), and the short id of a key."""

import hashlib
from base64 import urlsafe_b64encode
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from bot.domain.attendance.statement import Statement
from bot.domain.attendance.token import assemble, checked

_ID_BYTES = 6


def id_of(public: bytes) -> str:
    """Give the id of a key, by its 32 public bytes, as it stands in each token."""
    return urlsafe_b64encode(hashlib.sha256(public).digest()[:_ID_BYTES]).decode()


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that letters are checked with; `raw` are its 32 bytes, which anybody may have."""

    raw: bytes

    @property
    def id(self) -> str:
        """Give its id."""
        return id_of(self.raw)

    def read(self, token: str) -> Statement:
        """Give what a token states.

        Raises LetterDamaged, LetterOfOtherKey, LetterNotGenuine.
        """
        return checked(token, self._fits)

    def _fits(self, key_id: str, signature: bytes, signed: bytes) -> bool:
        if key_id != self.id:
            raise KeyError(key_id)
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, signed)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True, repr=False)
class SigningKey:
    """The key that letters are signed with; `seed` are its 32 secret bytes."""

    seed: bytes

    @property
    def public(self) -> PublicKey:
        """Give the key that belongs to it, to be published."""
        return PublicKey(self._key.public_key().public_bytes_raw())

    def sign(self, statement: Statement) -> str:
        """Give the token of a statement."""
        return assemble(statement, self.public.id, self._key.sign)

    @property
    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)
