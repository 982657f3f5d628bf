"""The repository of standing messages: where each server's message of the week stands."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Integer,
    String,
    Table,
    and_,
    bindparam,
    func,
    or_,
    select,
)
from sqlalchemy.engine import RowMapping

from bot.domain.calendar.announced.week_message import WeekMessage
from bot.domain.calendar.occurrence import FINAL, Phase
from bot.domain.ids import GuildId
from bot.storage.calendar.occurrences import Occurrences
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
_DATES = Occurrences.table
_SHOWN = or_(
    _DATES.c.phase.in_([phase.value for phase in Phase if phase not in FINAL]),
    and_(_DATES.c.phase == Phase.CANCELLED.value, _DATES.c.due > bindparam("since")),
)
_STAMPS = (
    select(
        _DATES.c.guild,
        func.count().label("count"),
        func.sum(_DATES.c.version).label("changes"),
        func.sum(_DATES.c.id).label("which"),
    )
    .where(_SHOWN, _DATES.c.due <= bindparam("until"))
    .group_by(_DATES.c.guild)
)


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

    def stamps(self, since: datetime, until: datetime) -> dict[GuildId, str]:
        """Tell for each server what stands in its calendar: another stamp, and something changed.

        Of what is not held, only what would be due after `since`; of all, what is due by `until`.
        """
        rows = self._access.rows(_STAMPS, {"since": since, "until": until})
        return {row["guild"]: f"{row['count']} {row['changes']} {row['which']}" for row in rows}


def _dump(message: WeekMessage) -> dict[str, Any]:
    return {column.name: getattr(message, column.name) for column in _T.columns}


def _load(row: RowMapping) -> WeekMessage:
    return WeekMessage(**row)
