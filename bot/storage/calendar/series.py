"""The repository of series: the meetings that repeat."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

import orjson
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Date,
    DateTime,
    Executable,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    bindparam,
    false,
    select,
)
from sqlalchemy.engine import RowMapping

from bot.domain.calendar.occurrence import RoomKind
from bot.domain.calendar.repeat import DAYS, Repeat, repeat_written
from bot.domain.calendar.series import Era, Series
from bot.domain.ids import GuildId, MemberId, SeriesId
from bot.domain.people.personal_data import Holding, KeptRecord, Section
from bot.domain.zones import to_utc
from bot.storage.calendar.occurrences import Occurrences
from bot.storage.rows.access import upsert
from bot.storage.rows.columns import UtcDateTime
from bot.storage.rows.data_policy import OF_MEMBER, OF_SERVER, Owner, policy
from bot.storage.rows.member_column import MemberColumn
from bot.storage.rows.metadata import metadata
from bot.storage.rows.repository import Erases
from bot.storage.sealing.cipher import Cipher

_T = Table(
    "series",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("guild", BigInteger, info=OF_SERVER, nullable=False),
    Column("title", Text, nullable=False),
    Column("first", DateTime, nullable=False),
    Column("fold", Integer, nullable=False, server_default="0"),
    Column("timezone", String(64), nullable=False),
    Column("repeat", String(16), nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("template", String(64), nullable=False),
    Column("room_kind", String(16), nullable=False),
    Column("facilitator", LargeBinary, info=OF_MEMBER),
    Column("topic", Text, nullable=False),
    Column("ended", Boolean, nullable=False),
    Column("planned_until", Date),
    Column("paused_from", UtcDateTime),
    Column("paused_until", UtcDateTime),
    Column("capacity", Integer, nullable=False, server_default="0"),
    Column("visible_to", BigInteger),
    Column("co_facilitator", LargeBinary, info=OF_MEMBER),
    Column("self_guided", Boolean, nullable=False, server_default=false()),
    Column("revision", Integer, nullable=False, server_default="0"),
    Column("eras", Text, nullable=False, server_default="[]"),
    Index(None, "guild"),
    info=policy(
        Owner.GUILD,
        sealed="who leads it, and who helps to",
        export=("leads_series",),
        starts="it has dates, or is not ended",
        ends="the bot leaves the server; the facilitator alone is cleared by their own erase",
    ),
)
_LED, _HELPED = (MemberColumn(_T, name) for name in ("facilitator", "co_facilitator"))
_GET = select(_T).where(_T.c.id == bindparam("of"))
_ALL = select(_T).order_by(_T.c.first, _T.c.id)
_OF = _ALL.where(_T.c.guild == bindparam("guild"))
_PUT = upsert(_T)
_DATES = select(1).where(Occurrences.table.c.series == _T.c.id).exists()


class SeriesRows(Erases):
    """Every series, within one transaction."""

    table = _T
    sealed = (_LED.sealed, _HELPED.sealed)

    def over(self, now: datetime) -> ColumnElement[bool]:  # noqa: ARG002 - no period: by its dates
        """Say which are ended, and have no date any more."""
        return _T.c.ended & ~_DATES

    def get(self, series: SeriesId) -> Series | None:
        """Give one series, or None."""
        row = self._access.one(_GET, {"of": series})
        return _load(row, self._access.cipher) if row is not None else None

    def put(self, series: Series) -> None:
        """Keep a series."""
        self._access.change(_PUT, _dump(series, self._access.cipher))

    def of(self, guild: GuildId) -> tuple[Series, ...]:
        """Give every series of a server, by its first date."""
        return self._all(_OF, {"guild": guild})

    def all(self) -> tuple[Series, ...]:
        """Give every series of every server, by its first date."""
        return self._all(_ALL, {})

    def _all(self, statement: Executable, values: dict[str, Any]) -> tuple[Series, ...]:
        load = partial(_load, cipher=self._access.cipher)
        return self._access.readable(_T, self._access.rows(statement, values), load)

    def holdings(self, member: MemberId, guild: GuildId) -> tuple[Holding, ...]:
        """Name the series that this member leads, or helps to lead."""
        return tuple(
            Holding("leads_series", {"title": one.title}) for one in self._led_by(member, guild)
        )

    def records(self, member: MemberId, guild: GuildId) -> tuple[KeptRecord, ...]:
        """Give the series that this member leads, with when each began."""
        begins = ((one, to_utc(one.first, one.timezone)) for one in self._led_by(member, guild))
        return tuple(
            KeptRecord(Section.LEADING, "leads_series", {"title": one.title, "begins": at}, at)
            for one, at in begins
        )

    def _led_by(self, member: MemberId, guild: GuildId) -> list[Series]:
        return [one for one in self.of(guild) if member in {one.facilitator, one.co_facilitator}]

    def members(self, guild: GuildId) -> frozenset[MemberId]:
        """Name those whom rows of a server name."""
        return _LED.members(self._access, guild) | _HELPED.members(self._access, guild)

    def forget(self, member: MemberId, guild: GuildId) -> int:
        """Clear who leads or helps wherever it is this member; gives in how many places."""
        return sum(one.forget(self._access, member, guild) for one in (_LED, _HELPED))


def _dump(series: Series, cipher: Cipher) -> dict[str, Any]:
    where = cipher, series.guild, series.id
    return plain_row(series) | {
        "facilitator": _LED.encrypt_member_id(*where, series.facilitator),
        "co_facilitator": _HELPED.encrypt_member_id(*where, series.co_facilitator),
    }


def plain_row(series: Series) -> dict[str, Any]:
    """Give its row without who leads it, and who helps to."""
    return {
        "id": series.id,
        "guild": series.guild,
        "title": series.title,
        "first": series.first,
        "fold": series.first.fold,
        "timezone": series.timezone,
        "repeat": _short(series.repeat),
        "minutes": series.minutes,
        "template": series.template,
        "room_kind": series.room_kind.value,
        "topic": series.topic,
        "ended": series.ended,
        "planned_until": series.planned_until,
        "paused_from": series.paused_from,
        "paused_until": series.paused_until,
        "capacity": series.capacity,
        "visible_to": series.visible_to,
        "self_guided": series.self_guided,
        "revision": series.revision,
        "eras": orjson.dumps([_era_row(one) for one in series.eras]).decode(),
    }


def _short(repeat: Repeat) -> str:
    """Write a rule in the sixteen characters of its column: days of a week as figures."""
    if repeat.days and not repeat.nth:
        return f"weekly/{repeat.interval}/{''.join(map(str, repeat.days))}"
    return repeat.value


def _long(kept: str) -> Repeat:
    """Read a rule; `weekly` alone, as an older version wrote it, is on its first date's day."""
    head, figures, days = kept.rpartition("/")
    if figures and days.isdecimal():
        return repeat_written(f"{head}/{','.join(DAYS[int(day)] for day in days)}")
    return repeat_written(kept)


def _load(row: RowMapping, cipher: Cipher) -> Series:
    where = cipher, row["guild"], row["id"]
    led = _LED.decrypt_member_id(*where, row["facilitator"])
    return series_in(dict(row), led, _HELPED.decrypt_member_id(*where, row["co_facilitator"]))


def series_in(
    row: Mapping[str, Any], facilitator: MemberId | None, co_facilitator: MemberId | None
) -> Series:
    """Read a row, which says all but who leads it, and who helps to."""
    return Series(
        id=row["id"],
        guild=row["guild"],
        title=row["title"],
        first=row["first"].replace(fold=row["fold"]),
        timezone=row["timezone"],
        repeat=_long(row["repeat"]),
        minutes=row["minutes"],
        template=row["template"],
        room_kind=RoomKind(row["room_kind"]),
        facilitator=facilitator,
        co_facilitator=co_facilitator,
        topic=row["topic"],
        ended=row["ended"],
        planned_until=row["planned_until"],
        paused_from=row["paused_from"],
        paused_until=row["paused_until"],
        capacity=row.get("capacity", 0),
        visible_to=row.get("visible_to"),
        self_guided=bool(row.get("self_guided", False)),
        revision=row.get("revision", 0),
        eras=tuple(_era_in(one) for one in orjson.loads(row.get("eras", "[]"))),
    )


def _era_row(era: Era) -> dict[str, Any]:
    plain = {"first": era.first, "fold": era.first.fold, "timezone": era.timezone}
    named = {"repeat": _short(era.repeat), "minutes": era.minutes, "title": era.title}
    return {**plain, **named, "until": era.until}


def _era_in(row: Mapping[str, Any]) -> Era:
    return Era(
        datetime.fromisoformat(row["first"]).replace(fold=row["fold"]),
        row["timezone"],
        _long(row["repeat"]),
        row["minutes"],
        row["title"],
        date.fromisoformat(row["until"]),
    )
