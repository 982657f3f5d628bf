"""Reminders that members ask for."""

import sqlalchemy as sa
from alembic import op

from bot.storage.rows.columns import UtcDateTime

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "reminders",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("subject", sa.LargeBinary(32), nullable=False),
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("series", sa.BigInteger(), nullable=False),
        sa.Column("until", UtcDateTime()),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["subject"],
            ["member_keys.subject"],
            name=op.f("fk_reminders_subject"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["series"], ["series.id"], name=op.f("fk_reminders_series"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
    )
    for column in ("subject", "series", "guild"):
        op.create_index(op.f(f"ix_reminders_{column}"), "reminders", [column])
