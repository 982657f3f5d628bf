"""What the repositories of one transaction share: connection, cipher, caches, pending writes."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from sqlalchemy import (
    Column,
    Connection,
    Executable,
    Integer,
    Select,
    Table,
    literal,
    text,
)
from sqlalchemy.dialects.sqlite import Insert, dml, insert
from sqlalchemy.engine import CursorResult, RowMapping

from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.server.share import EVERYTHING, SHARD_BITS, ServerShare
from bot.storage.files.pages import must_be_whole
from bot.storage.rows.caches import CommittedState, DecryptionCache
from bot.storage.rows.prepared import Prepared, Values, change, read
from bot.storage.rows.set_aside import UNREADABLE
from bot.storage.sealing.cipher import Cipher
from bot.storage.sealing.member_key import MemberKey

Loaded = TypeVar("Loaded")
_PROOF = (text("UPDATE alembic_version SET version_num = version_num"),)
_PROOF_IN_FILE = (
    text("CREATE TABLE proof AS SELECT zeroblob(65536) AS room"),
    text("DROP TABLE proof"),
)


@dataclass(frozen=True, slots=True)
class PendingWrite:
    """A meeting that is to be written before the next statement, or before the commit.

    `seen` is its version in the database: however often it is saved, it is sealed once.
    """

    seen: int
    write: Callable[[], None]


@dataclass(frozen=True, slots=True)
class BeforeWork:
    """What a transaction held before one of the works in it began."""

    wipe: bool
    wrote: bool
    saved: Mapping[int, LiveMeeting]
    pending: Mapping[int, PendingWrite]
    member_keys: Mapping[bytes, MemberKey]


@dataclass(slots=True)
class Access:
    """One transaction's connection and cipher.

    `wipe` asks for a wiped log after the commit: something was deleted; `wrote` says that it may
    have changed anything; `saved` holds the running
    meetings that were added or changed, `pending` those that are not written yet. `raw` is
    the driver's own connection, where that is SQLite's. `member_keys` are those of members that
    were opened or made here.
    """

    connection: Connection
    cipher: Cipher
    decrypted: DecryptionCache = field(default_factory=DecryptionCache)
    wipe: bool = False
    wrote: bool = False
    saved: dict[int, LiveMeeting] = field(default_factory=dict)
    latest: CommittedState = field(default_factory=CommittedState)
    guessed: dict[int, int] = field(default_factory=dict)
    """The versions of running meetings that were taken from `latest`, and not proved yet."""
    pending: dict[int, PendingWrite] = field(default_factory=dict)
    raw: sqlite3.Connection | None = None
    member_keys: dict[bytes, MemberKey] = field(default_factory=dict)
    share: ServerShare = EVERYTHING
    """The servers that this process looks after."""

    def ours(self, query: Select[Any], guild: Column[Any]) -> Select[Any]:
        """Limit a query to the servers looked after here; as it is where those are all."""
        share = self.share
        if share.is_whole:
            return query
        shard = guild.bitwise_rshift(literal(SHARD_BITS, Integer)) % share.count
        return query.where(shard.in_(share.held))

    def before_work(self) -> BeforeWork:
        """Begin one of several works; gives what to go back to where it fails."""
        kept = self.saved.copy(), self.pending.copy(), self.member_keys.copy()
        before = BeforeWork(self.wipe, self.wrote, *kept)
        self.wipe = self.wrote = False
        return before

    def undo_work(self, before: BeforeWork) -> None:
        """Go back to what was before a work; the database itself is for the lane to undo."""
        self.wipe, self.wrote = before.wipe, before.wrote
        self.saved, self.pending = dict(before.saved), dict(before.pending)
        self.member_keys = dict(before.member_keys)

    def end_work(self, before: BeforeWork) -> None:
        """Keep a work; what it deleted is not known to whoever comes next."""
        if self.wipe:
            self.saved.clear()
            self.member_keys.clear()
            self.latest.forget()
        self.wipe |= before.wipe
        self.wrote |= before.wrote

    def known(self, meeting: int) -> LiveMeeting | None:
        """Give a running meeting as it stands here, where that is known without reading."""
        if self.wipe:
            return None
        known = self.saved.get(meeting)
        if known is None and (known := self.latest.get(meeting)):
            self.guessed[meeting] = known.version
        return known

    def one(self, statement: Executable, values: Values | None = None) -> RowMapping | None:
        """Give the one row, or None."""
        found = self.rows(statement, values)
        assert len(found) <= 1, statement  # noqa: S101 - asked by what only one row has
        return found[0] if found else None

    def rows(self, statement: Executable, values: Values | None = None) -> list[RowMapping]:
        """Give all rows."""
        self.flush()
        found = None if self.raw is None else read(self.raw, statement, values or {})
        if found is None:
            return list(self._execute(statement, values).mappings())
        return cast("list[RowMapping]", found)

    def readable(
        self,
        table: Table,
        rows: Iterable[RowMapping],
        load: Callable[[RowMapping], Loaded],
        key: str = "id",
    ) -> tuple[Loaded, ...]:
        """Give what rows hold; one that can't be read is put aside and costs no other."""
        found = []
        for row in rows:
            try:
                loaded = load(row)
            except UNREADABLE as error:
                guild = row["guild"] if "guild" in row else row["id"]
                self.decrypted.aside.put(table.name, row[key], guild, error)
            else:
                self.decrypted.aside.heal(table.name, row[key])
                found.append(loaded)
        return tuple(found)

    def change(self, statement: Executable, values: Values | None = None) -> int:
        """Insert, update or delete; gives how many rows were touched."""
        self.flush()
        touched = None if self.raw is None else change(self.raw, statement, values or {})
        if touched is None:
            return self._execute(statement, values).rowcount
        self.wrote = True
        return touched

    def repeat(self, known: Prepared, values: Values) -> int:
        """Do what `change` does with a statement that every press repeats."""
        if self.raw is None:
            return self._execute(known.statement, values).rowcount
        self.flush()
        return known.change(self.raw, values)

    def look_at_pages(self) -> None:
        """Read every page of a file. Raises sqlite3.DatabaseError where one is damaged."""
        if self.raw is not None:
            must_be_whole(self.raw)

    def prove(self) -> None:
        """Write what changes nothing.

        In a file it needs room for some rows, and not just for the one page that may be free.
        """
        for statement in _PROOF if self.raw is None else _PROOF_IN_FILE:
            self.connection.execute(statement)

    def flush(self) -> None:
        """Flush the pending writes. Raises Stale when the database holds something else."""
        pending, self.pending = self.pending, {}
        for one in pending.values():
            one.write()

    def _execute(self, statement: Executable, values: Values | None) -> CursorResult[Any]:
        self.flush()
        self.wrote = self.wrote or not statement.is_select
        result = self.connection.execute(statement, values)
        assert isinstance(result, CursorResult)  # noqa: S101 - the type of every Core statement
        return result


class _Overwritten(dml.OnConflictDoUpdate):
    """SQLite's clause, which SQLAlchemy writes for PostgreSQL just as well.

    PostgreSQL's own would load its whole dialect for a group that keeps its rows in a file.
    """

    inherit_cache = True
    constraint_target = None
    """PostgreSQL could name a constraint in place of columns, and asks."""


class _LeftAlone(dml.OnConflictDoNothing):
    """The same for a row that stays as it is."""

    inherit_cache = True
    constraint_target = None


def upsert(table: Table) -> Insert:
    """Insert a row, or overwrite the one with the same primary key."""
    fresh = insert(table)
    changed = {c.name: fresh.excluded[c.name] for c in table.columns if not c.primary_key}
    return fresh.ext(_Overwritten(index_elements=list(table.primary_key), set_=changed))


def insert_new(table: Table) -> Insert:
    """Insert a row unless one with the same key (of any unique kind) is there."""
    # Otherwise psycopg's count of inserted rows is not read.
    return insert(table).ext(_LeftAlone()).execution_options(preserve_rowcount=True)
