"""The repository of running meetings: one sealed row each, gone when the meeting ends."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import NoReturn

import orjson
from pydantic import TypeAdapter
from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    ForeignKey,
    Integer,
    LargeBinary,
    Table,
    bindparam,
    delete,
    null,
    select,
    update,
)

from bot.domain.errors import Stale
from bot.domain.ids import GuildId, MemberId, OccurrenceId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.members import leaving, own_part
from bot.domain.people.personal_data import Holding, KeptRecord, Section
from bot.services.ports.showing import ShowingDigest, Surface
from bot.storage.calendar.occurrences import OVER, Occurrences
from bot.storage.rows.access import PendingWrite, insert_new
from bot.storage.rows.data_policy import OF_MEMBER, OF_SERVER, Owner, policy
from bot.storage.rows.metadata import metadata
from bot.storage.rows.prepared import Prepared
from bot.storage.rows.repository import Exports
from bot.storage.rows.sealed_column import SealedColumn
from bot.storage.rows.set_aside import UNREADABLE
from bot.storage.sealing.sealing_key import SealedPlace

_PLACE = SealedPlace("evenings.sealed")  # as the table was called first: the seal holds the name
_MEETING = TypeAdapter(LiveMeeting)
_T = Table(
    "live_meetings",
    metadata,
    Column(
        "id",
        BigInteger,
        ForeignKey("occurrences.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("guild", BigInteger, info=OF_SERVER, nullable=False),
    Column("version", Integer, nullable=False),
    Column("sealed", LargeBinary, info=OF_MEMBER, nullable=False),
    Column("card_shown", LargeBinary, info=OF_MEMBER),
    Column("console_shown", LargeBinary, info=OF_MEMBER),
    info=policy(
        Owner.MEETING,
        sealed="who is there, and what they put into forms",
        export=("in_meeting",),
        starts="the meeting runs",
        ends="the end of the meeting",
    ),
)
_GET = select(_T.c.guild, _T.c.sealed).where(_T.c.id == bindparam("of"))
_VERSION = select(_T.c.version).where(_T.c.id == bindparam("of"))
_ALL = select(_T.c.id, _T.c.guild, _T.c.sealed).order_by(_T.c.id)
_ADD = insert_new(_T)
_SAVE = Prepared.of(
    update(_T)
    .where(_T.c.id == bindparam("of"), _T.c.version == bindparam("seen"))
    .values(
        version=bindparam("version"),
        sealed=bindparam("sealed"),
        card_shown=null(),
        console_shown=null(),
    )
)
"""What Discord shows is older than that, until it has confirmed otherwise."""
_SHOWN = {Surface.CARD: _T.c.card_shown, Surface.CONSOLE: _T.c.console_shown}
_ALL_SHOWN = select(_T.c.id, _T.c.version, *_SHOWN.values())
_NOTE = {
    surface: Prepared.of(
        update(_T)
        .where(_T.c.id == bindparam("of"), _T.c.version == bindparam("seen"))
        .values({column: bindparam("shown")})
    )
    for surface, column in _SHOWN.items()
}
_OVER = select(Occurrences.table.c.id).where(OVER)
_DELETE = delete(_T).where(_T.c.id == bindparam("of"))


def _plain(value: object) -> object:
    """Write what JSON does not know; pydantic reads both of these as they are written here."""
    if isinstance(value, frozenset):
        return tuple(value)
    if isinstance(value, timedelta):
        return value.total_seconds()
    raise TypeError(type(value).__name__)


class LiveMeetings(Exports):
    """Every running meeting, within one transaction."""

    table = _T
    sealed = (SealedColumn("sealed", _PLACE, lambda row: str(row["id"])),)

    def over(self, now: datetime) -> ColumnElement[bool]:  # noqa: ARG002 - no period: at the end
        """Say which are over."""
        return _T.c.id.in_(_OVER)

    def get(self, meeting: OccurrenceId) -> LiveMeeting | None:
        """Give a running meeting, or None; one that can't be read is noted, and raises."""
        known = self._access.known(meeting)
        if known is not None:
            return known
        row = self._access.one(_GET, {"of": meeting})
        if row is None:
            return None
        aside = self._access.decrypted.aside
        try:
            opened = self._open(meeting, row["sealed"])
        except UNREADABLE as error:
            aside.put(_T.name, meeting, row["guild"], error)
            raise
        aside.heal(_T.name, meeting)
        return opened

    def add(self, meeting: LiveMeeting) -> None:
        """Keep a meeting that begins; one that is there already stays as it is."""
        values = {"id": meeting.id, "guild": meeting.guild, "version": meeting.version}
        if self._access.change(_ADD, values | {"sealed": self._seal(meeting)}):
            self._access.saved[meeting.id] = meeting

    def save(self, meeting: LiveMeeting) -> LiveMeeting:
        """Keep what became of it, one version on; raises Stale if it changed since it was read.

        Where the last version is known the row is written later, once for all who share a commit.
        """
        saved = replace(meeting, version=meeting.version + 1)
        known = self._access.known(meeting.id)
        if known is None:
            self._write(meeting.version, saved)
        elif known.version == meeting.version:
            waiting = self._access.pending.get(meeting.id)
            seen = waiting.seen if waiting else meeting.version
            self._access.pending[meeting.id] = PendingWrite(seen, partial(self._write, seen, saved))
        else:
            self._stale()
        self._access.saved[meeting.id] = saved
        return saved

    def _write(self, seen: int, saved: LiveMeeting) -> None:
        sealed = self._seal(saved)
        key = {"of": saved.id, "seen": seen}
        if not self._access.repeat(_SAVE, key | {"version": saved.version, "sealed": sealed}):
            self._stale()
        self._access.guessed.pop(saved.id, None)

    def _stale(self) -> NoReturn:
        """Say that somebody else was quicker; the next one reads the meeting anew."""
        self._access.latest.forget()
        raise Stale

    def delete(self, meeting: OccurrenceId) -> None:
        """Forget a meeting that ended; the database's log is wiped after the commit."""
        self.prove()
        self._access.change(_DELETE, {"of": meeting})
        self._access.decrypted.forget(meeting)
        self._access.wipe = True

    def prove(self) -> None:
        """Hold what was taken from memory against what is there. Raises Stale.

        What was saved is proved by that: only the version that was read is overwritten.
        """
        self._access.flush()
        for meeting, version in self._access.guessed.items():
            there = self._access.one(_VERSION, {"of": meeting})
            if there is None or there["version"] != version:
                self._stale()
        self._access.guessed.clear()

    def all(self) -> tuple[LiveMeeting, ...]:
        """Give every running meeting."""
        load = lambda row: self._open(row["id"], row["sealed"])  # noqa: E731 - one row
        return self._access.readable(_T, self._access.rows(_ALL), load)

    def shown(self) -> tuple[ShowingDigest, ...]:
        """Give what is kept of what cards and consoles show, in the servers looked after here."""
        return tuple(
            ShowingDigest(row["id"], row["version"], surface, row[column.name])
            for row in self._access.rows(self._access.ours(_ALL_SHOWN, _T.c.guild))
            for surface, column in _SHOWN.items()
            if row[column.name] is not None
        )

    def note_shown(self, showing: ShowingDigest) -> None:
        """Keep what a message shows, unless its meeting has gone on since."""
        key = {"of": showing.meeting, "seen": showing.version}
        self._access.repeat(_NOTE[showing.surface], key | {"shown": showing.digest})

    def holdings(self, member: MemberId, guild: GuildId) -> tuple[Holding, ...]:
        """Name the meetings that know this person."""
        return tuple(
            Holding("in_meeting", {"title": one.title}) for one in self._with(member, guild)
        )

    def records(self, member: MemberId, guild: GuildId) -> tuple[KeptRecord, ...]:
        """Give what the running meetings hold of this person, and of nobody else."""
        return tuple(
            KeptRecord(
                Section.MEETING,
                "in_meeting",
                {"title": one.title, **own_part.facts_of(one, member)},
                own_part.came_at(one, member),
            )
            for one in self._with(member, guild)
        )

    def _with(self, member: MemberId, guild: GuildId) -> list[LiveMeeting]:
        return [one for one in self.all() if one.guild == guild and leaving.knows(one, member)]

    def members(self, guild: GuildId) -> frozenset[MemberId]:
        """Name everybody in the running meetings of a server."""
        known = [leaving.everybody(one) for one in self.all() if one.guild == guild]
        return frozenset().union(*known)

    def _seal(self, meeting: LiveMeeting) -> bytes:
        row = str(meeting.id).encode()
        plain = orjson.dumps(meeting, default=_plain)
        sealed = self._access.cipher.seal(_PLACE, row, plain)
        self._access.decrypted.keep(meeting.id, sealed, meeting)
        return sealed

    def _open(self, row: int, sealed: bytes) -> LiveMeeting:
        known = self._access.decrypted.get(row, sealed)
        if known is not None:
            return known
        plain = self._access.cipher.unseal(_PLACE, str(row).encode(), sealed)
        meeting = _MEETING.validate_json(plain)
        self._access.decrypted.keep(row, sealed, meeting)
        return meeting
