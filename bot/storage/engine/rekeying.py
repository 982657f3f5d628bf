"""Re-keying: whatever an older key sealed is sealed anew, a batch at a time; safe to repeat.

One pass does it all: rows from before members had keys, and what a new master key asks for. What is
left to do stands in the rows themselves, so that a kill costs nothing.
"""

import asyncio

from bot.storage.engine.personal_data_registry import REPOSITORIES
from bot.storage.engine.store import Store
from bot.storage.engine.transaction import Tx
from bot.storage.rows.keyring_row import KeyringRow
from bot.storage.sealing import keyring
from bot.storage.sealing.cipher import Cipher
from bot.storage.sealing.key_source import Keys, KeySource
from bot.storage.sealing.keyring import Keyring, of_before
from bot.storage.sealing.keys import cipher_of, masters_in

BATCH = 100


def is_under_way(tx: Tx, masters: tuple[bytes, ...]) -> bool:
    """Tell whether anything may be sealed by an older key, or is to be under the newest master."""
    kept = KeyringRow(tx.access).get()
    return kept is not None and (kept.moving or not keyring.is_newest(kept.sealed, masters))


def take_over(tx: Tx, masters: tuple[bytes, ...]) -> Keyring:
    """Put the keyring under the newest master key, with a new key for sealing; gives it.

    Where that is done already, it gives what stands there.
    """
    row = KeyringRow(tx.access)
    kept = row.get()
    before = cipher_of(*masters).opening(kept.sealed if kept else None).ring
    if kept is None or keyring.is_newest(kept.sealed, masters):
        return before
    ring = before.renewed()
    row.replace(keyring.sealed(ring, masters[0]), moving=True)
    return ring


def batch(tx: Tx, limit: int = BATCH) -> int:
    """Seal anew what older keys have sealed, so much at most; gives how much that was."""
    done = 0
    for kind in REPOSITORIES:
        if done < limit:
            done += kind(tx.access).rekey(limit - done)
    return done


def settle(tx: Tx, masters: tuple[bytes, ...]) -> Keyring:
    """Let go of the former keys: nothing is sealed with them any more. Gives what stays."""
    ring = tx.access.cipher.ring.settled()
    KeyringRow(tx.access).replace(keyring.sealed(ring, masters[0]), moving=False)
    tx.wipe_after = True
    return ring


class Rekeying:
    """Looks now and then for a new master key, and seals anew what is to be."""

    def __init__(self, store: Store, cipher: Cipher, wishes: Cipher, keys: Keys) -> None:
        """`cipher` and `wishes` take over what the master keys are."""
        self._store, self._keys = store, KeySource.of(keys)
        self._cipher, self._wishes = cipher, wishes
        self._seen: tuple[int, int, int] | None = None
        self._moving = self._found_none = False

    @property
    def is_moving(self) -> bool:
        """Whether anything may be sealed by an older key."""
        return self._moving or self._seen is None

    async def look(self) -> None:
        """Take over a new master key, if there is one; seal anew until nothing is left.

        The former keys go at the look after that: whatever was under way meanwhile is found then.
        Only a process with all servers does so: another one would not know the new key.
        """
        if not self._store.share.is_whole:
            return
        masters = await asyncio.to_thread(self._changed)
        if masters is not None:
            await self._take_over(masters)
        if self._moving:
            await self._move()

    async def to_the_end(self) -> None:
        """Do all of it now; only while nobody else works with the database."""
        await self.look()
        while self._moving:
            await self._move()

    def _changed(self) -> tuple[bytes, ...] | None:
        """Read the master keys where they are others than at the last look."""
        seen = self._keys.state()
        if seen is None or seen == self._seen:
            return None
        masters = masters_in(self._keys)
        self._seen = seen
        return masters

    async def _take_over(self, masters: tuple[bytes, ...]) -> None:
        try:
            moving = await self._store.run(lambda tx: is_under_way(tx, masters))
            ring = await self._store.run(lambda tx: take_over(tx, masters))
        except BaseException:
            self._seen = None  # the next look tries again
            raise
        self._cipher.adopt(ring, masters)
        self._wishes.adopt(of_before(masters), masters)
        self._moving, self._found_none = moving, False

    async def _move(self) -> None:
        found = 0
        while done := await self._store.run(batch):
            found += done
        if found or not self._found_none:
            self._found_none = True
            return
        masters = self._cipher.masters
        ring = await self._store.run(lambda tx: settle(tx, masters))
        self._cipher.adopt(ring, masters)
        self._moving = False
