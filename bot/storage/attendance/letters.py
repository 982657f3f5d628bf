"""The repository of letters: whose they are is known by a keyed hash alone, and so is the code."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from pydantic import TypeAdapter
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Date,
    ForeignKey,
    Index,
    LargeBinary,
    Table,
    bindparam,
    insert,
    select,
    update,
)
from sqlalchemy.engine import RowMapping

from bot.domain.attendance.letter import Letter
from bot.domain.ids import GuildId, LetterId, MemberId, MessageId
from bot.domain.people.personal_data import Holding, KeptRecord, Section
from bot.storage.rows.data_policy import OF_MEMBER, OF_SERVER, Owner, policy
from bot.storage.rows.member_keys import MemberKeys, Whose, with_key
from bot.storage.rows.member_rows import MemberRows
from bot.storage.rows.metadata import metadata
from bot.storage.sealing.sealing_key import SealedPlace

_LETTER = TypeAdapter(Letter)
LETTERS_KEPT = timedelta(days=365)
_T = Table(
    "letters",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("code", LargeBinary(16), info=OF_MEMBER, unique=True, nullable=False),
    Column(
        "subject",
        LargeBinary(32),
        ForeignKey(MemberKeys.table.c.subject, ondelete="CASCADE"),
        info=OF_MEMBER,
        nullable=False,
    ),
    Column("guild", BigInteger, info=OF_SERVER, nullable=False),
    Column("issued_on", Date, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Column("sealed", LargeBinary, info=OF_MEMBER, nullable=False),
    Index(None, "subject"),
    info=policy(
        Owner.MEMBER,
        sealed="the letter as it was signed, and a keyed hash of its code",
        export=("letters",),
        starts="the day it was issued",
        ends="the member's own erase; the bot leaves the server",
        kept=LETTERS_KEPT,
    ),
)
_ADD = insert(_T)
_GET = with_key(_T).where(_T.c.id == bindparam("of"))
_BY_CODE = with_key(_T).where(_T.c.code == bindparam("of"))
_OF = (
    with_key(_T)
    .where(_T.c.subject.in_(bindparam("of", expanding=True)))
    .order_by(_T.c.issued_on.desc(), _T.c.id)
)
_SERVERS = select(_T.c.guild).distinct()
_SENT = update(_T).where(_T.c.id == bindparam("of")).values(sealed=bindparam("with_message"))
_WITHDRAW = update(_T).where(_T.c.id == bindparam("of")).values(withdrawn=True)


class LetterRows(MemberRows):
    """Every letter that was issued, to be found by its code or by who it is of."""

    table = _T
    place = SealedPlace("letters.sealed")
    is_members_own = True

    def over(self, now: datetime) -> ColumnElement[bool]:
        """Say which were issued long ago."""
        return _T.c.issued_on < self._oldest(now).date()

    def add(self, member: MemberId, letter: Letter) -> None:
        """Keep a letter that was issued just now."""
        whose, row = self._whose(letter.guild, member), b"%d" % letter.id
        values = {
            "id": letter.id,
            "code": self._access.cipher.code(letter.code),
            "subject": whose.subject,
            "guild": letter.guild,
            "issued_on": letter.issued_on,
            "withdrawn": letter.withdrawn,
            "sealed": self._seal(whose, row, _LETTER.dump_json(letter)),
        }
        self._access.change(_ADD, values)

    def get(self, member: MemberId, letter: LetterId) -> Letter | None:
        """Give a letter to whom it is of; None to everybody else."""
        row = self._access.one(_GET, {"of": letter})
        if row is None or row["subject"] != self._whose(row["guild"], member).subject:
            return None
        return next(iter(self._readable([row])), None)

    def by_code(self, code: str) -> Letter | None:
        """Give the letter with this code, or None."""
        row = self._access.one(_BY_CODE, {"of": self._access.cipher.code(code)})
        return None if row is None else next(iter(self._readable([row])), None)

    def of(self, member: MemberId, guild: GuildId | None = None) -> tuple[Letter, ...]:
        """Give somebody's letters in one server, or in all (None), the newest first."""
        known = [guild] if guild is not None else self._servers()
        subjects = [self._whose(one, member).subject for one in known]
        return self._readable(self._access.rows(_OF, {"of": subjects}) if subjects else [])

    def sent(self, member: MemberId, letter: LetterId, message: MessageId) -> Letter | None:
        """Note with which private message a letter came; gives it, or None where it is gone."""
        found = self.get(member, letter)
        if found is None:
            return None
        after, whose = replace(found, message=message), self._whose(found.guild, member)
        sealed = self._seal(whose, b"%d" % letter, _LETTER.dump_json(after))
        self._access.change(_SENT, {"of": letter, "with_message": sealed})
        return after

    def withdraw(self, letter: LetterId) -> None:
        """Note that a letter does not count any more."""
        self._access.change(_WITHDRAW, {"of": letter})

    def holdings(self, member: MemberId, guild: GuildId) -> tuple[Holding, ...]:
        """Count somebody's letters."""
        count = len(self.of(member, guild))
        return (Holding("letters", {"count": count}),) if count else ()

    def records(self, member: MemberId, guild: GuildId) -> tuple[KeptRecord, ...]:
        """Give somebody's letters as they were signed, the earliest first."""
        return tuple(_record(one) for one in reversed(self.of(member, guild)))

    def _servers(self) -> list[GuildId]:
        return [GuildId(row["guild"]) for row in self._access.rows(_SERVERS)]

    def _readable(self, rows: list[RowMapping]) -> tuple[Letter, ...]:
        return self._access.readable(_T, rows, self._load)

    def _load(self, row: RowMapping) -> Letter:
        whose, named = Whose(row["guild"], row["subject"]), b"%d" % row["id"]
        plain = self._open(whose, named, row["sealed"], row["wrapped"])
        return replace(_LETTER.validate_json(plain), withdrawn=row["withdrawn"])


def _record(letter: Letter) -> KeptRecord:
    facts = {
        "code": letter.code,
        "issued_on": letter.issued_on,
        "withdrawn": letter.withdrawn,
        "token": letter.token,
    }
    return KeptRecord(
        Section.ATTENDANCE, "letters", facts, datetime.combine(letter.issued_on, time(), UTC)
    )
