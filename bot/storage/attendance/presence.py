"""The repository of minutes: how long each person was in a meeting, sealed, gone within a day."""

from datetime import datetime

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
    select,
)
from sqlalchemy.engine import RowMapping

from bot.domain.attendance.letter import KeptMinutes
from bot.domain.attendance.presence import KEPT
from bot.domain.ids import GuildId, MemberId, OccurrenceId
from bot.domain.people.personal_data import Holding, KeptRecord, Section, told
from bot.storage.rows.access import upsert
from bot.storage.rows.columns import UtcDateTime
from bot.storage.rows.data_policy import OF_MEMBER, OF_SERVER, Owner, policy
from bot.storage.rows.member_keys import MemberKeys, Whose, with_key
from bot.storage.rows.member_rows import MemberRows
from bot.storage.rows.metadata import metadata
from bot.storage.sealing.sealing_key import SealedPlace

_MINUTES = TypeAdapter(KeptMinutes)
_T = Table(
    "presence",
    metadata,
    Column(
        "subject",
        LargeBinary(32),
        ForeignKey(MemberKeys.table.c.subject, ondelete="CASCADE"),
        info=OF_MEMBER,
        primary_key=True,
    ),
    Column(
        "occurrence",
        BigInteger,
        ForeignKey("occurrences.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("guild", BigInteger, info=OF_SERVER, nullable=False),
    Column("until", UtcDateTime, nullable=False),
    Column("sealed", LargeBinary, info=OF_MEMBER, nullable=False),
    Index(None, "until"),
    info=policy(
        Owner.MEMBER,
        sealed="how long they were in one meeting, and the name for their letter",
        export=("minutes",),
        starts="the meeting ends",
        ends="the member's own erase; the bot leaves the server",
        kept=KEPT,
    ),
)
_PUT = upsert(_T)
_GET = (
    with_key(_T)
    .where(_T.c.subject == bindparam("of"), _T.c.occurrence == bindparam("meeting"))
    .with_for_update(of=_T)
)
"""Locked, where several write at once: of one meeting two presses make one letter."""
_OF = (
    with_key(_T)
    .where(_T.c.subject.in_(bindparam("of", expanding=True)))
    .order_by(_T.c.until, _T.c.occurrence)
)
_SERVERS = select(_T.c.guild).distinct()


class PresenceRows(MemberRows):
    """The minutes of everybody, each to be found by who they are of alone."""

    table = _T
    place = SealedPlace("presence.sealed")

    def over(self, now: datetime) -> ColumnElement[bool]:
        """Say which have to go."""
        return _T.c.until <= now

    def sweep(self, now: datetime) -> int:
        """Delete what has to go, also from the database's log; gives how many rows."""
        gone = self.prune(now)
        self._access.wipe |= gone > 0
        return gone

    def put(self, member: MemberId, kept: KeptMinutes) -> None:
        """Keep somebody's minutes of a meeting."""
        whose, row = self._whose(kept.guild, member), b"%d" % kept.meeting
        values = {
            "subject": whose.subject,
            "occurrence": kept.meeting,
            "guild": kept.guild,
            "until": kept.until,
            "sealed": self._seal(whose, row, _MINUTES.dump_json(kept)),
        }
        self._access.change(_PUT, values)

    def get(self, guild: GuildId, member: MemberId, meeting: OccurrenceId) -> KeptMinutes | None:
        """Give somebody's minutes of a meeting, or None."""
        about = {"of": self._whose(guild, member).subject, "meeting": meeting}
        row = self._access.one(_GET, about)
        return None if row is None else next(iter(self._readable([row])), None)

    def of(self, member: MemberId) -> tuple[KeptMinutes, ...]:
        """Give somebody's minutes in every server, the oldest first."""
        guilds = [GuildId(row["guild"]) for row in self._access.rows(_SERVERS)]
        return self._of(member, guilds)

    def _of(self, member: MemberId, guilds: list[GuildId]) -> tuple[KeptMinutes, ...]:
        subjects = [self._whose(guild, member).subject for guild in guilds]
        return self._readable(self._access.rows(_OF, {"of": subjects}) if subjects else [])

    def holdings(self, member: MemberId, guild: GuildId) -> tuple[Holding, ...]:
        """Name the meetings of which minutes are kept."""
        return tuple(
            Holding("minutes", {"count": one.present.minutes, "until": one.until})
            for one in self._of(member, [guild])
        )

    def records(self, member: MemberId, guild: GuildId) -> tuple[KeptRecord, ...]:
        """Give the minutes that are kept, and the name that was typed for a letter."""
        return tuple(_record(one) for one in self._of(member, [guild]))

    def _readable(self, rows: list[RowMapping]) -> tuple[KeptMinutes, ...]:
        """Give what rows hold; what can't be read counts as none, and goes with its time."""
        return self._access.readable(_T, rows, self._load, "subject")

    def _load(self, row: RowMapping) -> KeptMinutes:
        whose, named = Whose(row["guild"], row["subject"]), b"%d" % row["occurrence"]
        return _MINUTES.validate_json(self._open(whose, named, row["sealed"], row["wrapped"]))


def _record(kept: KeptMinutes) -> KeptRecord:
    present = kept.present
    facts = told(
        starts=present.starts,
        ends=present.ends,
        minutes=present.minutes,
        seen_by=present.by,
        letter_name=kept.name,
        letter_wanted=kept.asked,
        letters_made=kept.made or None,
        until=kept.until,
    )
    return KeptRecord(Section.ATTENDANCE, "minutes", facts, present.starts, kept.meeting)
