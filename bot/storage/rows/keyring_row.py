"""The one row of the keyring: read at the start, replaced by a rotation; how much was erased."""

from dataclasses import dataclass

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Integer,
    LargeBinary,
    Table,
    inspect,
    select,
    update,
)

from bot.storage.rows.access import Access, upsert
from bot.storage.rows.data_policy import Owner, policy
from bot.storage.rows.metadata import metadata

KEYRING = Table(
    "keyring",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("moving", Boolean, nullable=False),
    Column("erased", BigInteger),
    info=policy(
        Owner.BOT,
        starts="the bot first opens the database",
        ends="never: all that is sealed opens with it",
    ),
)
_ID = 1
_GET = select(KEYRING).where(KEYRING.c.id == _ID)
_PUT = upsert(KEYRING)
_CHANGE = update(KEYRING).where(KEYRING.c.id == _ID)


@dataclass(frozen=True, slots=True)
class KeptKeyring:
    """What stands in the row."""

    sealed: bytes
    moving: bool = False
    """Whether there may be values that older keys have sealed."""
    erased: int | None = None
    """How many promises to erase are fulfilled; None until the file of promises is made."""


def read(connection: Connection) -> KeptKeyring | None:
    """Read the row; None where there is none yet, or no table as before members had keys."""
    if not inspect(connection).has_table(KEYRING.name):
        return None
    row = connection.execute(_GET).mappings().one_or_none()
    return None if row is None else KeptKeyring(row["sealed"], row["moving"], row["erased"])


def put(connection: Connection, kept: KeptKeyring) -> None:
    """Write the row."""
    values = {"sealed": kept.sealed, "moving": kept.moving, "erased": kept.erased}
    connection.execute(_PUT, {"id": _ID} | values)


class KeyringRow:
    """The row, within one transaction."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def erased(self) -> int:
        """Tell how many promises to erase are fulfilled."""
        kept = self.get()
        return (kept.erased if kept else None) or 0

    def fulfilled(self, count: int) -> None:
        """Note that so many promises to erase are fulfilled."""
        self._access.change(_CHANGE.values(erased=count))

    def get(self) -> KeptKeyring | None:
        """Give what stands there."""
        row = self._access.one(_GET)
        return None if row is None else KeptKeyring(row["sealed"], row["moving"], row["erased"])

    def replace(self, sealed: bytes, *, moving: bool) -> None:
        """Put another keyring in its place."""
        self._access.change(_CHANGE.values(sealed=sealed, moving=moving))
