"""The repository of groups' own templates."""

from typing import Any

import orjson
from sqlalchemy import BigInteger, Column, Index, String, Table, Text, bindparam, delete, select
from sqlalchemy.engine import RowMapping

from bot.domain.calendar.own_template import OwnTemplate
from bot.domain.ids import GuildId, TemplateId
from bot.domain.template import Stage, StageKey, Template
from bot.storage.rows.access import upsert
from bot.storage.rows.data_policy import OF_SERVER, Owner, policy
from bot.storage.rows.metadata import metadata
from bot.storage.rows.repository import Repository

_T = Table(
    "templates",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("guild", BigInteger, info=OF_SERVER, nullable=False),
    Column("name", String(64), nullable=False),
    Column("stages", Text, nullable=False),
    Index(None, "guild"),
    info=policy(
        Owner.GUILD,
        starts="an organiser added it",
        ends="an organiser removes it; the bot leaves the server",
    ),
)
_OF = select(_T).where(_T.c.guild == bindparam("of")).order_by(_T.c.name, _T.c.id)
_PUT = upsert(_T)
_REMOVE = delete(_T).where(_T.c.guild == bindparam("of"), _T.c.id == bindparam("which"))


class TemplateRows(Repository):
    """Every group's own templates, within one transaction."""

    table = _T

    def of(self, guild: GuildId) -> tuple[OwnTemplate, ...]:
        """Give all of a group, by name."""
        rows = self._access.rows(_OF, {"of": guild})
        return self._access.readable(_T, rows, _load)

    def put(self, own: OwnTemplate) -> None:
        """Keep one, new or as it is now."""
        self._access.change(_PUT, _dump(own))

    def remove(self, guild: GuildId, template: TemplateId) -> bool:
        """Forget one of a group; gives whether it was there."""
        return self._access.change(_REMOVE, {"of": guild, "which": template}) > 0


def _dump(own: OwnTemplate) -> dict[str, Any]:
    stages = [[stage.key.value, stage.minutes] for stage in own.template.stages]
    kept = {"id": own.id, "guild": own.guild, "name": own.name}
    return {**kept, "stages": orjson.dumps(stages).decode()}


def _load(row: RowMapping) -> OwnTemplate:
    stages = tuple(Stage(StageKey(key), minutes) for key, minutes in orjson.loads(row["stages"]))
    return OwnTemplate(row["id"], row["guild"], Template(row["name"], stages))
