"""The repository of changes of the calendar: asked for, or made and still to be undone."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Date,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Table,
    Text,
    bindparam,
    delete,
    select,
)
from sqlalchemy.engine import RowMapping

from bot.domain.calendar.change import CalendarChange, ChangeKind
from bot.domain.calendar.exceptions import DateStanding
from bot.domain.calendar.series import Series
from bot.domain.ids import ChangeId, GuildId, MemberId, SeriesId
from bot.domain.people.personal_data import Holding, KeptRecord, Section, told
from bot.storage.calendar.series import plain_row, series_in
from bot.storage.rows.access import upsert
from bot.storage.rows.columns import UtcDateTime
from bot.storage.rows.data_policy import OF_MEMBER, OF_SERVER, Owner, policy
from bot.storage.rows.member_column import MemberColumn
from bot.storage.rows.metadata import metadata
from bot.storage.rows.repository import Erases
from bot.storage.sealing.cipher import Cipher

CHANGES_KEPT = timedelta(days=1)
_T = Table(
    "calendar_changes",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("guild", BigInteger, info=OF_SERVER, nullable=False),
    Column("series", BigInteger, ForeignKey("series.id", ondelete="CASCADE"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("rule_date", Date, nullable=False),
    Column("until", UtcDateTime),
    Column("made_at", UtcDateTime),
    Column("payload", Text, nullable=False),
    Column("lead_before", LargeBinary, info=OF_MEMBER),
    Column("lead_after", LargeBinary, info=OF_MEMBER),
    Column("co_before", LargeBinary, info=OF_MEMBER),
    Column("co_after", LargeBinary, info=OF_MEMBER),
    Index(None, "series"),
    Index(None, "guild"),
    info=policy(
        Owner.GUILD,
        sealed="who leads the meeting and who helps to, before and after",
        starts="it can't be undone any more, or was never answered",
        ends="it is undone; the bot leaves the server; who leads alone by their own erase",
        kept=CHANGES_KEPT,
        export=("leads_change",),
    ),
)
_WHO = {
    (field, state): MemberColumn(_T, f"{name}_{state}")
    for field, name in (("facilitator", "lead"), ("co_facilitator", "co"))
    for state in ("before", "after")
}
"""Columns of members, by the field of a series and the state that they are of."""
_GET = select(_T).where(_T.c.id == bindparam("of"))
_MADE = (
    select(_T)
    .where(_T.c.series == bindparam("series"), _T.c.made_at.is_not(None))
    .order_by(_T.c.made_at, _T.c.id)
)
_PUT = upsert(_T)
_DELETE = delete(_T).where(_T.c.id == bindparam("of"))
_DATES, _INSTANTS = ("planned_until",), ("first", "paused_from", "paused_until")


class ChangeRows(Erases):
    """Every change, within one transaction."""

    table = _T
    sealed = tuple(one.sealed for one in _WHO.values())

    def over(self, now: datetime) -> ColumnElement[bool]:
        """Say which have had their time."""
        return _T.c.until < self._oldest(now)

    def get(self, change: ChangeId) -> CalendarChange | None:
        """Give one, or None."""
        row = self._access.one(_GET, {"of": change})
        return self._load(row) if row is not None else None

    def put(self, change: CalendarChange) -> None:
        """Keep one."""
        self._access.change(_PUT, _dump(change, self._access.cipher))

    def made(self, series: SeriesId) -> tuple[CalendarChange, ...]:
        """Give those of a series that were made, in their order."""
        rows = self._access.rows(_MADE, {"series": series})
        return self._access.readable(_T, rows, self._load)

    def delete(self, change: ChangeId) -> None:
        """Forget one."""
        self._access.change(_DELETE, {"of": change})

    def holdings(self, member: MemberId, guild: GuildId) -> tuple[Holding, ...]:
        """Name the series that were to be, or are to be, led by this member."""
        named = (one.after.title for one in self._naming(member, guild) if one.after)
        return tuple(Holding("leads_change", {"title": title}) for title in named)

    def records(self, member: MemberId, guild: GuildId) -> tuple[KeptRecord, ...]:
        """Give the changes that name this member, with when each was made."""
        return tuple(
            KeptRecord(
                Section.LEADING,
                "leads_change",
                told(
                    title=one.after.title if one.after else "",
                    made_at=one.made_at,
                    until=one.until,
                    led_before=_leads(one.before, member),
                    led_after=_leads(one.after, member),
                ),
                one.made_at,
            )
            for one in self._naming(member, guild)
        )

    def _naming(self, member: MemberId, guild: GuildId) -> list[CalendarChange]:
        named = {key for one in _WHO.values() for key in one.rows_of(self._access, member, guild)}
        found = (self.get(ChangeId(int(key))) for key in sorted(named))
        return [one for one in found if one is not None]

    def members(self, guild: GuildId) -> frozenset[MemberId]:
        """Name those whom rows of a server name."""
        return frozenset().union(*(one.members(self._access, guild) for one in _WHO.values()))

    def forget(self, member: MemberId, guild: GuildId) -> int:
        """Clear who leads wherever it is this member; gives in how many places."""
        return sum(one.forget(self._access, member, guild) for one in _WHO.values())

    def _load(self, row: RowMapping) -> CalendarChange:
        return _load(row, self._access.cipher)


def _dump(change: CalendarChange, cipher: Cipher) -> dict[str, Any]:
    states = {"date_before": change.date_before, "date_after": change.date_after}
    plain = {name: _standing(one) for name, one in states.items() if one}
    plain |= {name: plain_row(one) for name, one in _series(change).items() if one is not None}
    named = {
        column.sealed.name: column.encrypt_member_id(
            cipher, change.guild, change.id, getattr(_series(change)[state], field, None)
        )
        for (field, state), column in _WHO.items()
    }
    return named | {
        "id": change.id,
        "guild": change.guild,
        "series": change.series,
        "kind": change.kind.value,
        "rule_date": change.rule_date,
        "until": change.until,
        "made_at": change.made_at,
        "payload": orjson.dumps(plain).decode(),
    }


def _load(row: RowMapping, cipher: Cipher) -> CalendarChange:
    plain = orjson.loads(row["payload"])
    who = {
        state: [
            column.decrypt_member_id(cipher, row["guild"], row["id"], row[column.sealed.name])
            for (_, of), column in _WHO.items()
            if of == state
        ]
        for state in ("before", "after")
    }
    return CalendarChange(
        id=row["id"],
        guild=row["guild"],
        series=row["series"],
        kind=ChangeKind(row["kind"]),
        rule_date=row["rule_date"],
        until=row["until"],
        date_before=_stood(plain.get("date_before")),
        date_after=_stood(plain.get("date_after")),
        before=_series_read(plain.get("before"), *who["before"]),
        after=_series_read(plain.get("after"), *who["after"]),
        made_at=row["made_at"],
    )


def _leads(series: Series | None, member: MemberId) -> bool:
    return series is not None and member in {series.facilitator, series.co_facilitator}


def _series(change: CalendarChange) -> dict[str, Series | None]:
    return {"before": change.before, "after": change.after}


def _standing(one: DateStanding) -> dict[str, Any]:
    return {"starts_at": one.starts_at, "reason": one.reason}


def _stood(plain: Mapping[str, str] | None) -> DateStanding | None:
    if plain is None:
        return None
    return DateStanding(datetime.fromisoformat(plain["starts_at"]).astimezone(UTC), plain["reason"])


def _series_read(
    plain: Mapping[str, Any] | None, lead: MemberId | None, co: MemberId | None
) -> Series | None:
    if plain is None:
        return None
    read = {name: datetime.fromisoformat(plain[name]) for name in _INSTANTS if plain.get(name)}
    days = {name: date.fromisoformat(plain[name]) for name in _DATES if plain.get(name)}
    return series_in({**plain, **read, **days}, lead, co)
