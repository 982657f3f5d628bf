"""The repository of standing messages: where each server's message of the week stands."""

from typing import Any

from sqlalchemy import BigInteger, Column, Integer, String, Table, bindparam, select
from sqlalchemy.engine import RowMapping

from bot.domain.calendar.announced.week_message import WeekMessage
from bot.domain.ids import GuildId
from bot.storage.rows.access import upsert
from bot.storage.rows.columns import UtcDateTime
from bot.storage.rows.data_policy import OF_SERVER, Owner, policy
from bot.storage.rows.metadata import metadata
from bot.storage.rows.repository import Repository

_T = Table(
    "week_messages",
    metadata,
    Column("guild", BigInteger, info=OF_SERVER, primary_key=True, autoincrement=False),
    Column("channel", BigInteger, nullable=False),
    Column("number", Integer, nullable=False),
    Column("message", BigInteger),
    Column("drawn", String(64), nullable=False),
    Column("posted_at", UtcDateTime),
    Column("old_channel", BigInteger),
    Column("old_message", BigInteger),
    Column("deleted", Integer, nullable=False),
    Column("lost_at", UtcDateTime),
    info=policy(Owner.GUILD, starts="the bot is in the server", ends="the bot leaves the server"),
)
_GET = select(_T).where(_T.c.guild == bindparam("of"))
_ALL = select(_T).order_by(_T.c.guild)
_PUT = upsert(_T)


class WeekMessageRows(Repository):
    """Every server's standing message, within one transaction."""

    table = _T

    def get(self, guild: GuildId) -> WeekMessage | None:
        """Give a server's, or None where it never had one."""
        row = self._access.one(_GET, {"of": guild})
        return _load(row) if row is not None else None

    def put(self, message: WeekMessage) -> None:
        """Keep where it stands."""
        self._access.change(_PUT, _dump(message))

    def all(self) -> tuple[WeekMessage, ...]:
        """Give all of them."""
        return tuple(_load(row) for row in self._access.rows(_ALL))


def _dump(message: WeekMessage) -> dict[str, Any]:
    return {column.name: getattr(message, column.name) for column in _T.columns}


def _load(row: RowMapping) -> WeekMessage:
    return WeekMessage(**row)
