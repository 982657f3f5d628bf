"""What each server's organiser has settled."""

from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import bindparam, delete, select, union
from sqlalchemy.engine import RowMapping

from bot.domain.ids import GuildId
from bot.domain.server.server import Server, Texts
from bot.storage.rows import tables
from bot.storage.rows.access import Access, upsert

_TEXTS = TypeAdapter(Texts)
_GET = select(tables.servers).where(tables.servers.c.id == bindparam("guild"))
_ALL = select(tables.servers).order_by(tables.servers.c.id)
_PUT = upsert(tables.servers)
_OF_A_SERVER = (
    tables.occurrences.c.guild,  # evenings and stage times go with their occurrences
    tables.series.c.guild,
    tables.effects.c.guild,
    tables.heard.c.guild,
    tables.prompts.c.guild,
    tables.memberships.c.guild,
    tables.servers.c.id,
)
"""Where it stands whose a row is, in every table with something of a server."""
_KEPT = union(*(select(of.label("guild")) for of in _OF_A_SERVER)).order_by("guild")
_REMOVE = tuple(delete(of.table).where(of == bindparam("of")) for of in _OF_A_SERVER)


class Servers:
    """The settings of every server, within one transaction."""

    def __init__(self, access: Access) -> None:
        self._access = access

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

    def kept(self) -> tuple[GuildId, ...]:
        """Name every server of which anything is kept, settled or not."""
        return tuple(GuildId(row["guild"]) for row in self._access.rows(_KEPT))

    def remove(self, guild: GuildId) -> None:
        """Forget a server: everything in every table that belongs to it."""
        for statement in _REMOVE:
            self._access.change(statement, {"of": guild})
        self._access.wipe = True


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
