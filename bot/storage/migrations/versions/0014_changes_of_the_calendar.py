"""Dates that were moved, series that are paused, and changes that can be undone."""

import sqlalchemy as sa
from alembic import op

from bot.storage.rows.columns import UtcDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns, and make the table."""
    op.add_column("occurrences", sa.Column("moved_from", UtcDateTime()))
    op.add_column("series", sa.Column("paused_from", UtcDateTime()))
    op.add_column("series", sa.Column("paused_until", UtcDateTime()))
    op.create_table(
        "calendar_changes",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("series", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("rule_date", sa.Date(), nullable=False),
        sa.Column("until", UtcDateTime()),
        sa.Column("made_at", UtcDateTime()),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("lead_before", sa.LargeBinary()),
        sa.Column("lead_after", sa.LargeBinary()),
        sa.ForeignKeyConstraint(
            ["series"],
            ["series.id"],
            name=op.f("fk_calendar_changes_series"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_changes")),
    )
    op.create_index(op.f("ix_calendar_changes_series"), "calendar_changes", ["series"])
    op.create_index(op.f("ix_calendar_changes_guild"), "calendar_changes", ["guild"])
