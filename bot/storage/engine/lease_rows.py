"""The rows that say which process holds which shards, until when by the server's clock.

There is one for each shard; a process without others holds the first of one.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy import BigInteger, Column, Connection, Integer, String, Table, text

from bot.storage.rows.columns import UtcDateTime
from bot.storage.rows.data_policy import Owner, policy
from bot.storage.rows.metadata import metadata

LEASE = Table(
    "lease",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("owner", String(64), nullable=False),
    Column("epoch", BigInteger, nullable=False),
    Column("until", UtcDateTime, nullable=False),
    Column("shards", Integer, nullable=False, server_default="1"),
    info=policy(Owner.BOT, starts="the database lives", ends="never: it names no person"),
)

Epochs = Mapping[int, int]
"""The rows of a lead, and the number of each."""

_PROCESS = 0x6F70_656E_726F_756E
"""The number under which PostgreSQL knows a live process with the first shard; others follow."""
_TAKING, _BEGINNING = 0x6F70_656E_0000_0000, 0x6F70_656E_0000_0001
"""The numbers under which one process at a time takes shards, and begins."""

_BEGIN_ALONE = text("SELECT pg_try_advisory_lock(:number)")
_BEGUN = text("SELECT pg_advisory_unlock(:number)")
_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(:number)")
_THERE = text("SELECT to_regclass('lease')")
_SHOW_ALIVE = text(
    "SELECT one FROM unnest(CAST(:rows AS integer[])) AS one"
    " WHERE pg_try_advisory_lock(:number + one - 1)"
)
_RUN_OUT = text(
    "SELECT id FROM lease WHERE id = ANY(CAST(:rows AS integer[])) AND until < clock_timestamp()"
)
_OTHERS = text(
    "SELECT count(*) FROM lease"
    " WHERE id <> ALL(CAST(:rows AS integer[])) AND until > clock_timestamp()"
)
_SPLIT_OTHERWISE = text(
    "SELECT count(*) FROM lease WHERE until > clock_timestamp()"
    " AND coalesce(CAST(to_jsonb(lease) ->> 'shards' AS integer), 1) <> :shards"
)
"""It is asked before the tables are brought up to date, too: one from before has no such column."""
_TAKE = text(
    "INSERT INTO lease (id, owner, epoch, until, shards)"
    " SELECT one, :owner, 1, clock_timestamp() + make_interval(secs => :seconds), :shards"
    " FROM unnest(CAST(:rows AS integer[])) AS one"
    " ON CONFLICT (id) DO UPDATE SET owner = excluded.owner, epoch = lease.epoch + 1,"
    " until = excluded.until, shards = excluded.shards"
    " WHERE lease.id = ANY(CAST(:alone AS integer[])) OR lease.until < clock_timestamp()"
    " RETURNING id, epoch"
)
_RENEW = text(
    "UPDATE lease SET until = clock_timestamp() + make_interval(secs => :seconds)"
    " WHERE owner = :owner AND (id, epoch) IN"
    " (SELECT * FROM unnest(CAST(:rows AS integer[]), CAST(:epochs AS bigint[])))"
)


class LeaseRows:
    """What one process asks of the rows, over a connection that commits by itself."""

    def __init__(self, owner: str, shards: int, seconds: float) -> None:
        """`shards` is how many there are in all; a lease lasts so many `seconds`."""
        self._mine = {"owner": owner, "shards": shards, "seconds": seconds}

    def show_alive(self, connection: Connection, rows: Collection[int]) -> frozenset[int]:
        """Hold session locks that show at once whether we live; gives of which rows we got one."""
        asked = {"rows": list(rows), "number": _PROCESS}
        return frozenset(connection.execute(_SHOW_ALIVE, asked).scalars())

    def may_begin(self, connection: Connection) -> bool:
        """Begin, unless another process does so; until `begin_over`, or the connection ends."""
        return bool(connection.execute(_BEGIN_ALONE, {"number": _BEGINNING}).scalar())

    def begin_over(self, connection: Connection) -> None:
        """Let another process begin."""
        if self._mine["shards"] != 1:
            connection.execute(_BEGUN, {"number": _BEGINNING})

    def run_out(self, connection: Connection, rows: Collection[int]) -> frozenset[int]:
        """Give those that nobody has renewed in time."""
        if connection.execute(_THERE).scalar() is None:
            return frozenset()
        return frozenset(connection.execute(_RUN_OUT, {"rows": list(rows)}).scalars())

    def has_others(self, connection: Connection, rows: Collection[int]) -> bool:
        """Tell whether another process holds any row but these."""
        there = connection.execute(_THERE).scalar() is not None
        return there and bool(connection.execute(_OTHERS, {"rows": list(rows)}).scalar())

    def is_split_otherwise(self, connection: Connection) -> bool:
        """Tell whether a process is at work that counts more or fewer shards."""
        there = connection.execute(_THERE).scalar() is not None
        return there and bool(connection.execute(_SPLIT_OTHERWISE, self._mine).scalar())

    def take(
        self, connection: Connection, rows: Collection[int], alone: Collection[int]
    ) -> dict[int, int]:
        """Take those of some rows that are free, or whose holder is dead; gives their epochs.

        Of the rows `alone` nobody else lives who could hold them.
        """
        asked = {**self._mine, "rows": sorted(rows), "alone": sorted(alone)}
        with _one_at_a_time(connection):
            if self.is_split_otherwise(connection):
                return {}
            return {row.id: row.epoch for row in connection.execute(_TAKE, asked)}

    def renew(self, connection: Connection, epochs: Epochs) -> bool:
        """Renew all of them at once; gives whether they still are ours."""
        return self._last(connection, epochs, {}) == len(epochs)

    def give_back(self, connection: Connection, epochs: Epochs) -> None:
        """Let others have them."""
        self._last(connection, epochs, {"seconds": 0})

    def _last(self, connection: Connection, epochs: Epochs, until: dict[str, int]) -> int:
        named = {"rows": list(epochs), "epochs": list(epochs.values())}
        return connection.execute(_RENEW, self._mine | named | until).rowcount


@contextmanager
def _one_at_a_time(connection: Connection) -> Iterator[None]:
    """Keep other processes from taking any meanwhile."""
    connection.exec_driver_sql("BEGIN")
    try:
        connection.execute(_ONE_AT_A_TIME, {"number": _TAKING})
        yield
    except BaseException:
        connection.exec_driver_sql("ROLLBACK")
        raise
    connection.exec_driver_sql("COMMIT")
