"""Columns sealed with the bot's own key: how a row is named to its seal, and sealing it anew."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Table, and_, func, select, update
from sqlalchemy.engine import RowMapping

from bot.storage.files.faults import StorageFault
from bot.storage.rows.access import Access
from bot.storage.sealing.sealing_key import HEAD_BYTES, HOUSE, SealedPlace


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """One column whose values the bot's own key seals."""

    name: str
    place: SealedPlace
    row: Callable[[RowMapping], str]
    """Names a row to its seal."""

    def rekey(self, access: Access, table: Table, limit: int) -> int:
        """Seal anew what an older key has sealed, so many at most; gives how many those were.

        What was changed meanwhile, or cannot be read, is left as it is.
        """
        column = table.c[self.name]
        newest = access.cipher.newest[0]
        older = and_(
            func.substr(column, 1, 1) == HOUSE, func.substr(column, 1, HEAD_BYTES) != newest
        )
        rows = access.rows(select(table).where(older).limit(limit))
        return sum(self._sealed_anew(access, table, row) for row in rows)

    def _sealed_anew(self, access: Access, table: Table, row: RowMapping) -> int:
        column, name = table.c[self.name], self.row(row).encode()
        try:
            plain = access.cipher.unseal(self.place, name, row[self.name])
        except StorageFault:
            return 0
        values = {self.name: access.cipher.seal(self.place, name, plain)}
        return access.change(
            update(table).where(this_row(table, row), column == row[self.name]).values(values)
        )


def this_row(table: Table, row: RowMapping) -> ColumnElement[bool]:
    """Name a row by its key."""
    return and_(*(one == row[one.name] for one in table.primary_key))
