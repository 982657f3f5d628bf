"""The repository of memberships: the little kept of a person, sealed, under a keyed hash."""

from datetime import datetime, timedelta

from pydantic import TypeAdapter
from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Date,
    Index,
    LargeBinary,
    Table,
    bindparam,
    func,
    update,
)
from sqlalchemy.engine import RowMapping

from bot.domain.ids import GuildId, MemberId
from bot.domain.people.membership import NO_PLAN, Membership
from bot.domain.people.personal_data import Holding, KeptRecord, Section, told
from bot.storage.files.faults import StorageFault
from bot.storage.rows.access import upsert
from bot.storage.rows.data_policy import OF_MEMBER, OF_SERVER, Owner, policy
from bot.storage.rows.member_keys import Whose, with_key
from bot.storage.rows.member_rows import MemberRows
from bot.storage.rows.metadata import metadata
from bot.storage.sealing.cipher import Cipher
from bot.storage.sealing.sealing_key import HOUSE, MEMBERS, SealedPlace

_BEFORE = SealedPlace("memberships.sealed")
"""Where it stood before each member had a key of their own."""
_MEMBERSHIP = TypeAdapter(Membership)
MEMBERSHIPS_KEPT = timedelta(days=365)
_T = Table(
    "memberships",
    metadata,
    Column("subject", LargeBinary(32), info=OF_MEMBER, primary_key=True),
    Column("guild", BigInteger, info=OF_SERVER, nullable=False),
    Column("seen_on", Date),
    Column("sealed", LargeBinary, info=OF_MEMBER, nullable=False),
    Index(None, "guild"),
    info=policy(
        Owner.MEMBER,
        sealed="what they agreed to, their name, how they like to come in, their favourites",
        export=("rules", "adult", "name", "typing", "zone", "came", "plan", "favourites"),
        starts="the day they were last here",
        ends="the member's own erase; the bot leaves the server",
        kept=MEMBERSHIPS_KEPT,
    ),
)
_ROWS = with_key(_T)
_GET = _ROWS.where(_T.c.subject == bindparam("of"))
_ONE = _ROWS.limit(1)
_IS_BEFORE = func.substr(_T.c.sealed, 1, 1) == HOUSE
_PUT = upsert(_T)
_DATE = update(_T).where(_T.c.seen_on.is_(None)).values(seen_on=bindparam("today"))


def must_open(cipher: Cipher, subject: bytes, sealed: bytes) -> None:
    """Open one from before each member had a key. Raises StorageFault where the key is another."""
    if not sealed.startswith(MEMBERS):
        cipher.unseal(_BEFORE, subject, sealed)


class Memberships(MemberRows):
    """Every membership, within one transaction."""

    table, place = _T, SealedPlace("memberships.sealed", 2)

    def over(self, now: datetime) -> ColumnElement[bool]:
        """Say which are of people who were not here for long."""
        return _T.c.seen_on < self._oldest(now).date()

    def prune(self, now: datetime) -> int:
        """Delete the old ones. One without a date cannot grow old: its time begins now."""
        self._access.change(_DATE, {"today": now.date()})
        return super().prune(now)

    def get(self, guild: GuildId, member: MemberId) -> Membership:
        """Give what is kept of a person here; the defaults where nothing is."""
        row = self._access.one(_GET, {"of": self._whose(guild, member).subject})
        if row is None:
            return Membership()
        # one that can't be read counts as none: whoever it is of is asked at the door once more
        found = self._access.readable(_T, [row], self._load, "subject")
        return found[0] if found else Membership()

    def open_one(self) -> None:
        """Open one that is kept, whoever's it is. Raises StorageFault where the key is another."""
        row = self._access.one(_ONE)
        if row is not None:
            self._load(row)

    def put(self, guild: GuildId, member: MemberId, membership: Membership) -> None:
        """Keep it. The day they were last here stands in plain, so that old rows can go."""
        whose = self._whose(guild, member)
        plain = _MEMBERSHIP.dump_json(membership)
        seen = membership.last_seen or membership.agreed_at
        values = {
            "subject": whose.subject,
            "guild": guild,
            "seen_on": seen.date() if seen else None,
            "sealed": self._seal(whose, b"", plain),
        }
        self._access.change(_PUT, values)

    def holdings(self, member: MemberId, guild: GuildId) -> tuple[Holding, ...]:
        """Tell what is kept of a person here, each thing by itself."""
        known = self.get(guild, member)
        kept = {
            "rules": known.agreed_at and {"at": known.agreed_at},
            "adult": known.adult and {},
            "name": known.name and {"name": known.name},
            "typing": known.by_typing and {},
            "zone": known.timezone and {"zone": known.timezone},
            "came": known.came_before and {},
            "plan": known.plan and {},
            "favourites": known.favourites and {"count": len(known.favourites)},
        }
        facts = {what: fact for what, fact in kept.items() if isinstance(fact, dict)}
        return tuple(Holding(what, fact) for what, fact in facts.items())

    def records(self, member: MemberId, guild: GuildId) -> tuple[KeptRecord, ...]:
        """Give what is kept of a person here, whole."""
        known = self.get(guild, member)
        facts: dict[str, dict[str, object]] = {
            "rules": told(agreed_at=known.agreed_at, rules_version=known.rules_version or None),
            "adult": {} if known.adult is None else {"said_adult": known.adult},
            "name": told(name=known.name),
            "typing": told(by_typing=known.by_typing),
            "zone": told(zone=known.timezone),
            "came": told(came_before=known.came_before, last_seen=known.last_seen),
            "plan": told(asked_plan=known.plan != NO_PLAN),
            "favourites": told(questions=known.favourites or None),
        }
        return tuple(KeptRecord(Section.AGREED, what, one) for what, one in facts.items() if one)

    def rekey(self, limit: int) -> int:
        """Seal with a member's own key what was sealed before each had one."""
        rows = self._access.rows(_ROWS.where(_IS_BEFORE).limit(limit))
        return sum(self._moved(row) for row in rows)

    def _moved(self, row: RowMapping) -> int:
        whose, sealed = Whose(row["guild"], row["subject"]), row["sealed"]
        if self._access.cipher.is_withheld(whose.subject):
            return 0
        try:
            plain = self._access.cipher.unseal(_BEFORE, whose.subject, sealed)
        except StorageFault:
            return 0
        same = update(_T).where(_T.c.subject == whose.subject, _T.c.sealed == sealed)
        return self._access.change(same.values(sealed=self._seal(whose, b"", plain)))

    def _load(self, row: RowMapping) -> Membership:
        whose, sealed = Whose(row["guild"], row["subject"]), row["sealed"]
        if sealed.startswith(MEMBERS):
            plain = self._open(whose, b"", sealed, row["wrapped"])
        else:
            plain = self._access.cipher.unseal(_BEFORE, whose.subject, sealed)
        return _MEMBERSHIP.validate_json(plain)
