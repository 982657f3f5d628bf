"""Codes of rooms are looked for, and are unique, within one server."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_ROOMS = sa.text(
    "code <> '' AND phase IN ('opening', 'blocked', 'open', 'deleted', 'ended', 'abandoned')"
)
_WISHES = sa.text("code <> '' AND state IN ('wanted', 'claimed')")
_OCCURRENCES = sa.table(
    "occurrences",
    sa.column("id", sa.BigInteger()),
    sa.column("guild", sa.BigInteger()),
    sa.column("code", sa.String()),
    sa.column("room", sa.BigInteger()),
)


def upgrade() -> None:
    """Make the indexes; of two rooms with one code only one keeps it."""
    _let_one_keep_each_code()
    for table, where, unique in (("occurrences", _ROOMS, True), ("outbox", _WISHES, False)):
        op.create_index(
            op.f(f"ix_{table}_guild_code"),
            table,
            ["guild", "code"],
            unique=unique,
            sqlite_where=where,
            postgresql_where=where,
        )


def _let_one_keep_each_code() -> None:
    """Take the code off the others: no version gave one twice, but a hand may have.

    A room that stands is known by its number; one that was only asked for is known by its code.
    """
    table, seen = _OCCURRENCES, set()
    rows = op.get_bind().execute(
        sa.select(table.c.id, table.c.guild, table.c.code)
        .where(_ROOMS)
        .order_by(table.c.room.is_not(None), table.c.id)
    )
    for row in rows.all():
        if (row.guild, row.code) in seen:
            op.execute(sa.update(table).where(table.c.id == row.id).values(code=""))
        seen.add((row.guild, row.code))
