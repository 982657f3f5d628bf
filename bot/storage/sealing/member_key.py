"""One member's key in one server: seals what is theirs, bound to them, table, row and schema."""

from bot.storage.sealing.sealing_key import MEMBERS, SealedPlace, SealingKey


class MemberKey:
    """A random key: once its row is gone, nothing that it sealed can be read by anyone."""

    def __init__(self, raw: bytes) -> None:
        self._key = SealingKey(raw, MEMBERS)

    def seal(self, place: SealedPlace, whose: bytes, row: bytes, plain: bytes) -> bytes:
        """Seal `plain` for one row of one member."""
        return self._key.seal(place.bound(row, whose), plain)

    def unseal(self, place: SealedPlace, whose: bytes, row: bytes, sealed: bytes) -> bytes:
        """Open what is theirs; raises StorageFault when the key, the place or a byte is wrong."""
        return self._key.unseal(place.bound(row, whose), sealed)
