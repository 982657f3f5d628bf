"""The keyring: the keys under which everything else is kept, sealed as one value by the master key.

It lies in the database, so that a new master key seals one row anew and not all of them.
"""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.storage.files.faults import StorageFault
from bot.storage.sealing.sealing_key import (
    HEAD_BYTES,
    KEY_BYTES,
    KEYRING,
    SealedPlace,
    SealingKey,
)

_BOUND = SealedPlace("keyring").bound(b"1")
WRAP = b"openround wrap 1"
"""What the key is derived for with which a master key seals other keys."""
_HOUSE, _INDEX, _SIGNING = b"openround sealing 1", b"openround index 1", b"openround signing 1"


@dataclass(frozen=True, slots=True)
class Keyring:
    """The keys of one group."""

    house: tuple[bytes, ...] = field(repr=False)
    """Seal what is not one member's: the first one seals, former ones still open."""
    index: bytes = field(repr=False)
    """Makes the hashes by which a member is found; always the same."""
    signing: bytes = field(repr=False)
    """Signs attendance letters; always the same."""

    def renewed(self) -> "Keyring":
        """Give it with a new key for sealing, before those of today."""
        return replace(self, house=(secrets.token_bytes(KEY_BYTES), *self.house))

    def settled(self) -> "Keyring":
        """Give it without the former keys for sealing: nothing is sealed with them any more."""
        return replace(self, house=self.house[:1])


def fresh() -> Keyring:
    """Draw a new one."""
    house, index, signing = (secrets.token_bytes(KEY_BYTES) for _ in range(3))
    return Keyring((house,), index, signing)


def of_before(masters: Sequence[bytes]) -> Keyring:
    """Give the keys that followed from the master key itself, before there was a keyring.

    Of several the oldest is meant: the others came with a rotation, and it had made a keyring.
    """
    first = masters[-1]
    house = tuple(derived(one, _HOUSE) for one in masters)
    return Keyring(house, derived(first, _INDEX), derived(first, _SIGNING))


def derived(master: bytes, purpose: bytes) -> bytes:
    """Derive a key for one purpose."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose).derive(master)


def sealed(ring: Keyring, master: bytes) -> bytes:
    """Seal a keyring under a master key."""
    parts = {
        "house": [one.hex() for one in ring.house],
        "index": ring.index.hex(),
        "signing": ring.signing.hex(),
    }
    return _key(master).seal(_BOUND, json.dumps(parts).encode())


def opened(blob: bytes, masters: Sequence[bytes]) -> Keyring:
    """Open a keyring; raises StorageFault where no master key of these sealed it."""
    keys = {key.head: key for key in map(_key, masters)}
    key = keys.get(blob[:HEAD_BYTES])
    if key is None:
        raise StorageFault("fault.key_wrong")
    parts = json.loads(key.unseal(_BOUND, blob))
    house = tuple(bytes.fromhex(one) for one in parts["house"])
    return Keyring(house, bytes.fromhex(parts["index"]), bytes.fromhex(parts["signing"]))


def sealed_by(blob: bytes, masters: Sequence[bytes]) -> bytes:
    """Give the master key that sealed a keyring; raises StorageFault where it is none of these."""
    for one in masters:
        if blob.startswith(_key(one).head):
            return one
    raise StorageFault("fault.key_wrong")


def is_newest(blob: bytes, masters: Sequence[bytes]) -> bool:
    """Tell whether the newest of these master keys sealed a keyring."""
    return blob.startswith(_key(masters[0]).head)


def _key(master: bytes) -> SealingKey:
    return SealingKey(derived(master, WRAP), KEYRING)
