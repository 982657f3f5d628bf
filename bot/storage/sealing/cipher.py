"""Authenticated encryption of what must not be read from a stolen file, and keyed hashes.

A sealed value opens only in the table, the row and the schema it was sealed for: moved elsewhere it
is refused (docs/decisions/0003-sealed-rows.md).
"""

import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.ids import GuildId, MemberId
from bot.storage.files.faults import StorageFault
from bot.storage.sealing import keyring
from bot.storage.sealing.keyring import WRAP, Keyring, derived
from bot.storage.sealing.member_key import MemberKey
from bot.storage.sealing.sealing_key import HEAD_BYTES, HOUSE, WRAPPED, SealedPlace, SealingKey

_WRAPPING = SealedPlace("member_keys")
_SHELF_BYTES, _CODE_BYTES, _SHOWN_BYTES = 8, 16, 16


@dataclass(frozen=True, slots=True)
class _Keys:
    """All keys as they stand: replaced as one, so that no thread sees half of a change."""

    ring: Keyring
    masters: tuple[bytes, ...]
    house: dict[bytes, SealingKey]
    """By the head of what they sealed; the first one seals."""
    wraps: dict[bytes, SealingKey]

    @classmethod
    def of(cls, ring: Keyring, masters: Sequence[bytes]) -> "_Keys":
        house = (SealingKey(one, HOUSE) for one in ring.house)
        wraps = (SealingKey(derived(one, WRAP), WRAPPED) for one in masters)
        by_head = [{key.head: key for key in keys} for keys in (house, wraps)]
        return cls(ring, tuple(masters), *by_head)


class Cipher:
    """What seals and finds: with keys that never lie in the database as they are."""

    def __init__(self, ring: Keyring, masters: Sequence[bytes]) -> None:
        """`masters` are the master keys, the newest first: it seals, all of them open."""
        self._keys = _Keys.of(ring, masters)
        self._withheld: frozenset[bytes] = frozenset()

    @property
    def ring(self) -> Keyring:
        """The keys in use."""
        return self._keys.ring

    @property
    def masters(self) -> tuple[bytes, ...]:
        """The master keys, the newest first."""
        return self._keys.masters

    @property
    def sealed_ring(self) -> bytes:
        """The keys in use, sealed by the newest master key."""
        return keyring.sealed(self._keys.ring, self._keys.masters[0])

    def adopt(self, ring: Keyring, masters: Sequence[bytes]) -> None:
        """Take over other keys, while threads use this one."""
        self._keys = _Keys.of(ring, masters)

    def opening(self, sealed_ring: bytes | None) -> "Cipher":
        """Give the cipher of a database, or a copy, with that keyring in it.

        None stands for one from before there was a keyring. Raises StorageFault where no master
        key of ours sealed it.
        """
        if sealed_ring is None:
            return self.with_ring(keyring.of_before(self._keys.masters))
        return self.with_ring(keyring.opened(sealed_ring, self._keys.masters))

    def with_ring(self, ring: Keyring) -> "Cipher":
        """Give one with the same master keys, and other keys under them."""
        return Cipher(ring, self._keys.masters)

    @property
    def mark(self) -> bytes:
        """Give 32 bytes by which the hashes of this group are known from another's."""
        return hmac.digest(self._keys.ring.index, b"tombstones", "sha256")

    def withhold(self, subjects: Iterable[bytes]) -> None:
        """Open nothing of these people's any more: that they are erased is promised."""
        self._withheld = frozenset(subjects)

    def is_withheld(self, subject: bytes) -> bool:
        """Tell whether nothing of somebody's opens any more."""
        return subject in self._withheld

    def subject(self, guild: GuildId, member: MemberId) -> bytes:
        """Give the 32 bytes under which one person in one server is kept, and nothing else."""
        message = guild.to_bytes(8, "big") + member.to_bytes(8, "big")
        return hmac.digest(self._keys.ring.index, message, "sha256")

    def shelf(self, subject: bytes, kind: str) -> bytes:
        """Give the 8 bytes under which a person's things of one kind are found."""
        return hmac.digest(self._keys.ring.index, subject + kind.encode(), "sha256")[:_SHELF_BYTES]

    def code(self, code: str) -> bytes:
        """Give the 16 bytes under which a letter's code is found."""
        return hmac.digest(self._keys.ring.index, b"code " + code.encode(), "sha256")[:_CODE_BYTES]

    def shown(self, looks: bytes) -> bytes:
        """Give the 16 bytes by which what a message shows is known again, and not read."""
        return hmac.digest(self._keys.ring.index, b"shown " + looks, "sha256")[:_SHOWN_BYTES]

    def seal(self, place: SealedPlace, row: bytes, plain: bytes) -> bytes:
        """Seal `plain` for one row, filled up to a multiple of 256 bytes."""
        return _first(self._keys.house).seal(place.bound(row), plain)

    def unseal(self, place: SealedPlace, row: bytes, sealed: bytes) -> bytes:
        """Open a sealed value; raises StorageFault when the key, the place or a byte is wrong."""
        return _meant(self._keys.house, sealed).unseal(place.bound(row), sealed)

    def wrap(self, whose: bytes, key: bytes) -> bytes:
        """Seal a member's key under the master key, bound to whose it is."""
        return _first(self._keys.wraps).seal(_WRAPPING.bound(whose), key)

    def rewrap(self, whose: bytes, wrapped: bytes) -> bytes:
        """Seal a member's key under the newest master key; raises StorageFault as `unseal` does."""
        key, bound = _meant(self._keys.wraps, wrapped), _WRAPPING.bound(whose)
        return _first(self._keys.wraps).seal(bound, key.unseal(bound, wrapped))

    def unwrap(self, whose: bytes, wrapped: bytes) -> MemberKey:
        """Open a member's key; raises StorageFault as `unseal` does."""
        key = _meant(self._keys.wraps, wrapped)
        return MemberKey(key.unseal(_WRAPPING.bound(whose), wrapped))

    def must_know(self, sealed: bytes) -> None:
        """Raise StorageFault unless one of these keys sealed the value."""
        _meant(self._keys.house | self._keys.wraps, sealed)

    @property
    def wrapping(self) -> tuple[bytes, ...]:
        """Give how members' keys begin that a master key of ours has sealed."""
        return tuple(self._keys.wraps)

    @property
    def newest(self) -> tuple[bytes, bytes]:
        """Give how values begin that the newest keys seal: the bot's own, and members' keys."""
        return _first(self._keys.house).head, _first(self._keys.wraps).head


def _first(keys: dict[bytes, SealingKey]) -> SealingKey:
    return next(iter(keys.values()))


def _meant(keys: dict[bytes, SealingKey], sealed: bytes) -> SealingKey:
    key = keys.get(sealed[:HEAD_BYTES])
    if key is None:
        raise StorageFault("fault.key_wrong")
    return key
