"""What a member chose for their own writing: keeping it or not, their zone, what they follow."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.content import timezones
from bot.domain.calendar.zone_names import offered, zone_named
from bot.domain.ids import OWN, GuildId, MemberId
from bot.domain.journal.settings import JournalSettings, chose, living_in, or_living_in
from bot.services.journal.plans_gone import plans_gone
from bot.services.journal.questions_due import has_moved, want_next
from bot.services.ports.clock import Clock
from bot.services.ports.store import Store, Tx
from bot.services.retry import run_with_retry

Rule = Callable[[JournalSettings], JournalSettings]


@dataclass(frozen=True, slots=True)
class KeepingChosen:
    """What a member chose, and how much of what they wrote before is kept."""

    settings: JournalSettings
    still_kept: int


@dataclass(frozen=True, slots=True)
class Choices:
    """Holds for all servers and private messages alike; kept whatever was chosen."""

    store: Store
    clock: Clock

    async def settings(self, member: MemberId, here: GuildId = OWN) -> JournalSettings:
        """Give what somebody chose; the clocks `here` hold for who has said no zone."""
        return await self.store.run(lambda tx: by_clocks_of(tx, here, tx.entries.settings(member)))

    async def change(self, member: MemberId, rule: Rule) -> JournalSettings:
        """Let a rule change what somebody chose; whatever it refuses changes nothing."""
        now = self.clock.now()
        work = lambda tx: _changed(tx, member, rule, now)  # noqa: E731 - one rule
        return await run_with_retry(self.store, work)

    async def choose(self, member: MemberId, *, keeps: bool) -> KeepingChosen:
        """Keep what they write from now on, or not, and count what is kept already."""
        now = self.clock.now()

        def work(tx: Tx) -> KeepingChosen:
            settings = _changed(tx, member, lambda one: chose(one, keeps=keeps), now)
            return KeepingChosen(settings, tx.entries.count(member, places_of(settings)))

        return await run_with_retry(self.store, work)

    async def live_in(self, member: MemberId, typed: str) -> JournalSettings:
        """Live in the zone that somebody typed. Raises UnknownZone."""
        zone = zone_named(timezones.load(), typed, self.clock.now())
        return await self.change(member, lambda one: living_in(one, zone))

    def zones_offered(self, typed: str) -> tuple[str, ...]:
        """Name one to 25 zones that somebody may mean who has typed so far."""
        return offered(timezones.load(), typed, self.clock.now())

    async def delete_all(self, member: MemberId) -> int:
        """Delete everything they wrote, wherever they did; what they chose stays."""

        def work(tx: Tx) -> int:
            places = places_of(tx.entries.settings(member))
            found = tx.entries.all(member, places)
            plans_gone(tx, member, places, {entry.id for _, entry in found})
            return sum(tx.entries.remove(place, member, entry.id) for place, entry in found)

        return await run_with_retry(self.store, work)


def _changed(tx: Tx, member: MemberId, rule: Rule, now: datetime) -> JournalSettings:
    before = tx.entries.settings(member)
    after = rule(before)
    if after != before:
        tx.entries.settle(member, after, now.date())
    if has_moved(before, after):
        want_next(tx, member, after, now)
    return after


def by_clocks_of(tx: Tx, here: GuildId, settings: JournalSettings) -> JournalSettings:
    """Let the clocks of a group hold in its server for whoever has not said where they live."""
    if settings.zone or here == OWN:
        return settings
    return or_living_in(settings, tx.servers.get(here).timezone or "")


def places_of(settings: JournalSettings) -> tuple[GuildId, ...]:
    """Name every place in which something of a member may be kept."""
    return (OWN, *settings.places)
