"""Everything that is kept of one person, for them to take along."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.ids import OWN, GuildId, MemberId
from bot.domain.journal.entry import JournalEntry
from bot.domain.journal.settings import JournalSettings
from bot.domain.people.personal_data import Holding
from bot.services.ports.store import Store, Tx


@dataclass(frozen=True, slots=True)
class KeptInPlace:
    """What is kept in one server, or of private messages."""

    guild: GuildId
    holdings: tuple[Holding, ...]
    written: tuple[JournalEntry, ...]
    """What they wrote for themselves, word for word, the earliest first."""


@dataclass(frozen=True, slots=True)
class Archive:
    """All of it, and what they chose for their own writing."""

    settings: JournalSettings
    places: Sequence[KeptInPlace]


@dataclass(frozen=True, slots=True)
class Archives:
    """Walks every repository with something of members; none is left out."""

    store: Store

    async def of(self, member: MemberId) -> Archive:
        """Give everything that is kept of somebody."""

        def work(tx: Tx) -> Archive:
            guilds = (*tx.registry.servers(), OWN)
            found = [_place(tx, guild, member) for guild in guilds]
            kept = [one for one in found if one.holdings]
            return Archive(tx.entries.settings(member), kept)

        return await self.store.run(work)


def holdings_of(tx: Tx, guild: GuildId, member: MemberId) -> tuple[Holding, ...]:
    """Give all that is kept of somebody in one place, each thing once."""
    found: list[Holding] = []
    for one in tx.registry.personal:
        found += [each for each in one.holdings(member, guild) if each not in found]
    return tuple(found)


def _place(tx: Tx, guild: GuildId, member: MemberId) -> KeptInPlace:
    holdings = holdings_of(tx, guild, member)
    written = tuple(entry for _, entry in tx.entries.all(member, [guild])) if holdings else ()
    return KeptInPlace(guild, holdings, written)
