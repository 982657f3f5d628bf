"""The repository of server settings."""

from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import bindparam, select
from sqlalchemy.engine import RowMapping

from bot.domain.ids import GuildId
from bot.domain.server.server import Server, Texts
from bot.storage.rows import tables
from bot.storage.rows.access import upsert
from bot.storage.rows.repository import Repository

_TEXTS = TypeAdapter(Texts)
_GET = select(tables.servers).where(tables.servers.c.id == bindparam("guild"))
_ALL = select(tables.servers).order_by(tables.servers.c.id)
_PUT = upsert(tables.servers)


class Servers(Repository):
    """The settings of every server, within one transaction."""

    table = tables.servers

    def get(self, guild: GuildId) -> Server:
        """Give the settings; the defaults where nothing was settled."""
        row = self._access.one(_GET, {"guild": guild})
        return _load(row) if row is not None else Server(guild)

    def put(self, server: Server) -> None:
        """Keep the settings."""
        self._access.change(_PUT, _dump(server))

    def all(self) -> tuple[Server, ...]:
        """Give the settings of every server that settled any."""
        return tuple(_load(row) for row in self._access.rows(_ALL))


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
    }


def _load(row: RowMapping) -> Server:
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
        texts=_TEXTS.validate_json(row["texts"]),
    )
