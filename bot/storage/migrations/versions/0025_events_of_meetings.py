"""Which events stand in Discord for which meetings, where an organiser wants that."""

import sqlalchemy as sa
from alembic import op

from bot.storage.rows.columns import UtcDateTime

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, and the switch: nobody has asked for events yet."""
    op.add_column(
        "servers", sa.Column("events", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_table(
        "meeting_events",
        sa.Column("meeting", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("event", sa.BigInteger()),
        sa.Column("drawn", sa.String(length=64), nullable=False),
        sa.Column("stands", sa.String(length=64), nullable=False),
        sa.Column("refused", sa.String(length=64), nullable=False),
        sa.Column("by_hand", sa.String(length=16), nullable=False),
        sa.Column("started", sa.Boolean(), nullable=False),
        sa.Column("asked_at", UtcDateTime()),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("meeting", name=op.f("pk_meeting_events")),
    )
    op.create_index(op.f("ix_meeting_events_guild"), "meeting_events", ["guild"])
