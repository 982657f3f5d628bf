"""A member's id inside a row that is not the member's own: sealed, or not there."""

from bot.domain.ids import MemberId
from bot.storage.cipher import Cipher, Place

_ID_BYTES = 8


def seal_member(
    cipher: Cipher, place: Place, row: int | str, member: MemberId | None
) -> bytes | None:
    """Seal who it is for one row; None stays None."""
    if member is None:
        return None
    return cipher.seal(place, str(row).encode(), member.to_bytes(_ID_BYTES, "big"))


def unseal_member(
    cipher: Cipher, place: Place, row: int | str, sealed: bytes | None
) -> MemberId | None:
    """Read who it is; raises StorageFault when the value was moved or changed."""
    if sealed is None:
        return None
    return MemberId(int.from_bytes(cipher.unseal(place, str(row).encode(), sealed), "big"))
