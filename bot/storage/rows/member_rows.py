"""Base class of the repositories of what one member wrote: sealed with their key, gone with it."""

from typing import ClassVar

from sqlalchemy import bindparam, delete

from bot.domain.ids import GuildId, MemberId
from bot.storage.rows.member_keys import MemberKeys, Whose
from bot.storage.rows.repository import Erases
from bot.storage.sealing.sealing_key import SealedPlace


class MemberRows(Erases):
    """One table of members' rows; each has a `subject`, and what it holds is sealed at `place`."""

    place: ClassVar[SealedPlace]

    def forget(self, member: MemberId, guild: GuildId) -> int:
        """Delete every row of a member in a server; gives how many."""
        theirs = delete(self.table).where(self.table.c.subject == bindparam("of"))
        gone = self._access.change(theirs, {"of": self._access.cipher.subject(guild, member)})
        self._access.wipe |= gone > 0
        return gone

    def _whose(self, guild: GuildId, member: MemberId) -> Whose:
        return Whose.of(self._access, guild, member)

    def _seal(self, whose: Whose, row: bytes, plain: bytes) -> bytes:
        """Seal for one row; with the first thing that is kept of somebody their key is made."""
        return MemberKeys(self._access).of(whose).seal(self.place, whose.bound, row, plain)

    def _open(self, whose: Whose, row: bytes, sealed: bytes, wrapped: bytes | None) -> bytes:
        """Open what stands in a row; `wrapped` was read beside it (`with_key`).

        Raises StorageFault.
        """
        key = MemberKeys(self._access).known(whose, wrapped)
        return key.unseal(self.place, whose.bound, row, sealed)
