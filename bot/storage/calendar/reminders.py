"""The repository of reminders: whose they are is known by a keyed hash alone."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from pydantic import TypeAdapter
from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    LargeBinary,
    Table,
    bindparam,
    delete,
    select,
    update,
)
from sqlalchemy.engine import RowMapping

from bot.domain.calendar.reminder import Reminder
from bot.domain.ids import GuildId, MemberId, ReminderId, SeriesId
from bot.domain.people.personal_data import Holding, KeptRecord, Section, told
from bot.storage.rows.access import upsert
from bot.storage.rows.columns import UtcDateTime
from bot.storage.rows.data_policy import OF_MEMBER, OF_SERVER, Owner, policy
from bot.storage.rows.member_keys import MemberKeys, Whose, with_key
from bot.storage.rows.member_rows import MemberRows
from bot.storage.rows.metadata import metadata
from bot.storage.sealing.sealing_key import SealedPlace

_REMINDER = TypeAdapter(Reminder)
REMINDERS_KEPT = timedelta(days=1)
_T = Table(
    "reminders",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column(
        "subject",
        LargeBinary(32),
        ForeignKey(MemberKeys.table.c.subject, ondelete="CASCADE"),
        info=OF_MEMBER,
        nullable=False,
    ),
    Column("guild", BigInteger, info=OF_SERVER, nullable=False),
    Column("series", BigInteger, ForeignKey("series.id", ondelete="CASCADE"), nullable=False),
    Column("until", UtcDateTime),
    Column("sealed", LargeBinary, info=OF_MEMBER, nullable=False),
    Index(None, "subject"),
    Index(None, "series"),
    Index(None, "guild"),
    info=policy(
        Owner.MEMBER,
        sealed="who wants to be reminded, of which date, how long before; what did not reach them",
        export=("reminder", "lead_news"),
        starts="no date that it is about comes any more",
        ends="the member stops it; their own erase; the bot leaves the server",
        kept=REMINDERS_KEPT,
    ),
)
_ROWS = with_key(_T)
_GET = _ROWS.where(_T.c.id == bindparam("of"))
_OF = _ROWS.where(_T.c.subject.in_(bindparam("of", expanding=True))).order_by(_T.c.id)
_OF_SERIES = _ROWS.where(_T.c.series == bindparam("of")).order_by(_T.c.id)
_OF_GUILD = _ROWS.where(_T.c.guild == bindparam("of")).order_by(_T.c.id)
_SERIES, _GUILDS = select(_T.c.series).distinct(), select(_T.c.guild).distinct()
_PUT = upsert(_T)
_SAVE = (
    update(_T)
    .where(_T.c.id == bindparam("of"))
    .values({name: bindparam(name) for name in ("until", "sealed")})
)
_REMOVE = delete(_T).where(_T.c.id == bindparam("of"))


class ReminderRows(MemberRows):
    """Every reminder, to be found by what it is about or by whose it is."""

    table, place = _T, SealedPlace("reminders.sealed")

    def over(self, now: datetime) -> ColumnElement[bool]:
        """Say which are about nothing that comes any more."""
        return _T.c.until < self._oldest(now)

    def get(self, reminder: ReminderId) -> Reminder | None:
        """Give one, whosever it is; None where it was taken back."""
        row = self._access.one(_GET, {"of": reminder})
        return None if row is None else next(iter(self._readable([row])), None)

    def of(self, member: MemberId, guilds: Iterable[GuildId]) -> tuple[Reminder, ...]:
        """Give somebody's in some servers."""
        subjects = [self._whose(one, member).subject for one in guilds]
        return self._readable(self._access.rows(_OF, {"of": subjects}))

    def of_series(self, series: SeriesId) -> tuple[Reminder, ...]:
        """Give everybody's about a series or one of its dates."""
        return self._readable(self._access.rows(_OF_SERIES, {"of": series}))

    def series(self) -> tuple[SeriesId, ...]:
        """Name every series of which somebody wants to be reminded."""
        return tuple(
            SeriesId(row["series"])
            for row in self._access.rows(self._access.ours(_SERIES, _T.c.guild))
        )

    def guilds(self) -> tuple[GuildId, ...]:
        """Name every server in which somebody wants to be reminded."""
        return tuple(GuildId(row["guild"]) for row in self._access.rows(_GUILDS))

    def put(self, reminder: Reminder) -> Reminder:
        """Keep one that somebody asks for; the same one asked for again takes its place."""
        whose = self._whose(reminder.guild, reminder.member)
        known = replace(reminder, id=self._id(whose, reminder.series, reminder.rule_date))
        values = {
            "id": known.id,
            "subject": whose.subject,
            "guild": known.guild,
            "series": known.series,
        }
        self._access.change(_PUT, values | self._values(whose, known))
        return known

    def save(self, reminder: Reminder) -> None:
        """Keep what became of one; what was taken back meanwhile stays so."""
        whose = self._whose(reminder.guild, reminder.member)
        self._access.change(_SAVE, self._values(whose, reminder) | {"of": reminder.id})

    def remove(self, reminder: ReminderId) -> bool:
        """Forget one; gives whether it was there."""
        gone = self._access.change(_REMOVE, {"of": reminder})
        self._access.wipe |= gone > 0
        return gone > 0

    def holdings(self, member: MemberId, guild: GuildId) -> tuple[Holding, ...]:
        """Tell of each how long before it comes, or that it only waits for who leads."""
        return tuple(
            Holding("reminder", {"minutes": ", ".join(str(minutes) for minutes in one.leads)})
            if one.is_asked
            else Holding("lead_news", {})
            for one in self.of(member, [guild])
        )

    def records(self, member: MemberId, guild: GuildId) -> tuple[KeptRecord, ...]:
        """Give each as it was asked for, and how many of its messages wait."""
        return tuple(
            KeptRecord(
                Section.MESSAGES,
                "reminder" if one.is_asked else "lead_news",
                told(
                    remind_before=one.leads,
                    remind_on=one.rule_date,
                    language=one.language,
                    not_reached=len(one.waiting) or None,
                    until=one.until,
                ),
            )
            for one in self.of(member, [guild])
        )

    def members(self, guild: GuildId) -> frozenset[MemberId]:
        """Name those who want to be reminded."""
        found = self._readable(self._access.rows(_OF_GUILD, {"of": guild}))
        return frozenset(one.member for one in found)

    def _id(self, whose: Whose, series: SeriesId, day: date | None) -> ReminderId:
        """Name one: everybody's have their own, and nobody can tell from it whose it is."""
        digest = self._access.cipher.shelf(whose.subject, f"reminder {series} {day or ''}")
        return ReminderId(int.from_bytes(digest, "big") >> 1)

    def _values(self, whose: Whose, one: Reminder) -> dict[str, object]:
        plain = _REMINDER.dump_json(one)
        return {"until": one.until, "sealed": self._seal(whose, b"%d" % one.id, plain)}

    def _readable(self, rows: list[RowMapping]) -> tuple[Reminder, ...]:
        return self._access.readable(_T, rows, self._load)

    def _load(self, row: RowMapping) -> Reminder:
        whose, named = Whose(row["guild"], row["subject"]), b"%d" % row["id"]
        return _REMINDER.validate_json(self._open(whose, named, row["sealed"], row["wrapped"]))
