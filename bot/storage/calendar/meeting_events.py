"""The repository of meetings' events in Discord: which stands for which, and what it shows."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    String,
    Table,
    bindparam,
    delete,
    select,
)
from sqlalchemy.engine import RowMapping

from bot.domain.calendar.announced.meeting_event import ByHand, MeetingEvent
from bot.domain.ids import GuildId, OccurrenceId
from bot.storage.rows.access import upsert
from bot.storage.rows.columns import UtcDateTime
from bot.storage.rows.data_policy import OF_SERVER, Owner, policy
from bot.storage.rows.metadata import metadata
from bot.storage.rows.repository import Repository

_T = Table(
    "meeting_events",
    metadata,
    Column("meeting", BigInteger, primary_key=True, autoincrement=False),
    Column("guild", BigInteger, info=OF_SERVER, nullable=False),
    Column("event", BigInteger),
    Column("drawn", String(64), nullable=False),
    Column("stands", String(64), nullable=False),
    Column("refused", String(64), nullable=False),
    Column("by_hand", String(16), nullable=False),
    Column("started", Boolean, nullable=False),
    Column("asked_at", UtcDateTime),
    Column("number", Integer, nullable=False),
    Index(None, "guild"),
    info=policy(Owner.GUILD, starts="an event is made", ends="the meeting is over"),
)
_GET = select(_T).where(_T.c.meeting == bindparam("of"))
_OF = select(_T).where(_T.c.guild == bindparam("of")).order_by(_T.c.meeting)
_PUT = upsert(_T)
_DELETE = delete(_T).where(_T.c.meeting == bindparam("of"))
_SERVERS = select(_T.c.guild).distinct()


class MeetingEventRows(Repository):
    """Every meeting's event, within one transaction."""

    table = _T

    def get(self, meeting: OccurrenceId) -> MeetingEvent | None:
        """Give a meeting's, or None where it has none."""
        row = self._access.one(_GET, {"of": meeting})
        return _load(row) if row is not None else None

    def of(self, guild: GuildId) -> tuple[MeetingEvent, ...]:
        """Give those of a server."""
        return tuple(_load(row) for row in self._access.rows(_OF, {"of": guild}))

    def put(self, event: MeetingEvent) -> None:
        """Keep one."""
        self._access.change(_PUT, _dump(event))

    def delete(self, meeting: OccurrenceId) -> None:
        """Forget a meeting's."""
        self._access.change(_DELETE, {"of": meeting})

    def servers(self) -> frozenset[GuildId]:
        """Name the servers in whose lists some stand."""
        return frozenset(GuildId(row["guild"]) for row in self._access.rows(_SERVERS))


def _dump(event: MeetingEvent) -> dict[str, Any]:
    found = {column.name: getattr(event, column.name) for column in _T.columns}
    return found | {"by_hand": event.by_hand.value}


def _load(row: RowMapping) -> MeetingEvent:
    return MeetingEvent(**{**row, "by_hand": ByHand(row["by_hand"])})
