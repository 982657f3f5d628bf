"""Everything that is kept of one person, for them to take along."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

from bot.domain.ids import OWN, GuildId, MemberId
from bot.domain.journal.day import NO_ZONE
from bot.domain.people.personal_data import Holding, KeptRecord, Section
from bot.services.ports.store import Store, Tx

_NO_TIME = datetime.min.replace(tzinfo=UTC)


class ZoneOf(StrEnum):
    """By whose clocks times are written."""

    OWN = "own"
    GROUP = "group"
    """They named none; this is the one of the group in which they ask, or of all their groups."""
    NOBODY = "nobody"
    """Nobody named one: UTC."""


@dataclass(frozen=True, slots=True)
class KeptInPlace:
    """What is kept in one server, or of private messages."""

    guild: GuildId
    records: tuple[KeptRecord, ...]
    """Section by section, in each the earliest first."""


@dataclass(frozen=True, slots=True)
class Archive:
    """All of it, and the zone by whose clocks its owner reads times."""

    zone: str
    zone_of: ZoneOf
    places: tuple[KeptInPlace, ...]
    is_whole: bool = True
    """Whether everything there could be read; what can't be may be theirs or anybody's."""

    @property
    def size(self) -> int:
        """Count all that is kept."""
        return sum(len(one.records) for one in self.places)


@dataclass(frozen=True, slots=True)
class Archives:
    """Walks every repository with something of members; none is left out."""

    store: Store

    async def of(self, member: MemberId, here: GuildId = OWN) -> Archive:
        """Give everything that is kept of somebody; they ask `here`."""

        def work(tx: Tx) -> Archive:
            found = [_place(tx, guild, member) for guild in (OWN, *tx.registry.servers())]
            places = tuple(one for one in found if one.records)
            guilds = [one.guild for one in places if one.guild != OWN]
            zone, whose = _zone(tx, member, guilds if here == OWN else [here])
            return Archive(zone, whose, places, is_whole=not tx.registry.unreadable())

        return await self.store.run(work)


def holdings_of(tx: Tx, guild: GuildId, member: MemberId) -> tuple[Holding, ...]:
    """Give all that is kept of somebody in one place, each thing once."""
    found: list[Holding] = []
    for one in tx.registry.personal:
        found += [each for each in one.holdings(member, guild) if each not in found]
    return tuple(found)


def halves(archive: Archive) -> tuple[Archive, Archive]:
    """Part an archive that is too large for one file; what comes first stays first."""
    middle, seen = archive.size // 2, 0
    first: list[KeptInPlace] = []
    second: list[KeptInPlace] = []
    for place in archive.places:
        cut = max(0, min(len(place.records), middle - seen))
        first.append(replace(place, records=place.records[:cut]))
        second.append(replace(place, records=place.records[cut:]))
        seen += len(place.records)
    return _of_places(archive, first), _of_places(archive, second)


def _of_places(archive: Archive, places: Sequence[KeptInPlace]) -> Archive:
    return replace(archive, places=tuple(one for one in places if one.records))


def _place(tx: Tx, guild: GuildId, member: MemberId) -> KeptInPlace:
    found = [each for one in tx.registry.personal for each in one.records(member, guild)]
    whole = (_with_title(tx, each) for each in found)
    return KeptInPlace(guild, tuple(sorted(whole, key=_order)))


def _order(record: KeptRecord) -> tuple[int, datetime]:
    return [*Section].index(record.section), record.at or _NO_TIME


def _with_title(tx: Tx, record: KeptRecord) -> KeptRecord:
    """Name the meeting that something is about, where that is still known."""
    known = tx.occurrences.get(record.meeting) if record.meeting else None
    return replace(record, facts={"title": known.title, **record.facts}) if known else record


def _zone(tx: Tx, member: MemberId, guilds: Sequence[GuildId]) -> tuple[str, ZoneOf]:
    """Give the zone they named for themselves, or in these servers; else that of the groups."""
    named = {tx.memberships.get(one, member).timezone for one in guilds} - {None}
    own = tx.entries.settings(member).zone or _only(named)
    if own:
        return own, ZoneOf.OWN
    of_groups = _only({tx.servers.get(one).timezone for one in guilds} - {None})
    return (of_groups, ZoneOf.GROUP) if of_groups else (NO_ZONE, ZoneOf.NOBODY)


def _only(zones: Collection[str | None]) -> str:
    """Give the zone that all have named, or nothing."""
    first = next(iter(zones), None)
    return first if first and len(zones) == 1 else ""
