"""Columns with a member's id, encrypted, in rows that are not the member's own."""

from collections.abc import Callable
from functools import partial

from sqlalchemy import Table, bindparam, select, update
from sqlalchemy.engine import RowMapping

from bot.domain.ids import GuildId, MemberId
from bot.storage.rows.access import Access
from bot.storage.rows.sealed_column import SealedColumn
from bot.storage.sealing.cipher import Cipher
from bot.storage.sealing.sealing_key import SealedPlace

_ID_BYTES = 8
Key = int | str


def _by_id(_: GuildId, key: Key) -> str:
    return str(key)


class MemberColumn:
    """A nullable column of encrypted member ids; a value can be read in its own row alone."""

    def __init__(
        self,
        table: Table,
        name: str,
        *,
        row: Callable[[GuildId, Key], str] = _by_id,
        besides: dict[str, object] | None = None,
    ) -> None:
        """`row` names a row to the seal, by its server and id; `besides` is set with a clearing."""
        self._name = name
        self._place, self._row = SealedPlace(f"{table.name}.{name}"), row
        here, column = table.c.guild == bindparam("of"), table.c[name]
        self._table = table
        self._filled = select(table.c.id, table.c.guild, column.label("who")).where(
            here, column.is_not(None)
        )
        one = update(table).where(here, table.c.id == bindparam("key"))
        self._clear = one.values({name: None} | (besides or {}))

    @property
    def sealed(self) -> SealedColumn:
        """How it is sealed anew."""
        return SealedColumn(self._name, self._place, lambda row: self._row(row["guild"], row["id"]))

    def encrypt_member_id(
        self, cipher: Cipher, guild: GuildId, key: Key, member: MemberId | None
    ) -> bytes | None:
        """Encrypt who it is for one row; None stays None."""
        if member is None:
            return None
        row = self._row(guild, key).encode()
        return cipher.seal(self._place, row, member.to_bytes(_ID_BYTES, "big"))

    def decrypt_member_id(
        self, cipher: Cipher, guild: GuildId, key: Key, sealed: bytes | None
    ) -> MemberId | None:
        """Decrypt who it is; raises StorageFault when the value was moved or changed."""
        if sealed is None:
            return None
        plain = cipher.unseal(self._place, self._row(guild, key).encode(), sealed)
        return MemberId(int.from_bytes(plain, "big"))

    def rows_of(self, access: Access, member: MemberId, guild: GuildId) -> list[Key]:
        """Name the rows of a server in which it is this member."""
        return [key for key, who in self._named(access, guild) if who == member]

    def members(self, access: Access, guild: GuildId) -> frozenset[MemberId]:
        """Name everybody whom a row of a server names."""
        return frozenset(who for _, who in self._named(access, guild) if who is not None)

    def _named(self, access: Access, guild: GuildId) -> tuple[tuple[Key, MemberId | None], ...]:
        rows = access.rows(self._filled, {"of": guild})
        return access.readable(self._table, rows, partial(self._who, access.cipher))

    def _who(self, cipher: Cipher, row: RowMapping) -> tuple[Key, MemberId | None]:
        return row["id"], self.decrypt_member_id(cipher, row["guild"], row["id"], row["who"])

    def forget(self, access: Access, member: MemberId, guild: GuildId) -> int:
        """Clear it wherever in a server it is this member; the rows stay. Gives how many."""
        theirs = self.rows_of(access, member, guild)
        for key in theirs:
            access.change(self._clear, {"of": guild, "key": key})
        access.wipe |= bool(theirs)
        return len(theirs)
