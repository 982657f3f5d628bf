"""The repository of occurrences: the dated meetings of the schedule."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from itertools import chain, islice
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Executable,
    Select,
    bindparam,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.engine import RowMapping

from bot.domain.calendar.occurrence import DOORS_BEFORE, FINAL, Occurrence, Phase, RoomKind
from bot.domain.errors import Stale
from bot.domain.ids import ChannelId, GuildId, MemberId, OccurrenceId, SeriesId
from bot.domain.people.personal_data import Holding, KeptRecord, Section
from bot.storage.calendar.occurrence_table import MARKED, OCCURRENCES
from bot.storage.rows.access import insert_new
from bot.storage.rows.member_column import MemberColumn
from bot.storage.rows.repository import Erases
from bot.storage.sealing.cipher import Cipher

_T = OCCURRENCES
_ANEW = {"version": _T.c.version + 1}
_LED = MemberColumn(_T, "facilitator", besides={**_ANEW, "confirmed_for": None})
_HELPED = MemberColumn(_T, "co_facilitator", besides={**_ANEW})
OVER = _T.c.phase.in_([phase.value for phase in FINAL])
"""That a meeting is over for good."""
_UNFINISHED = tuple(phase.value for phase in Phase if phase not in FINAL)
_HELD = tuple(p.value for p in (Phase.OPENING, Phase.BLOCKED, Phase.OPEN))
_LIVE = (*_HELD, Phase.ENDED.value)

_QUESTIONS = 16
"""So many ways to ask for phases are remembered: there are fewer."""
_BY_DUE = (_T.c.due, _T.c.id)
_GET = select(_T).where(_T.c.id == bindparam("of"))
_REMOVE = delete(_T).where(_T.c.id == bindparam("of"))
_ADD = insert_new(_T)
_SAVE = (
    update(_T)
    .where(_T.c.id == bindparam("of"), _T.c.version == bindparam("seen"))
    .values({c.name: bindparam(c.name) for c in _T.columns if c.name != "id"})
)
_OF = select(_T).where(_T.c.guild == bindparam("guild")).order_by(_T.c.starts_at, _T.c.id)
_OF_SERIES = select(_T).where(_T.c.series == bindparam("series")).order_by(_T.c.starts_at, _T.c.id)
_DUE = select(_T).where(_T.c.phase.in_(_UNFINISHED), _T.c.due <= bindparam("now"))
_DUE_FIRST = _DUE.order_by(*_BY_DUE)
_DUE_NAMED = _DUE_FIRST.with_only_columns(_T.c.id)
_WAITING = (
    select(_T.c.due, _T.c.starts_at, func.count().label("rooms"))
    .where(
        _T.c.phase == Phase.PLANNED.value,
        _T.c.due > bindparam("now"),
        _T.c.due <= bindparam("until"),
    )
    .group_by(_T.c.due, _T.c.starts_at)
)
_WITH_DOORS = (
    select(_T.c.id)
    .where(
        _T.c.phase == Phase.PLANNED.value,
        _T.c.due == bindparam("doors"),
        _T.c.starts_at == bindparam("start"),
    )
    .order_by(_T.c.id)
    .limit(bindparam("most"))
)
_ALL_LIVE = select(_T).where(_T.c.phase.in_(_LIVE)).order_by(_T.c.starts_at, _T.c.id)
_SOON = (_T.c.phase == Phase.PLANNED.value) & (_T.c.due <= bindparam("until"))
_SERVERS_BUSY = select(_T.c.guild).where(_T.c.phase.in_(_HELD) | _SOON).distinct()
_IN_ROOM = (
    select(_T).where(_T.c.room == bindparam("channel")).order_by(_T.c.starts_at.desc()).limit(1)
)
_NEXT_DUE = select(func.min(_T.c.due).label("due")).where(_T.c.phase.in_(_UNFINISHED))
_NEXT_DUE_BUT = _NEXT_DUE.where(_T.c.id.not_in(bindparam("aside", expanding=True)))
"""But for what nobody can read: the tick would look at it again and again."""
_CODES = select(_T.c.code).where(_T.c.guild == bindparam("guild"), MARKED)


class Occurrences(Erases):
    """Every dated meeting, within one transaction."""

    table = _T
    sealed = (_LED.sealed, _HELPED.sealed)

    def over(self, now: datetime) -> ColumnElement[bool]:
        """Say which ended long ago."""
        return OVER & (_T.c.starts_at < self._oldest(now))

    def get(self, meeting: OccurrenceId) -> Occurrence | None:
        """Give one occurrence, or None."""
        row = self._access.one(_GET, {"of": meeting})
        return self._load(row) if row is not None else None

    def add(self, occurrence: Occurrence) -> bool:
        """Keep a new one; False if its id, or its series on that date, is there already."""
        return self._access.change(_ADD, _dump(occurrence, self._access.cipher)) == 1

    def save(self, occurrence: Occurrence) -> Occurrence:
        """Keep what became of it, one version on; raises Stale if it changed since it was read."""
        saved = replace(occurrence, version=occurrence.version + 1)
        values = _dump(saved, self._access.cipher)
        values["of"] = values.pop("id")
        if not self._access.change(_SAVE, values | {"seen": occurrence.version}):
            raise Stale
        return saved

    def remove(self, meeting: OccurrenceId) -> None:
        """Forget one occurrence."""
        self._access.change(_REMOVE, {"of": meeting})

    def of(self, guild: GuildId, phases: Collection[Phase] | None = None) -> tuple[Occurrence, ...]:
        """Give a server's occurrences by their start, all or those in some phases."""
        if phases is None:
            return self._all(_OF, {"guild": guild})
        return self._all(_of_phases(frozenset(phases)), {"guild": guild})

    def due(
        self, now: datetime, besides: Collection[int] = (), most: int | None = None
    ) -> tuple[Occurrence, ...]:
        """Give those that the tick must look at now, the longest due first; so many at most.

        Where some are left out, only the others are read: a thousand that are worked on at once
        cost little at every look.
        """
        if not besides and most is None:
            return self._all(self._ours(_DUE_FIRST), {"now": now})
        named = [row["id"] for row in self._access.rows(self._ours(_DUE_NAMED), {"now": now})]
        each = (self._all(_GET, {"of": one}) for one in named if one not in besides)
        return tuple(islice(chain.from_iterable(each), most))

    def waiting_for_doors(self, now: datetime, until: datetime) -> dict[datetime, int]:
        """Count those that wait for nothing but their doors, by the instant these open."""
        rows = self._access.rows(self._ours(_WAITING), {"now": now, "until": until})
        return {row["due"]: row["rooms"] for row in rows if _doors(row) == row["due"]}

    def with_doors(self, at: datetime, most: int) -> tuple[OccurrenceId, ...]:
        """Name the first of those that wait for nothing but doors which open at an instant."""
        start = at + DOORS_BEFORE
        which = {"doors": at, "start": start, "most": most}
        rows = self._access.rows(self._ours(_WITH_DOORS), which)
        return tuple(OccurrenceId(row["id"]) for row in rows)

    def live(self) -> tuple[Occurrence, ...]:
        """Give those that have, or may have, a room of ours."""
        return self._all(self._ours(_ALL_LIVE), {})

    def servers_busy(self, until: datetime) -> tuple[GuildId, ...]:
        """Name the servers looked after here with a meeting that is held, or due until then."""
        rows = self._access.rows(self._ours(_SERVERS_BUSY), {"until": until})
        return tuple(GuildId(row["guild"]) for row in rows)

    def in_room(self, channel: ChannelId) -> Occurrence | None:
        """Give the occurrence that meets in a channel, or None."""
        row = self._access.one(_IN_ROOM, {"channel": channel})
        return self._load(row) if row is not None else None

    def next_due(self) -> datetime | None:
        """Give when the tick must look next, or None."""
        aside = [int(key) for key in self._access.decrypted.aside.keys(_T.name)]
        asked, values = (_NEXT_DUE_BUT, {"aside": aside}) if aside else (_NEXT_DUE, {})
        row = self._access.one(self._ours(asked), values)
        due: datetime | None = row["due"] if row is not None else None
        return due

    def of_series(self, series: SeriesId) -> tuple[Occurrence, ...]:
        """Give every date of a series that is written down, by its start."""
        return self._all(_OF_SERIES, {"series": series})

    def codes_in_use(self, guild: GuildId) -> frozenset[str]:
        """Give every code that may stand on a room of a server."""
        return frozenset(row["code"] for row in self._access.rows(_CODES, {"guild": guild}))

    def holdings(self, member: MemberId, guild: GuildId) -> tuple[Holding, ...]:
        """Name the dates that this member is to lead or help with, or was."""
        theirs = self._led_by(member, guild)
        return tuple(Holding("leads", {"title": one.title, "at": one.starts_at}) for one in theirs)

    def records(self, member: MemberId, guild: GuildId) -> tuple[KeptRecord, ...]:
        """Give the dates that this member is to lead or help with, or was."""
        theirs = self._led_by(member, guild)
        facts = ((one.starts_at, {"title": one.title, "starts": one.starts_at}) for one in theirs)
        return tuple(KeptRecord(Section.LEADING, "leads", told, at) for at, told in facts)

    def _led_by(self, member: MemberId, guild: GuildId) -> list[Occurrence]:
        return [one for one in self.of(guild) if member in {one.facilitator, one.co_facilitator}]

    def members(self, guild: GuildId) -> frozenset[MemberId]:
        """Name those whom rows of a server name."""
        return _LED.members(self._access, guild) | _HELPED.members(self._access, guild)

    def forget(self, member: MemberId, guild: GuildId) -> int:
        """Clear who leads or helps wherever it is this member; gives in how many places."""
        return sum(one.forget(self._access, member, guild) for one in (_LED, _HELPED))

    def _ours(self, query: Select[Any]) -> Select[Any]:
        """Ask of the servers alone that are looked after here: of others another process does."""
        return self._access.ours(query, _T.c.guild)

    def _all(self, statement: Executable, values: dict[str, Any]) -> tuple[Occurrence, ...]:
        return self._access.readable(_T, self._access.rows(statement, values), self._load)

    def _load(self, row: RowMapping) -> Occurrence:
        return _load(row, self._access.cipher)


@lru_cache(_QUESTIONS)
def _of_phases(phases: frozenset[Phase]) -> Executable:
    """Ask for a server's occurrences in some phases; the same is asked again and again."""
    return _OF.where(_T.c.phase.in_(sorted(phase.value for phase in phases)))


def _doors(row: RowMapping) -> datetime:
    starts_at: datetime = row["starts_at"]
    return starts_at - DOORS_BEFORE


def _dump(occurrence: Occurrence, cipher: Cipher) -> dict[str, Any]:
    """Write it; a column bears the name of its field."""
    where = cipher, occurrence.guild, occurrence.id
    return {column.name: getattr(occurrence, column.name) for column in _T.columns} | {
        "room_kind": occurrence.room_kind.value,
        "phase": occurrence.phase.value,
        "facilitator": _LED.encrypt_member_id(*where, occurrence.facilitator),
        "co_facilitator": _HELPED.encrypt_member_id(*where, occurrence.co_facilitator),
    }


def _load(row: RowMapping, cipher: Cipher) -> Occurrence:
    where = cipher, row["guild"], row["id"]
    read = {
        "room_kind": RoomKind(row["room_kind"]),
        "phase": Phase(row["phase"]),
        "facilitator": _LED.decrypt_member_id(*where, row["facilitator"]),
        "co_facilitator": _HELPED.decrypt_member_id(*where, row["co_facilitator"]),
        "self_guided": bool(row["self_guided"]),
    }
    return Occurrence(**{**row, **read})
