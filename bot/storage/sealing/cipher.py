"""Authenticated encryption of what must not be read from a stolen file, and keyed hashes.

A sealed value opens only in the table, the row and the schema it was sealed for: moved elsewhere it
is refused (docs/decisions/0003-sealed-rows.md).
"""

import hmac

from bot.domain.ids import GuildId, MemberId
from bot.storage.files.faults import StorageFault
from bot.storage.sealing.member_key import MemberKey
from bot.storage.sealing.sealing_key import HEAD_BYTES, HOUSE, WRAPPED, SealedPlace, SealingKey

_WRAPPING = SealedPlace("member_keys")
_SHELF_BYTES, _CODE_BYTES = 8, 16


class Cipher:
    """What seals and finds: with keys that never lie in the database as they are."""

    def __init__(self, house: bytes, index: bytes, wrap: bytes) -> None:
        """`house` seals what is not one member's, `index` finds, `wrap` seals members' keys."""
        self._house = SealingKey(house, HOUSE)
        self._wrap = SealingKey(wrap, WRAPPED)
        self._index = index

    def subject(self, guild: GuildId, member: MemberId) -> bytes:
        """Give the 32 bytes under which one person in one server is kept, and nothing else."""
        message = guild.to_bytes(8, "big") + member.to_bytes(8, "big")
        return hmac.digest(self._index, message, "sha256")

    def shelf(self, subject: bytes, kind: str) -> bytes:
        """Give the 8 bytes under which a person's things of one kind are found."""
        return hmac.digest(self._index, subject + kind.encode(), "sha256")[:_SHELF_BYTES]

    def code(self, code: str) -> bytes:
        """Give the 16 bytes under which a letter's code is found."""
        return hmac.digest(self._index, b"code " + code.encode(), "sha256")[:_CODE_BYTES]

    def seal(self, place: SealedPlace, row: bytes, plain: bytes) -> bytes:
        """Seal `plain` for one row, filled up to a multiple of 256 bytes."""
        return self._house.seal(place.bound(row), plain)

    def unseal(self, place: SealedPlace, row: bytes, sealed: bytes) -> bytes:
        """Open a sealed value; raises StorageFault when the key, the place or a byte is wrong."""
        return self._house.unseal(place.bound(row), sealed)

    def wrap(self, whose: bytes, key: bytes) -> bytes:
        """Seal a member's key under the master key, bound to whose it is."""
        return self._wrap.seal(_WRAPPING.bound(whose), key)

    def unwrap(self, whose: bytes, wrapped: bytes) -> MemberKey:
        """Open a member's key; raises StorageFault as `unseal` does."""
        return MemberKey(self._wrap.unseal(_WRAPPING.bound(whose), wrapped))

    def must_know(self, sealed: bytes) -> None:
        """Raise StorageFault unless one of these keys sealed the value."""
        if sealed[:HEAD_BYTES] not in {self._house.head, self._wrap.head}:
            raise StorageFault("fault.key_wrong")
