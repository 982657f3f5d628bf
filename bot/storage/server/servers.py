"""The repository of server settings."""

from datetime import date
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import BigInteger, Boolean, Column, String, Table, Text, bindparam, false, select
from sqlalchemy.engine import RowMapping

from bot.domain.ids import GuildId
from bot.domain.server.server import Server, Texts
from bot.storage.rows.access import upsert
from bot.storage.rows.data_policy import OF_SERVER, Owner, policy
from bot.storage.rows.metadata import metadata
from bot.storage.rows.repository import Repository

_T = Table(
    "servers",
    metadata,
    Column("id", BigInteger, info=OF_SERVER, primary_key=True, autoincrement=False),
    Column("rooms", BigInteger),
    Column("announcements", BigInteger),
    Column("organisers", BigInteger),
    Column("facilitators", BigInteger),
    Column("facilitators_channel", BigInteger),
    Column("timezone", String(64)),
    Column("country", String(2)),
    Column("language", String(16), nullable=False),
    Column("adults_only", Boolean, nullable=False),
    Column("discreet", Boolean, nullable=False),
    Column("review_prompts", Boolean, nullable=False),
    Column("texts", Text, nullable=False),
    Column("days_off", Text, nullable=False, server_default=""),
    Column("published_as", Text, nullable=False, server_default=""),
    Column("events", Boolean, nullable=False, server_default=false()),
    Column("standing_console", Boolean, nullable=False, server_default=false()),
    info=policy(Owner.GUILD, starts="the bot is in the server", ends="the bot leaves the server"),
)
_TEXTS = TypeAdapter(Texts)
_GET = select(_T).where(_T.c.id == bindparam("guild"))
_ALL = select(_T).order_by(_T.c.id)
_WITH_EVENTS = select(_T.c.id).where(_T.c.events.is_(True), _T.c.discreet.is_(False))
_PUT = upsert(_T)


class Servers(Repository):
    """The settings of every server, within one transaction."""

    table = _T

    def get(self, guild: GuildId) -> Server:
        """Give the settings; the defaults where nothing was settled."""
        row = self._access.one(_GET, {"guild": guild})
        return self._load(row) if row is not None else Server(guild)

    def put(self, server: Server) -> None:
        """Keep the settings."""
        self._access.change(_PUT, _dump(server))

    def all(self) -> tuple[Server, ...]:
        """Give the settings of every server that settled any."""
        return tuple(self._load(row) for row in self._access.rows(_ALL))

    def with_events(self) -> frozenset[GuildId]:
        """Name the servers whose meetings stand in their list of events."""
        return frozenset(GuildId(row["id"]) for row in self._access.rows(_WITH_EVENTS))

    def _load(self, row: RowMapping) -> Server:
        """Read settings; texts that can't be read don't cost a server the rest of them."""
        found = self._access.readable(_T, [row], lambda one: _TEXTS.validate_json(one["texts"]))
        return _load(row, found[0] if found else Texts())


def _dump(server: Server) -> dict[str, Any]:
    return {
        "id": server.id,
        "rooms": server.rooms,
        "announcements": server.announcements,
        "organisers": server.organisers,
        "facilitators": server.facilitators,
        "facilitators_channel": server.facilitators_channel,
        "timezone": server.timezone,
        "country": server.country,
        "language": server.language,
        "adults_only": server.adults_only,
        "discreet": server.discreet,
        "review_prompts": server.review_prompts,
        "texts": _TEXTS.dump_json(server.texts).decode(),
        "days_off": " ".join(map(str, server.days_off)),
        "published_as": server.published_as,
        "events": server.events,
        "standing_console": server.standing_console,
    }


def _load(row: RowMapping, texts: Texts) -> Server:
    return Server(
        id=row["id"],
        rooms=row["rooms"],
        announcements=row["announcements"],
        organisers=row["organisers"],
        facilitators=row["facilitators"],
        facilitators_channel=row["facilitators_channel"],
        timezone=row["timezone"],
        country=row["country"],
        language=row["language"],
        adults_only=row["adults_only"],
        discreet=row["discreet"],
        review_prompts=row["review_prompts"],
        texts=texts,
        days_off=tuple(map(date.fromisoformat, row["days_off"].split())),
        published_as=row["published_as"],
        events=row["events"],
        standing_console=row["standing_console"],
    )
