"""What an organiser settles once: rooms, people, words, and what is still in the way."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypedDict, Unpack

from bot.config.master_key import KeyOrigin
from bot.content import helplines, timezones
from bot.domain.calendar.days_off import days_in
from bot.domain.calendar.zone_names import offered, zone_named
from bot.domain.errors import Refusal
from bot.domain.ids import ChannelId, GuildId, MemberId
from bot.domain.person import Actor
from bot.domain.server.onlookers import Doorway
from bot.domain.server.own_texts import merge
from bot.domain.server.roles import Role, must_be_given
from bot.domain.server.server import Server
from bot.domain.support.helpline import find_country
from bot.services.ports.clock import Clock
from bot.services.ports.rooms import Need, Rooms
from bot.services.ports.store import Answer, Store, Tx
from bot.services.server.console_channel import must_let_console_stand
from bot.services.server.resting import must_not_rest
from bot.text.catalog import FALLBACK, languages


class NotAnOrganiser(Refusal):
    """Only people who may manage the server can do this."""

    key = "refusal.not_an_organiser"


class UnknownCountry(Refusal):
    """We know nothing about a country of that name."""

    key = "refusal.unknown_country"


class UnknownLanguage(Refusal):
    """The bot does not speak that language yet."""

    key = "refusal.unknown_language"


class Changes(TypedDict, total=False):
    """What `/setup server` may change; what is left out stays as it is."""

    rooms: ChannelId
    announcements: ChannelId
    organisers: ChannelId
    facilitators: Role
    facilitators_channel: ChannelId
    timezone: str
    country: str
    language: str
    adults_only: bool
    discreet: bool
    review_prompts: bool
    days_off: str
    """Dates as they were written."""
    published_as: str
    events: bool
    standing_console: bool


@dataclass(frozen=True, slots=True)
class SavedTexts:
    """What became of the texts that somebody wrote."""

    server: Server
    new_rules: bool
    """Everybody is asked for consent again."""
    not_taken: tuple[str, ...]
    """Fields in which somebody else was quicker: their words stand."""


@dataclass(slots=True)
class Setup:
    """Keeps the settings of every server."""

    store: Store
    rooms: Rooms
    clock: Clock
    known: dict[GuildId, Server] = field(default_factory=dict)
    key_origin: KeyOrigin = KeyOrigin.FILE

    def where_the_key_is(self) -> KeyOrigin:
        """Say where the master key comes from that locks what members write."""
        return self.key_origin

    """What was read last: every press asks for the facilitator role."""
    _seen: dict[GuildId, Server] = field(default_factory=dict)
    """The same, kept while something newer is saved: for help that does not wait."""
    _changes: int = 0
    """Goes up whenever something begins or ends to be saved: what was read before may be old."""

    async def get(self, guild: GuildId) -> Server:
        """Give a server's settings; the defaults before anybody settled anything."""
        if guild in self.known:
            return self.known[guild]
        before = self._changes
        read = await self.store.run(lambda tx: tx.servers.get(guild))
        if self._changes == before:
            self.known[guild] = read
            self._seen[guild] = read
        return read

    def remembered(self, guild: GuildId) -> Server | None:
        """Give a server's settings as they were read last, without asking: they may be older."""
        return self._seen.get(guild)

    async def countries_of(self, member: MemberId) -> tuple[str, ...]:
        """Name the countries of the servers in which anything of a member is kept."""

        def work(tx: Tx) -> set[str]:
            settled = {one.id: one.country for one in tx.servers.all() if one.country}
            return {settled[guild] for guild in tx.registry.among(member, settled)}

        return tuple(sorted(await self.store.run(work)))

    async def save(self, guild: GuildId, by: Actor, **changes: Unpack[Changes]) -> Server:
        """Change settings; what cannot be saved changes nothing.

        Raises NotAnOrganiser, UnknownZone, UnknownCountry, UnknownLanguage, RoleOfEveryone,
        RoleNotGiven, DayOffUnclear, TooManyDaysOff, and what keeps a console from standing.
        """
        must_manage(by)
        now = self.clock.now()

        def work(tx: Tx) -> Server:
            must_not_rest(tx, guild)
            before = tx.servers.get(guild)
            server = replace(before, **_settled(changes, before, now))
            if changes.get("standing_console"):
                must_let_console_stand(self.rooms.needs(server))
            tx.servers.put(server)
            return server

        return await self._save(guild, work)

    async def save_texts(
        self, guild: GuildId, by: Actor, written: Mapping[str, str], opened: str = ""
    ) -> SavedTexts:
        """Keep the group's own words; new ground rules ask everybody's consent again.

        `opened` are the marks of the form's fields when it was opened (`own_texts.marks`). Raises
        NotAnOrganiser, RulesTooLong.
        """
        must_manage(by)

        def work(tx: Tx) -> SavedTexts:
            must_not_rest(tx, guild)
            server = tx.servers.get(guild)
            merged = merge(server.texts, written, opened)
            new_rules = merged.texts.rules_version != server.texts.rules_version
            changed = replace(server, texts=merged.texts)
            tx.servers.put(changed)
            return SavedTexts(changed, new_rules, merged.not_taken)

        return await self._save(guild, work)

    async def _save(self, guild: GuildId, work: Callable[[Tx], Answer]) -> Answer:
        """Save, then read anew: which of two savings was the last, only the database knows.

        That holds where a saving fails, too: what was kept cannot be told from an error.
        """
        self._changes += 1
        try:
            return await self.store.run(work)
        finally:
            self._changes += 1
            self.known.pop(guild, None)

    def forget(self, guild: GuildId) -> None:
        """Drop what is remembered of a server that removed the bot."""
        self._changes += 1
        self.known.pop(guild, None)
        self._seen.pop(guild, None)

    async def check(self, guild: GuildId, by: Actor) -> tuple[Server, tuple[Need, ...]]:
        """Say what is missing and how to mend it. Raises NotAnOrganiser."""
        must_manage(by)
        server = await self.get(guild)
        return server, self.rooms.needs(server)

    def needs(self, server: Server) -> tuple[Need, ...]:
        """Name what is missing, for whoever is about to promise a room."""
        return self.rooms.needs(server)

    def zones_offered(self, typed: str) -> tuple[str, ...]:
        """Name the time zones that somebody may mean who has typed so far."""
        return offered(timezones.load(), typed, self.clock.now())

    def doorway(self, server: Server) -> Doorway | None:
        """Say who will see a room besides those who were let in; None where none can open."""
        if server.rooms is None or "no_category" in {n.key for n in self.rooms.needs(server)}:
            return None
        return self.rooms.doorway(server)


def must_manage(by: Actor) -> None:
    """Raise NotAnOrganiser unless somebody may manage the server."""
    if not by.manages:
        raise NotAnOrganiser


def _settled(changes: Changes, before: Server, now: datetime) -> dict[str, Any]:
    """Give each setting as it is kept, or refuse them all; days are read in the group's zone."""
    if changes.get("language", FALLBACK) not in languages():
        raise UnknownLanguage(typed=changes["language"])
    kept: dict[str, Any] = dict(changes)
    if "facilitators" in changes:
        kept["facilitators"] = must_be_given(changes["facilitators"])
    if "timezone" in changes:
        kept["timezone"] = zone_named(timezones.load(), changes["timezone"], now)
    if "days_off" in changes:
        zone = kept.get("timezone") or before.timezone or "UTC"
        language = changes.get("language", before.language)
        kept["days_off"] = days_in(changes["days_off"], zone, now, language)
    if "country" in changes:
        kept["country"] = _country(changes["country"])
    return kept


def _country(typed: str) -> str:
    found = find_country(helplines.load(), typed)
    if found is None:
        raise UnknownCountry(typed=typed)
    return found.code
