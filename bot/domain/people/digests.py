"""Keyed digests of people who had themselves forgotten: known again, and named nowhere.

A removal, and a turn somebody has had, outlive being forgotten for as long as the meeting lasts.
"""

from dataclasses import dataclass, replace
from hashlib import blake2b

from bot.domain.ids import MemberId

KEY_BYTES = 16
_DIGEST_BYTES = 16


@dataclass(frozen=True, slots=True)
class Digests:
    """Some people, by keyed digests (BLAKE2b) alone.

    They stand in the sealed row of the meeting and go with it, and so does the key.
    """

    key: str = ""
    """Drawn at random for this meeting, in hex; empty while there is no digest."""
    digests: frozenset[str] = frozenset()

    def knows(self, member: MemberId) -> bool:
        """Tell whether somebody is one of them."""
        return bool(self.digests) and _digest(self.key, member) in self.digests

    def adding(self, member: MemberId, key: str) -> "Digests":
        """Add somebody; `key` is fresh, and taken where there is none yet."""
        keyed = self if self.key else replace(self, key=key)
        return replace(keyed, digests=keyed.digests | {_digest(keyed.key, member)})

    def without(self, member: MemberId) -> "Digests":
        """Take somebody out again."""
        if not self.knows(member):
            return self
        return replace(self, digests=self.digests - {_digest(self.key, member)})


def _digest(key: str, member: MemberId) -> str:
    digest = blake2b(b"%d" % member, digest_size=_DIGEST_BYTES, key=bytes.fromhex(key))
    return digest.hexdigest()
