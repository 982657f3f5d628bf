"""Things that must come true in Discord: wanted, claimed, done."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, select, update
from sqlalchemy.engine import RowMapping

from bot.domain.errors import Stale
from bot.domain.ids import OccurrenceId
from bot.domain.outbox_entry import MARKED_BY_CODE, OPEN_STATES, EntryKind, EntryState, OutboxEntry
from bot.storage.rows import tables
from bot.storage.rows.access import insert_new
from bot.storage.rows.repository import Repository

_T = tables.outbox
_OPEN = sorted(one.value for one in OPEN_STATES)
_WANT = insert_new(_T)
_UPDATE = (
    update(_T)
    .where(
        _T.c.meeting == bindparam("of"),
        _T.c.kind == bindparam("of_kind"),
        _T.c.seq == bindparam("of_seq"),
        _T.c.version == bindparam("seen"),
    )
    .values({c.name: bindparam(c.name) for c in _T.columns if not c.primary_key})
)
_GET = select(_T).where(
    _T.c.meeting == bindparam("meeting"),
    _T.c.kind == bindparam("kind"),
    _T.c.seq == bindparam("seq"),
)
_DUE = (
    select(_T)
    .where(_T.c.state.in_(_OPEN), _T.c.due <= bindparam("now"))
    .order_by(_T.c.due, _T.c.meeting, _T.c.kind, _T.c.seq)
)
_OF = select(_T).where(_T.c.meeting == bindparam("meeting")).order_by(_T.c.due, _T.c.kind, _T.c.seq)
_MARKS = select(_T.c.detail).where(
    _T.c.kind.in_([one.value for one in MARKED_BY_CODE]), _T.c.state.in_(_OPEN), _T.c.detail != ""
)
_NEXT_DUE = select(func.min(_T.c.due).label("due")).where(_T.c.state.in_(_OPEN))


class OutboxEntries(Repository):
    """Every entry, within one transaction."""

    table = _T

    def over(self, now: datetime) -> ColumnElement[bool]:
        """Say which were settled long ago."""
        return _T.c.state.not_in(_OPEN) & (_T.c.due < self._oldest(now))

    def want(self, entry: OutboxEntry) -> None:
        """Ask for something; what was asked for before stays as it stands."""
        self._access.change(_WANT, _dump(entry))

    def get(self, meeting: OccurrenceId, kind: EntryKind, seq: int) -> OutboxEntry | None:
        """Give one entry, or None."""
        row = self._access.one(_GET, {"meeting": meeting, "kind": kind.value, "seq": seq})
        return _load(row) if row is not None else None

    def save(self, entry: OutboxEntry) -> OutboxEntry:
        """Keep where it stands, one version on. Raises Stale if it changed since it was read."""
        saved = self.update_if_unchanged(entry)
        if saved is None:
            raise Stale
        return saved

    def update_if_unchanged(self, entry: OutboxEntry) -> OutboxEntry | None:
        """Keep where an entry stands, one version on (compare-and-set).

        None, and nothing is kept, where it changed or went away since it was read.
        """
        saved = replace(entry, version=entry.version + 1)
        key = {"of": entry.meeting, "of_kind": entry.kind.value, "of_seq": entry.seq}
        values = _dump(saved)
        for name in ("meeting", "kind", "seq"):
            del values[name]
        changed = self._access.change(_UPDATE, key | values | {"seen": entry.version})
        return saved if changed else None

    def due(self, now: datetime) -> tuple[OutboxEntry, ...]:
        """Give those not done yet whose time has come, the longest due first."""
        return tuple(_load(row) for row in self._access.rows(_DUE, {"now": now}))

    def of(self, meeting: OccurrenceId) -> tuple[OutboxEntry, ...]:
        """Give every entry of a meeting, by its time."""
        return tuple(_load(row) for row in self._access.rows(_OF, {"meeting": meeting}))

    def codes_in_use(self) -> frozenset[str]:
        """Give every two-word code of a room that is asked for, or was left."""
        return frozenset(row["detail"] for row in self._access.rows(_MARKS))

    def next_due(self) -> datetime | None:
        """Give when the next one that is not done is due, or None."""
        row = self._access.one(_NEXT_DUE)
        due: datetime | None = row["due"] if row is not None else None
        return due


def _dump(entry: OutboxEntry) -> dict[str, Any]:
    return {
        "meeting": entry.meeting,
        "kind": entry.kind.value,
        "seq": entry.seq,
        "guild": entry.guild,
        "due": entry.due,
        "detail": entry.detail,
        "state": entry.state.value,
        "channel": entry.channel,
        "message": entry.message,
        "claimed_at": entry.claimed_at,
        "attempts": entry.attempts,
        "version": entry.version,
    }


def _load(row: RowMapping) -> OutboxEntry:
    return OutboxEntry(
        meeting=row["meeting"],
        kind=EntryKind(row["kind"]),
        seq=row["seq"],
        guild=row["guild"],
        due=row["due"],
        detail=row["detail"],
        state=EntryState(row["state"]),
        channel=row["channel"],
        message=row["message"],
        claimed_at=row["claimed_at"],
        attempts=row["attempts"],
        version=row["version"],
    )
