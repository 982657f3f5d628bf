"""What an organiser settles once: rooms, people, words, and what is still in the way."""

from dataclasses import dataclass, field, replace
from typing import Any, TypedDict, Unpack

from bot.content import helplines
from bot.domain.calendar.zones import zone_named
from bot.domain.errors import Refusal
from bot.domain.ids import ChannelId, GuildId
from bot.domain.language.folding import cut, tidy
from bot.domain.person import Actor
from bot.domain.server.onlookers import Doorway
from bot.domain.server.roles import Role, must_be_given
from bot.domain.server.server import Server, Texts
from bot.domain.support.helpline import find_country
from bot.services.ports.rooms import Need, Rooms
from bot.services.ports.store import Store, Tx
from bot.text.catalog import FALLBACK, languages

LONGEST_TEXT = 800
"""Characters of one of the group's own texts."""
LONGEST_AT_DOOR = 200
"""Characters of those that stand in a line at the door: whom it is for, and after using today."""
MOST_RULE_WORDS = 90
"""Words of the ground rules."""


class NotAnOrganiser(Refusal):
    """Only people who may manage the server can do this."""

    key = "refusal.not_an_organiser"


class UnknownCountry(Refusal):
    """We know nothing about a country of that name."""

    key = "refusal.unknown_country"


class UnknownLanguage(Refusal):
    """The bot does not speak that language yet."""

    key = "refusal.unknown_language"


class RulesTooLong(Refusal):
    """The ground rules have more words than people read at a door."""

    key = "refusal.rules_too_long"


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


@dataclass(frozen=True, slots=True)
class Setup:
    """Keeps the settings of every server."""

    store: Store
    rooms: Rooms
    known: dict[GuildId, Server] = field(default_factory=dict)
    """What was read or saved last: every press asks for the facilitator role."""

    async def get(self, guild: GuildId) -> Server:
        """Give a server's settings; the defaults before anybody settled anything."""
        if guild not in self.known:
            read = await self.store.run(lambda tx: tx.servers.get(guild))
            # What was saved meanwhile is newer than what was read.
            return self.known.setdefault(guild, read)
        return self.known[guild]

    async def save(self, guild: GuildId, by: Actor, **changes: Unpack[Changes]) -> Server:
        """Change settings; what cannot be saved changes nothing.

        Raises NotAnOrganiser, UnknownZone, UnknownCountry, UnknownLanguage, RoleOfEveryone,
        RoleNotGiven.
        """
        must_manage(by)
        settled = _settled(changes)

        def work(tx: Tx) -> Server:
            server = replace(tx.servers.get(guild), **settled)
            tx.servers.put(server)
            return server

        self.known[guild] = await self.store.run(work)
        return self.known[guild]

    async def save_texts(self, guild: GuildId, by: Actor, texts: Texts) -> Server:
        """Keep the group's own words; new ground rules ask everybody's consent again.

        Raises NotAnOrganiser, RulesTooLong.
        """
        must_manage(by)
        words = len(texts.rules.split())
        if words > MOST_RULE_WORDS:
            raise RulesTooLong(words=words, most=MOST_RULE_WORDS)

        def work(tx: Tx) -> Server:
            server = tx.servers.get(guild)
            known = server.texts
            trimmed = _trimmed(texts, known.rules_version)
            version = known.rules_version + (trimmed.rules != known.rules)
            changed = replace(server, texts=replace(trimmed, rules_version=version))
            tx.servers.put(changed)
            return changed

        self.known[guild] = await self.store.run(work)
        return self.known[guild]

    def forget(self, guild: GuildId) -> None:
        """Drop what is remembered of a server that removed the bot."""
        self.known.pop(guild, None)

    async def check(self, guild: GuildId, by: Actor) -> tuple[Server, tuple[Need, ...]]:
        """Say what is missing and how to mend it. Raises NotAnOrganiser."""
        must_manage(by)
        server = await self.get(guild)
        return server, self.rooms.needs(server)

    def doorway(self, server: Server) -> Doorway | None:
        """Say who will see a room besides those who were let in; None where none can open."""
        if server.rooms is None or "no_category" in {n.key for n in self.rooms.needs(server)}:
            return None
        return self.rooms.doorway(server)


def must_manage(by: Actor) -> None:
    """Raise NotAnOrganiser unless somebody may manage the server."""
    if not by.manages:
        raise NotAnOrganiser


def _settled(changes: Changes) -> dict[str, Any]:
    """Give each setting as it is kept, or refuse them all."""
    if changes.get("language", FALLBACK) not in languages():
        raise UnknownLanguage(typed=changes["language"])
    kept: dict[str, Any] = dict(changes)
    if "facilitators" in changes:
        kept["facilitators"] = must_be_given(changes["facilitators"])
    if "timezone" in changes:
        kept["timezone"] = zone_named(changes["timezone"])
    if "country" in changes:
        kept["country"] = _country(changes["country"])
    return kept


def _country(typed: str) -> str:
    found = find_country(helplines.load(), typed)
    if found is None:
        raise UnknownCountry(typed=typed)
    return found.code


def _trimmed(texts: Texts, version: int) -> Texts:
    return Texts(
        rules=cut(tidy(texts.rules), LONGEST_TEXT),
        opening=cut(tidy(texts.opening), LONGEST_TEXT),
        closing=cut(tidy(texts.closing), LONGEST_TEXT),
        audience=cut(tidy(texts.audience), LONGEST_AT_DOOR),
        used_today=cut(tidy(texts.used_today), LONGEST_AT_DOOR),
        contact=cut(tidy(texts.contact), LONGEST_TEXT),
        rules_version=version,
    )
