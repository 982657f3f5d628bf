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
    " WHERE at > clock_timestamp() - interval '1 day'"
)
_PRUNE = text("DELETE FROM identifies WHERE at < clock_timestamp() - interval '1 day'")
_WRITE = text("INSERT INTO identifies (at) VALUES (clock_timestamp())")


class IdentifyTable:
    """The table, for all processes with one token; each claim has it to itself for a moment."""

    def __init__(self, address: Address) -> None:
        self._address = address

    def ages(self) -> list[float]:
        """Give the seconds since each of the last day, by the server's clock."""
        return self._connected(_ages)

    def claim(self, rule: Rule) -> float:
        """Where the rule lets one through, write it down and give 0; else the seconds to wait."""

        def work(connection: Connection) -> float:
            connection.execute(_ALONE)
            wait = rule(_ages(connection))
            if not wait:
                connection.execute(_PRUNE)
                connection.execute(_WRITE)
            return wait

        return self._connected(work)

    def _connected(self, work: Callable[[Connection], T]) -> T:
        engine = engine_for(self._address.url, 1)
        try:
            with reaching(self._address.shown), engine.connect() as connection:
                connection.execution_options(isolation_level="READ COMMITTED")
                with connection.begin():
                    return work(connection)
        finally:
            engine.dispose()


def _ages(connection: Connection) -> list[float]:
    return [float(age) for age in connection.execute(_AGES).scalars()]


def identifies_of(url: str, now: Callable[[], float]) -> IdentifyFile | IdentifyTable:
    """Give the ledger that fits the database. Raises StorageFault where it cannot be made."""
    address = Address.of(url)
    if address.file is not None:
        return IdentifyFile(address.file.parent, now)
    return IdentifyTable(address)
