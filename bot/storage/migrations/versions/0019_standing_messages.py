"""Where each server's standing message of the week stands."""

import sqlalchemy as sa
from alembic import op

from bot.storage.rows.columns import UtcDateTime

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; no server has one yet."""
    op.create_table(
        "week_messages",
        sa.Column("guild", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("channel", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("message", sa.BigInteger()),
        sa.Column("drawn", sa.String(length=64), nullable=False),
        sa.Column("posted_at", UtcDateTime()),
        sa.Column("old_channel", sa.BigInteger()),
        sa.Column("old_message", sa.BigInteger()),
        sa.Column("deleted", sa.Integer(), nullable=False),
        sa.Column("lost_at", UtcDateTime()),
        sa.PrimaryKeyConstraint("guild", name=op.f("pk_week_messages")),
    )
