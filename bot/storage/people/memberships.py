"""The repository of memberships: the little kept of a person, sealed, under a keyed hash."""

from datetime import datetime, timedelta
from functools import partial

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
    delete,
    select,
    update,
)
from sqlalchemy.engine import RowMapping

from bot.domain.ids import GuildId, MemberId
from bot.domain.people.membership import Membership
from bot.domain.people.personal_data import Holding
from bot.storage.rows.access import upsert
from bot.storage.rows.data_policy import OF_MEMBER, OF_SERVER, Owner, policy
from bot.storage.rows.metadata import metadata
from bot.storage.rows.repository import Erases
from bot.storage.sealing.cipher import Cipher, SealedPlace

_PLACE = SealedPlace("memberships.sealed")
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
        sealed="what they agreed to, their name and how they like to come in",
        starts="the day they were last here",
        ends="the member's own erase; the bot leaves the server",
        kept=MEMBERSHIPS_KEPT,
    ),
)
_GET = select(_T).where(_T.c.subject == bindparam("of"))
_ONE = select(_T.c.subject, _T.c.sealed).limit(1)
_PUT = upsert(_T)
_DATE = update(_T).where(_T.c.seen_on.is_(None)).values(seen_on=bindparam("today"))
_DELETE = delete(_T).where(_T.c.subject == bindparam("of"))


def must_open(cipher: Cipher, subject: bytes, sealed: bytes) -> None:
    """Open one that is kept, whoever's it is. Raises StorageFault where the key is another."""
    cipher.unseal(_PLACE, subject, sealed)


class Memberships(Erases):
    """Every membership, within one transaction."""

    table = _T

    def over(self, now: datetime) -> ColumnElement[bool]:
        """Say which are of people who were not here for long."""
        return _T.c.seen_on < self._oldest(now).date()

    def prune(self, now: datetime) -> int:
        """Delete the old ones. One without a date cannot grow old: its time begins now."""
        self._access.change(_DATE, {"today": now.date()})
        return super().prune(now)

    def get(self, guild: GuildId, member: MemberId) -> Membership:
        """Give what is kept of a person here; the defaults where nothing is."""
        subject = self._access.cipher.subject(guild, member)
        row = self._access.one(_GET, {"of": subject})
        if row is None:
            return Membership()
        load = partial(_open, self._access.cipher)
        # one that can't be read counts as none: whoever it is of is asked at the door once more
        found = self._access.readable(_T, [row], load, "subject")
        return found[0] if found else Membership()

    def open_one(self) -> None:
        """Open one that is kept, whoever's it is. Raises StorageFault where the key is another."""
        row = self._access.one(_ONE)
        if row is not None:
            must_open(self._access.cipher, row["subject"], row["sealed"])

    def put(self, guild: GuildId, member: MemberId, membership: Membership) -> None:
        """Keep it. The day they were last here stands in plain, so that old rows can go."""
        subject = self._access.cipher.subject(guild, member)
        seen = membership.last_seen or membership.agreed_at
        values = {
            "subject": subject,
            "guild": guild,
            "seen_on": seen.date() if seen else None,
            "sealed": self._access.cipher.seal(_PLACE, subject, _MEMBERSHIP.dump_json(membership)),
        }
        self._access.change(_PUT, values)

    def holdings(self, member: MemberId, guild: GuildId) -> tuple[Holding, ...]:
        """Tell what is kept of a person here, each thing by itself."""
        known = self.get(guild, member)
        told = {
            "rules": known.agreed_at and {"at": known.agreed_at},
            "adult": known.adult and {},
            "name": known.name and {"name": known.name},
            "typing": known.by_typing and {},
            "zone": known.timezone and {"zone": known.timezone},
            "came": known.came_before and {},
        }
        facts = {what: fact for what, fact in told.items() if isinstance(fact, dict)}
        return tuple(Holding(what, fact) for what, fact in facts.items())

    def forget(self, member: MemberId, guild: GuildId) -> int:
        """Forget a person in a server; gives whether something was kept."""
        self._access.wipe = True
        return self._access.change(_DELETE, {"of": self._access.cipher.subject(guild, member)})


def _open(cipher: Cipher, row: RowMapping) -> Membership:
    return _MEMBERSHIP.validate_json(cipher.unseal(_PLACE, row["subject"], row["sealed"]))
