"""The little that is kept of a person in a server: sealed, under a keyed hash."""

from collections.abc import Iterable

from pydantic import TypeAdapter
from sqlalchemy import bindparam, delete, select

from bot.domain.ids import GuildId, MemberId
from bot.domain.membership import Membership
from bot.storage import tables
from bot.storage.access import Access, upsert
from bot.storage.cipher import Place

_PLACE = Place("memberships.sealed")
_MEMBERSHIP = TypeAdapter(Membership)
_T = tables.memberships
_GET = select(_T.c.sealed).where(_T.c.subject == bindparam("of"))
_PUT = upsert(_T)
_DELETE = delete(_T).where(_T.c.subject == bindparam("of"))


class Memberships:
    """Every membership, within one transaction."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def get(self, guild: GuildId, member: MemberId) -> Membership:
        """Give what is kept of a person here; the defaults where nothing is."""
        subject = self._access.cipher.subject(guild, member)
        row = self._access.one(_GET, {"of": subject})
        if row is None:
            return Membership()
        plain = self._access.cipher.unseal(_PLACE, subject, row["sealed"])
        return _MEMBERSHIP.validate_json(plain)

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

    def erase(self, member: MemberId, guilds: Iterable[GuildId]) -> int:
        """Forget a person in these servers; gives in how many something was kept."""
        self._access.wipe = True
        subject = self._access.cipher.subject
        return sum(self._access.change(_DELETE, {"of": subject(one, member)}) for one in guilds)
