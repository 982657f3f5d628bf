"""The repository of member keys: each made with the first thing kept, destroyed before all else."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Index,
    LargeBinary,
    Select,
    Table,
    and_,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.engine import RowMapping

from bot.domain.ids import GuildId, MemberId
from bot.domain.people.personal_data import BeingErased, Holding, KeptRecord
from bot.storage.files.faults import StorageFault
from bot.storage.rows.access import Access
from bot.storage.rows.data_policy import OF_MEMBER, OF_SERVER, Owner, policy, policy_of
from bot.storage.rows.metadata import metadata
from bot.storage.rows.repository import Erases
from bot.storage.sealing.member_key import MemberKey
from bot.storage.sealing.sealing_key import HEAD_BYTES, KEY_BYTES

_T = Table(
    "member_keys",
    metadata,
    Column("subject", LargeBinary(32), info=OF_MEMBER, primary_key=True),
    Column("guild", BigInteger, info=OF_SERVER, nullable=False),
    Column("wrapped", LargeBinary, info=OF_MEMBER, nullable=False),
    Index(None, "guild"),
    info=policy(
        Owner.MEMBER,
        sealed="the key to what they wrote and agreed to in one server",
        starts="the last thing that it opens is gone",
        ends="the member's own erase, first of all; the bot leaves the server",
        kept=timedelta(0),
    ),
)
_GET = select(_T.c.wrapped).where(_T.c.subject == bindparam("of"))
_AMONG = select(_T.c.guild).where(_T.c.subject.in_(bindparam("of", expanding=True)))
_ADD = insert(_T)
_REPLACE = update(_T).where(_T.c.subject == bindparam("of")).values(wrapped=bindparam("wrapped"))
_DELETE = delete(_T).where(_T.c.subject == bindparam("of"))


@dataclass(frozen=True, slots=True)
class Whose:
    """One member in one server, as they are named to a seal: by a keyed hash."""

    guild: GuildId
    subject: bytes

    @classmethod
    def of(cls, access: Access, guild: GuildId, member: MemberId) -> "Whose":
        """Name a member in a server."""
        return cls(guild, access.cipher.subject(guild, member))

    @property
    def bound(self) -> bytes:
        """Give what their values are bound to."""
        return b"%d|%b" % (self.guild, self.subject)


def with_key(table: Table) -> Select[tuple[object, ...]]:
    """Select the rows of a table of members, each beside its key: one statement for both."""
    joined = table.outerjoin(_T, table.c.subject == _T.c.subject)
    return select(*table.columns, _T.c.wrapped).select_from(joined)


def sealed_with_them() -> tuple[Table, ...]:
    """Give the tables whose rows are found by the same hash as the key that opens them."""
    tables = (one for one in metadata.sorted_tables if policy_of(one).owner is Owner.MEMBER)
    return tuple(one for one in tables if one is not _T and "subject" in one.columns)


class MemberKeys(Erases):
    """The key of every member in every server, within one transaction."""

    table, is_members_own = _T, True

    def over(self, now: datetime) -> ColumnElement[bool]:  # noqa: ARG002 - no period: with the last
        """Say which open nothing any more."""
        return _opens_nothing()

    def over_in(self, guild: GuildId) -> ColumnElement[bool]:
        """Say which of a server open nothing any more."""
        return and_(_T.c.guild == guild, _opens_nothing())

    def known(self, whose: Whose, wrapped: bytes | None) -> MemberKey:
        """Give the key that was read beside a row. Raises StorageFault, BeingErased."""
        self._must_not_be_erased(whose)
        keys = self._access.member_keys
        if whose.subject not in keys:
            if wrapped is None:
                raise StorageFault("fault.sealed_row", table=_T.name)
            keys[whose.subject] = self._access.cipher.unwrap(whose.bound, wrapped)
        return keys[whose.subject]

    def of(self, whose: Whose) -> MemberKey:
        """Give somebody's key, to keep something of theirs; a new one where they have none.

        One that is damaged opens nothing: it gives way to a new one. Raises BeingErased.
        """
        self._must_not_be_erased(whose)
        if whose.subject in self._access.member_keys:
            return self._access.member_keys[whose.subject]
        row = self._access.one(_GET, {"of": whose.subject})
        try:
            return self.known(whose, row["wrapped"]) if row else self._made(whose)
        except StorageFault as fault:
            if fault.key != "fault.sealed_row":
                raise
            return self._replaced(whose)

    def among(self, member: MemberId, guilds: Iterable[GuildId]) -> tuple[GuildId, ...]:
        """Name those of some servers in which anything of a member is kept, without opening it."""
        subjects = [self._access.cipher.subject(guild, member) for guild in guilds]
        return tuple(GuildId(row["guild"]) for row in self._access.rows(_AMONG, {"of": subjects}))

    def holdings(self, member: MemberId, guild: GuildId) -> tuple[Holding, ...]:  # noqa: ARG002 - nothing to read
        """Tell nothing: a key says no more than that there is something, and that is told."""
        return ()

    def records(self, member: MemberId, guild: GuildId) -> tuple[KeptRecord, ...]:  # noqa: ARG002 - nothing to read
        """Give nothing: a key is never given out, and what it opens is."""
        return ()

    def forget(self, member: MemberId, guild: GuildId) -> int:
        """Destroy somebody's key, and with it all that hangs on it; gives how many rows that is."""
        subject = self._access.cipher.subject(guild, member)
        hanging = sum(self._count(one, subject) for one in sealed_with_them() if _hangs(one))
        self._access.member_keys.pop(subject, None)
        if self._access.change(_DELETE, {"of": subject}):
            self._access.wipe = True
        return hanging

    def forget_server(self, guild: GuildId) -> int:
        """Destroy every key of a server."""
        self._access.member_keys.clear()
        return super().forget_server(guild)

    def prune(self, now: datetime) -> int:
        """Destroy the keys that open nothing any more; what goes with a row counts once."""
        self._access.member_keys.clear()
        return super().prune(now)

    def rekey(self, limit: int) -> int:
        """Wrap anew, under the newest master key, what a former one has wrapped."""
        older = func.substr(_T.c.wrapped, 1, HEAD_BYTES) != self._access.cipher.newest[1]
        rows = self._access.rows(select(_T).where(older).limit(limit))
        return sum(self._wrapped_anew(row) for row in rows)

    def _wrapped_anew(self, row: RowMapping) -> int:
        bound, cipher = Whose(row["guild"], row["subject"]).bound, self._access.cipher
        try:
            wrapped = cipher.rewrap(bound, row["wrapped"])
        except StorageFault:
            return 0
        same = _T.c.subject == row["subject"], _T.c.wrapped == row["wrapped"]
        return self._access.change(update(_T).where(*same).values(wrapped=wrapped))

    def _must_not_be_erased(self, whose: Whose) -> None:
        if self._access.cipher.is_withheld(whose.subject):
            raise BeingErased

    def _count(self, table: Table, subject: bytes) -> int:
        count = select(func.count().label("rows")).where(table.c.subject == bindparam("of"))
        row = self._access.one(count, {"of": subject})
        return row["rows"] if row else 0

    def _made(self, whose: Whose) -> MemberKey:
        wrapped = self._fresh(whose)
        values = {"subject": whose.subject, "guild": whose.guild, "wrapped": wrapped}
        self._access.change(_ADD, values)
        return self.known(whose, wrapped)

    def _replaced(self, whose: Whose) -> MemberKey:
        wrapped = self._fresh(whose)
        self._access.change(_REPLACE, {"of": whose.subject, "wrapped": wrapped})
        return self.known(whose, wrapped)

    def _fresh(self, whose: Whose) -> bytes:
        return self._access.cipher.wrap(whose.bound, secrets.token_bytes(KEY_BYTES))


def _opens_nothing() -> ColumnElement[bool]:
    left = (
        select(one.c.subject).where(one.c.subject == _T.c.subject).exists()
        for one in sealed_with_them()
    )
    return and_(*(~each for each in left))


def _hangs(table: Table) -> bool:
    return any(key.column.table is _T for key in table.foreign_keys)
