"""The repository of the lines noted for next time, one for each series at most."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    Table,
    bindparam,
    delete,
    select,
)
from sqlalchemy.engine import RowMapping

from bot.domain.calendar.series import NextTime
from bot.domain.ids import GuildId, MemberId, SeriesId
from bot.domain.people.personal_data import Holding, KeptRecord, Section
from bot.storage.rows.access import upsert
from bot.storage.rows.data_policy import OF_MEMBER, OF_SERVER, Owner, policy
from bot.storage.rows.member_column import MemberColumn
from bot.storage.rows.metadata import metadata
from bot.storage.rows.repository import Erases
from bot.storage.rows.sealed_column import SealedColumn
from bot.storage.sealing.sealing_key import SealedPlace

_PLACE = SealedPlace("next_time.text")
_T = Table(
    "next_time",
    metadata,
    Column(
        "id",
        BigInteger,
        ForeignKey("series.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("guild", BigInteger, info=OF_SERVER, nullable=False),
    Column("text", LargeBinary, info=OF_MEMBER, nullable=False),
    Column("writer", LargeBinary, info=OF_MEMBER, nullable=False),
    Index(None, "guild"),
    info=policy(
        Owner.GUILD,
        sealed="the line, and who wrote it",
        export=("next_time",),
        starts="its series is kept",
        ends="another line takes its place; it is cleared; its writer's own erase",
    ),
)
_WHO = MemberColumn(_T, "writer")
_GET = select(_T).where(_T.c.id == bindparam("of"))
_OF = select(_T).where(_T.c.guild == bindparam("of")).order_by(_T.c.id)
_PUT = upsert(_T)
_REMOVE = delete(_T).where(_T.c.id == bindparam("of"))


class NextTimeRows(Erases):
    """Every line noted for next time, within one transaction."""

    table = _T
    sealed = (_WHO.sealed, SealedColumn("text", _PLACE, lambda row: str(row["id"])))

    def get(self, series: SeriesId) -> NextTime | None:
        """Give the line of a series, or None."""
        row = self._access.one(_GET, {"of": series})
        return next(iter(self._readable([row])), None) if row is not None else None

    def put(self, line: NextTime) -> None:
        """Keep a line; the one before goes."""
        row = str(line.series).encode()
        writer = _WHO.encrypt_member_id(self._access.cipher, line.guild, line.series, line.writer)
        text = self._access.cipher.seal(_PLACE, row, line.text.encode())
        kept = {"id": line.series, "guild": line.guild, "text": text, "writer": writer}
        self._access.change(_PUT, kept)
        self._access.wipe = True

    def remove(self, series: SeriesId) -> bool:
        """Forget the line of a series; gives whether there was one."""
        gone = self._access.change(_REMOVE, {"of": series})
        self._access.wipe |= gone > 0
        return gone > 0

    def holdings(self, member: MemberId, guild: GuildId) -> tuple[Holding, ...]:
        """Give the lines that this member wrote."""
        return tuple(Holding("next_time", {"text": one.text}) for one in self._by(member, guild))

    def records(self, member: MemberId, guild: GuildId) -> tuple[KeptRecord, ...]:
        """Give the same, to take along."""
        return tuple(
            KeptRecord(Section.LEADING, "next_time", {"text": one.text})
            for one in self._by(member, guild)
        )

    def members(self, guild: GuildId) -> frozenset[MemberId]:
        """Name those who wrote one."""
        return _WHO.members(self._access, guild)

    def forget(self, member: MemberId, guild: GuildId) -> int:
        """Forget every line that this member wrote: the words are theirs."""
        theirs = _WHO.rows_of(self._access, member, guild)
        return sum(self.remove(SeriesId(int(key))) for key in theirs)

    def _by(self, member: MemberId, guild: GuildId) -> list[NextTime]:
        found = self._readable(self._access.rows(_OF, {"of": guild}))
        return [one for one in found if one.writer == member]

    def _readable(self, rows: list[RowMapping]) -> tuple[NextTime, ...]:
        return self._access.readable(_T, rows, self._load)

    def _load(self, row: RowMapping) -> NextTime:
        cipher, series = self._access.cipher, SeriesId(row["id"])
        text = cipher.unseal(_PLACE, str(series).encode(), row["text"]).decode()
        writer = _WHO.decrypt_member_id(cipher, row["guild"], series, row["writer"])
        return NextTime(series, GuildId(row["guild"]), text, writer)
