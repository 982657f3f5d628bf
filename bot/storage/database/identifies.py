"""Where it is written down when the bot logged in: a file beside SQLite, a table on PostgreSQL."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from sqlalchemy import Column, Connection, Integer, Table, text

from bot.ops.identify import Rule
from bot.storage.engine.postgres import engine_for, reaching
from bot.storage.files.address import Address
from bot.storage.files.identifies import IdentifyFile
from bot.storage.rows.columns import UtcDateTime
from bot.storage.rows.data_policy import Owner, policy
from bot.storage.rows.metadata import metadata

T = TypeVar("T")

IDENTIFIES = Table(
    "identifies",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("shard", Integer, nullable=False, server_default="0"),
    info=policy(
        Owner.BOT,
        starts="the bot logged in to the gateway",
        ends="never: it names no person",
        kept=timedelta(days=1),
    ),
)

_ALONE = text("LOCK TABLE identifies IN EXCLUSIVE MODE")
_AGES = text(
    "SELECT extract(epoch FROM clock_timestamp() - at) FROM identifies"
    " WHERE shard = :shard AND at > clock_timestamp() - interval '1 day'"
)
_NEWEST = text(
    "SELECT extract(epoch FROM clock_timestamp() - max(at)) FROM identifies WHERE shard <> :shard"
)
_PRUNE = text("DELETE FROM identifies WHERE at < clock_timestamp() - interval '1 day'")
_WRITE = text("INSERT INTO identifies (at, shard) VALUES (clock_timestamp(), :shard)")


class IdentifyTable:
    """The table, for all processes with one token; each claim has it to itself for a moment.

    Each shard has a row of logins of its own; only how close they follow is for all of them.
    """

    def __init__(self, address: Address, shard: int = 0) -> None:
        self._address, self._which = address, {"shard": shard}

    def ages(self) -> list[float]:
        """Give the seconds since each of the last day, by the server's clock."""
        return self._connected(self._ages)

    def claim(self, rule: Rule) -> float:
        """Where the rule lets one through, write it down and give 0; else the seconds to wait."""

        def work(connection: Connection) -> float:
            connection.execute(_ALONE)
            newest = connection.execute(_NEWEST, self._which).scalar()
            others = [] if newest is None else [float(newest)]
            wait = max(rule(self._ages(connection)), rule(others))
            if not wait:
                connection.execute(_PRUNE)
                connection.execute(_WRITE, self._which)
            return wait

        return self._connected(work)

    def _ages(self, connection: Connection) -> list[float]:
        ages = connection.execute(_AGES, self._which)
        return [float(age) for age in ages.scalars()]

    def _connected(self, work: Callable[[Connection], T]) -> T:
        engine = engine_for(self._address.url, 1)
        try:
            with reaching(self._address.shown), engine.connect() as connection:
                connection.execution_options(isolation_level="READ COMMITTED")
                with connection.begin():
                    return work(connection)
        finally:
            engine.dispose()


def identifies_of(
    url: str, now: Callable[[], float], shard: int = 0
) -> IdentifyFile | IdentifyTable:
    """Give the ledger that fits the database. Raises StorageFault where it cannot be made."""
    address = Address.of(url)
    if address.file is not None:
        return IdentifyFile(address.file.parent, now)
    return IdentifyTable(address, shard)
