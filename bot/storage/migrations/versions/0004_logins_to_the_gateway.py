"""When the bot logged in to the gateway, for all processes with one token (PostgreSQL)."""

import sqlalchemy as sa
from alembic import op

from bot.storage.rows.columns import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "identifies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identifies")),
    )
