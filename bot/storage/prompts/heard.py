"""The repository of questions that a group has heard lately, so that none comes back too soon."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Integer,
    String,
    Table,
    bindparam,
    func,
    select,
)

from bot.domain.ids import GuildId, OccurrenceId, PromptId
from bot.storage.rows.access import insert_new
from bot.storage.rows.columns import UtcDateTime
from bot.storage.rows.data_policy import OF_SERVER, Owner, policy
from bot.storage.rows.metadata import metadata
from bot.storage.rows.repository import Repository

HEARD_KEPT = timedelta(days=365)
_T = Table(
    "heard",
    metadata,
    Column("guild", BigInteger, info=OF_SERVER, primary_key=True, autoincrement=False),
    Column("occurrence", BigInteger, primary_key=True, autoincrement=False),
    Column("prompt", String(64), primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("place", Integer, nullable=False),
    info=policy(
        Owner.GUILD, starts="it was heard", ends="the bot leaves the server", kept=HEARD_KEPT
    ),
)
_ADD = insert_new(_T)
_LATELY = (
    select(_T.c.occurrence)
    .where(_T.c.guild == bindparam("guild"))
    .group_by(_T.c.occurrence)
    .order_by(func.max(_T.c.at).desc())
    .limit(bindparam("meetings"))
)
_LAST = (
    select(_T.c.prompt)
    .where(_T.c.guild == bindparam("guild"), _T.c.occurrence.in_(_LATELY))
    .order_by(_T.c.at, _T.c.place, _T.c.prompt)
)


class Heard(Repository):
    """Every group's memory of questions, within one transaction."""

    table = _T

    def over(self, now: datetime) -> ColumnElement[bool]:
        """Say which were heard long ago."""
        return _T.c.at < self._oldest(now)

    def add(
        self, guild: GuildId, meeting: OccurrenceId, prompts: Iterable[PromptId], at: datetime
    ) -> None:
        """Remember the questions of a meeting, in the order they were heard."""
        for place, prompt in enumerate(prompts):
            row = {"guild": guild, "occurrence": meeting, "prompt": prompt}
            self._access.change(_ADD, row | {"at": at, "place": place})

    def last(self, guild: GuildId, meetings: int = 8) -> tuple[PromptId, ...]:
        """Give the questions of a group's last meetings, the oldest first."""
        rows = self._access.rows(_LAST, {"guild": guild, "meetings": meetings})
        return tuple(PromptId(row["prompt"]) for row in rows)
