"""The rows that say which process holds which shards, until when by the server's clock.

There is one for each shard; a process without others holds the first of one.
"""

import uuid
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Connection, Executable, text
from sqlalchemy.engine import URL, CursorResult

from bot.domain.server.share import fair_share
from bot.storage.engine.postgres import engine_for

Epochs = Mapping[int, int]
"""The rows of a lead, and the number of each."""

_NONE = frozenset[int]()
_NO_LONGER = "SET lock_timeout = '4s'"
"""Sooner than that: whoever locks the tables is told as such, and not as a server that is away."""
_AT_TURN, _OPENING_SECONDS = 0.1, 60.0
"""How often, and how long, is waited while another process begins: one alone makes tables."""
_PROCESS = 0x6F70_656E_726F_756E
"""The number under which PostgreSQL knows a live process with the first shard; others follow."""
_TAKING, _BEGINNING = 0x6F70_656E_0000_0000, 0x6F70_656E_0000_0001
"""The numbers under which one process at a time takes shards, and begins."""

_WAITING = 0x6F70_656E_0000_0002
"""The number under which every process is counted that waits for its first shards."""
_HIGH, _LOW = 0x6F70_656E, 0xFFFF_FFFF
"""A number as the server lists it: in two halves."""

_TURN = text("SELECT pg_try_advisory_lock(:number)")
_BEGUN = text("SELECT pg_advisory_unlock(:number)")
_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(:number)")
_THERE = text("SELECT to_regclass('lease')")
_SHOW_ALIVE = text(
    "SELECT one FROM unnest(CAST(:rows AS integer[])) AS one"
    " WHERE pg_try_advisory_lock(:number + one - 1)"
)
_LATE = text(
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


_WAIT = text("SELECT pg_advisory_lock_shared(:number)")
_WAIT_NO_MORE = text("SELECT pg_advisory_unlock_shared(:number)")
_DIE = text(
    "SELECT count(pg_advisory_unlock(:number + one - 1))"
    " FROM unnest(CAST(:rows AS integer[])) AS one"
)
_COUNTED = text(
    "SELECT CAST(objid AS bigint) AS low, count(*) AS processes FROM pg_locks"
    " WHERE locktype = 'advisory' AND objsubid = 1 AND granted AND CAST(classid AS bigint) = :high"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    " GROUP BY objid"
)


_IN_TIME = text("SELECT id, owner FROM lease WHERE until > clock_timestamp()")


@dataclass(frozen=True, slots=True)
class Others:
    """What can be seen of all processes: which rows are in good hands, and how many may be ours."""

    living: frozenset[int]
    hanging: frozenset[int]
    """Rows whose holder lives, and has not renewed them in time."""
    share: int


class LeaseRows:
    """What one process asks of the rows, over a connection of its own that commits by itself.

    Session locks show at once whether it lives; they go with the connection.
    """

    def __init__(self, url: URL, shards: int, seconds: float, *, divides: bool) -> None:
        """`shards` is how many there are in all; a lease lasts so many `seconds`.

        One that `divides` them with others is counted as it waits for its first.
        """
        self._owner, self._shards = uuid.uuid4().hex, shards
        self._mine = {"owner": self._owner, "shards": shards, "seconds": seconds}
        self._waits = divides
        self._engine = engine_for(url, 1)
        self._connection: Connection | None = None
        self.alive = frozenset[int]()
        """Of which rows we have the session lock."""

    @property
    def connection(self) -> Connection:
        """The connection, opened where there is none."""
        if self._connection is None:
            options = {"isolation_level": "AUTOCOMMIT"}
            self._connection = self._engine.connect().execution_options(**options)
            self._connection.exec_driver_sql(_NO_LONGER)
            if self._waits:
                self._ask(_WAIT, number=_WAITING)
        return self._connection

    def disconnect(self) -> None:
        """Let go of the connection; the next question opens another."""
        self.alive = frozenset()
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None

    def drop(self) -> None:
        """Ask no more."""
        self.disconnect()
        self._engine.dispose()

    def wait_no_more(self) -> None:
        """Be counted by what is held, from now on."""
        self._waits = False
        self._ask(_WAIT_NO_MORE, number=_WAITING)

    def begin_at_turn(self) -> bool:
        """Begin while no other process does, until `begin_over`; false where one takes too long."""
        until = monotonic() + _OPENING_SECONDS
        while self._shards != 1 and not self._ask(_TURN, number=_BEGINNING).scalar():
            if monotonic() > until:
                return False
            sleep(_AT_TURN)
        return True

    def begin_over(self) -> None:
        """Let another process begin."""
        if self._shards != 1:
            self._ask(_BEGUN, number=_BEGINNING)

    def show_alive(self, rows: Collection[int]) -> frozenset[int]:
        """Get the session locks of rows that nobody has; gives of which of them we have it."""
        wanted = frozenset(rows)
        if unseen := sorted(wanted - self.alive):
            self.alive |= frozenset(self._ask(_SHOW_ALIVE, rows=unseen, number=_PROCESS).scalars())
        return self.alive & wanted

    def die(self, rows: Collection[int]) -> None:
        """Let go of the session locks of rows that are not ours any more."""
        if over := sorted(self.alive & frozenset(rows)):
            self._ask(_DIE, rows=over, number=_PROCESS)
            self.alive -= frozenset(over)

    def run_out(self, rows: Collection[int]) -> frozenset[int]:
        """Give those that nobody has renewed in time."""
        return frozenset(self._ask(_LATE, rows=list(rows)).scalars()) if self._is_there else _NONE

    def has_others(self, rows: Collection[int]) -> bool:
        """Tell whether another process holds any row but these."""
        return self._is_there and bool(self._ask(_OTHERS, rows=list(rows)).scalar())

    def is_split_otherwise(self) -> bool:
        """Tell whether a process is at work that counts more or fewer shards."""
        return self._is_there and bool(self._ask(_SPLIT_OTHERWISE).scalar())

    def look_at_others(self) -> Others:
        """Name the rows whose holder lives and is in time, and say how many may be ours."""
        seen = {row.low: row.processes for row in self._ask(_COUNTED, high=_HIGH)}
        first = _PROCESS & _LOW
        locked = {low - first + 1 for low in seen if first <= low}
        owners = {row.id: row.owner for row in self._ask(_IN_TIME) if row.id in locked}
        sizes = Counter(owners.values())
        processes = len(sizes) + seen.get(_WAITING & _LOW, 0)
        share = fair_share(self._shards, self._owner, sizes, processes)
        return Others(frozenset(owners), frozenset(locked - owners.keys()), share)

    def take(self, rows: Collection[int]) -> dict[int, int]:
        """Take those of some rows that are free, or whose holder is dead; gives their epochs.

        A holder is dead where we have its session lock.
        """
        with _one_at_a_time(self.connection):
            if self.is_split_otherwise():
                return {}
            taken = self._ask(_TAKE, rows=sorted(rows), alone=sorted(self.alive))
            return {row.id: row.epoch for row in taken}

    def renew(self, epochs: Epochs) -> bool:
        """Renew all of them at once; gives whether they still are ours."""
        return self._last(epochs, {}) == len(epochs)

    def give_back(self, epochs: Epochs) -> None:
        """Let others have them."""
        self._last(epochs, {"seconds": 0})

    def _last(self, epochs: Epochs, until: dict[str, int]) -> int:
        named = {"rows": list(epochs), "epochs": list(epochs.values())}
        return self._ask(_RENEW, **named, **until).rowcount

    def _ask(self, question: Executable, **facts: object) -> CursorResult[Any]:
        answer = self.connection.execute(question, {**self._mine, **facts})
        assert isinstance(answer, CursorResult)  # noqa: S101 - the type of every Core statement
        return answer

    @property
    def _is_there(self) -> bool:
        """Whether the tables are made."""
        return self._ask(_THERE).scalar() is not None


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
