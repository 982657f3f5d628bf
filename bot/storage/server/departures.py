"""The repository of departures: servers that removed the bot, and are not forgotten yet."""

from sqlalchemy import BigInteger, Column, Table, bindparam, delete, select
from sqlalchemy.engine import RowMapping

from bot.domain.ids import GuildId
from bot.domain.server.departure import Departure
from bot.storage.rows.access import upsert
from bot.storage.rows.columns import UtcDateTime
from bot.storage.rows.data_policy import OF_SERVER, Owner, policy
from bot.storage.rows.metadata import metadata
from bot.storage.rows.repository import Repository

_T = Table(
    "departures",
    metadata,
    Column("guild", BigInteger, info=OF_SERVER, primary_key=True, autoincrement=False),
    Column("left_at", UtcDateTime, nullable=False),
    Column("back_at", UtcDateTime),
    info=policy(
        Owner.GUILD,
        starts="a server removed the bot",
        ends="its organisers say whether all goes on; seven days, and all of that server with it",
    ),
)
_GET = select(_T).where(_T.c.guild == bindparam("of"))
_ALL = select(_T).order_by(_T.c.guild)
_PUT = upsert(_T)
_DELETE = delete(_T).where(_T.c.guild == bindparam("of"))


class DepartureRows(Repository):
    """Every server that removed the bot lately, within one transaction."""

    table = _T

    def get(self, guild: GuildId) -> Departure | None:
        """Give when a server removed the bot; None where it did not, or all goes on."""
        row = self._access.one(_GET, {"of": guild})
        return _load(row) if row is not None else None

    def put(self, departure: Departure) -> None:
        """Note that a server removed the bot, or has taken it in again."""
        values = {"guild": departure.guild, "left_at": departure.left_at}
        self._access.change(_PUT, values | {"back_at": departure.back_at})

    def delete(self, guild: GuildId) -> None:
        """Note that all goes on."""
        self._access.change(_DELETE, {"of": guild})

    def all(self) -> tuple[Departure, ...]:
        """Give all of them."""
        return tuple(_load(row) for row in self._access.rows(_ALL))


def _load(row: RowMapping) -> Departure:
    return Departure(row["guild"], row["left_at"], row["back_at"])
