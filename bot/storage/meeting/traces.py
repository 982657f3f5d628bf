"""The repository of what ended meetings leave behind in Discord: sealed, gone with the room."""

from datetime import datetime

import orjson
from pydantic import TypeAdapter
from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    ForeignKey,
    LargeBinary,
    Table,
    bindparam,
    delete,
    select,
)

from bot.domain.calendar.occurrence import Phase
from bot.domain.ids import GuildId, MemberId, OccurrenceId
from bot.domain.meeting.traces import Traces
from bot.domain.people.personal_data import Holding, KeptRecord, MessageAt, Section, told
from bot.storage.calendar.occurrences import OVER, Occurrences
from bot.storage.rows.access import upsert
from bot.storage.rows.data_policy import OF_MEMBER, OF_SERVER, Owner, policy
from bot.storage.rows.metadata import metadata
from bot.storage.rows.repository import Exports
from bot.storage.rows.sealed_column import SealedColumn
from bot.storage.sealing.sealing_key import SealedPlace

_PLACE = SealedPlace("traces.sealed")
_TRACES = TypeAdapter(Traces)
_T = Table(
    "traces",
    metadata,
    Column(
        "id",
        BigInteger,
        ForeignKey("occurrences.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("guild", BigInteger, info=OF_SERVER, nullable=False),
    Column("sealed", LargeBinary, info=OF_MEMBER, nullable=False),
    info=policy(
        Owner.MEETING,
        sealed="whose words stand in which message of ours",
        export=("words",),
        starts="the room of an ended meeting is there",
        ends="the end of its room; what is one person's goes with their own erase",
    ),
)
_GET = select(_T.c.sealed).where(_T.c.id == bindparam("of"))
_OF = (
    select(_T.c.id, _T.c.guild, _T.c.sealed).where(_T.c.guild == bindparam("of")).order_by(_T.c.id)
)
_PUT = upsert(_T)
_ROOM_GONE = select(Occurrences.table.c.id).where(
    OVER, Occurrences.table.c.phase != Phase.ABANDONED.value
)
_DELETE = delete(_T).where(_T.c.id == bindparam("of"))


class AllTraces(Exports):
    """The traces of every ended meeting whose room is still there, within one transaction."""

    table = _T
    sealed = (SealedColumn("sealed", _PLACE, lambda row: str(row["id"])),)

    def over(self, now: datetime) -> ColumnElement[bool]:  # noqa: ARG002 - no period: with the room
        """Say which belong to a room that is gone."""
        return _T.c.id.in_(_ROOM_GONE)

    def get(self, meeting: OccurrenceId) -> Traces | None:
        """Give what a meeting left behind, or None."""
        row = self._access.one(_GET, {"of": meeting})
        return self._open(meeting, row["sealed"]) if row is not None else None

    def of(self, guild: GuildId) -> tuple[Traces, ...]:
        """Give all of one server."""
        rows = self._access.rows(_OF, {"of": guild})
        return self._access.readable(_T, rows, lambda row: self._open(row["id"], row["sealed"]))

    def put(self, traces: Traces) -> None:
        """Keep them; nothing is kept where nothing is left."""
        if not (traces.posts or traces.unnaming or traces.shut_out.digests):
            self.delete(traces.meeting)
            return
        plain = orjson.dumps(traces, default=tuple, option=orjson.OPT_NON_STR_KEYS)
        sealed = self._access.cipher.seal(_PLACE, str(traces.meeting).encode(), plain)
        values = {"id": traces.meeting, "guild": traces.guild, "sealed": sealed}
        self._access.change(_PUT, values)
        self._access.wipe = True

    def delete(self, meeting: OccurrenceId) -> None:
        """Forget them: the room is gone, or nothing stands in it any more."""
        if self._access.change(_DELETE, {"of": meeting}):
            self._access.wipe = True

    def holdings(self, member: MemberId, guild: GuildId) -> tuple[Holding, ...]:
        """Count the messages with this person's words."""
        count = sum(len(one.of(member)) for one in self.of(guild))
        return (Holding("words", {"count": count}),) if count else ()

    def records(self, member: MemberId, guild: GuildId) -> tuple[KeptRecord, ...]:
        """Give where this person's words stand, and that a room is to name them no more."""
        found = (
            (
                one.meeting,
                told(
                    messages=tuple(MessageAt(guild, at.room, at.message) for at in one.of(member)),
                    name_comes_off=member in one.unnaming.values(),
                ),
            )
            for one in self.of(guild)
        )
        return tuple(
            KeptRecord(Section.MEETING, "words", facts, meeting=at) for at, facts in found if facts
        )

    def members(self, guild: GuildId) -> frozenset[MemberId]:
        """Name those whose messages stand, and whom a room is to name no more."""
        left = self.of(guild)
        authors = {post.author for one in left for post in one.posts if post.author is not None}
        return frozenset(authors).union(*(one.unnaming.values() for one in left))

    def _open(self, row: int, sealed: bytes) -> Traces:
        plain = self._access.cipher.unseal(_PLACE, str(row).encode(), sealed)
        return _TRACES.validate_json(plain)
