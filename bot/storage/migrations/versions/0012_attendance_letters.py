"""Attendance letters: minutes present for a day, and the letters that were issued."""

import sqlalchemy as sa
from alembic import op

from bot.storage.rows.columns import UtcDateTime

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "presence",
        sa.Column("subject", sa.LargeBinary(32), nullable=False),
        sa.Column("occurrence", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["occurrence"],
            ["occurrences.id"],
            name=op.f("fk_presence_occurrence"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["subject"],
            ["member_keys.subject"],
            name=op.f("fk_presence_subject"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("subject", "occurrence", name=op.f("pk_presence")),
    )
    op.create_index(op.f("ix_presence_until"), "presence", ["until"])
    op.create_table(
        "letters",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("code", sa.LargeBinary(16), nullable=False),
        sa.Column("subject", sa.LargeBinary(32), nullable=False),
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["subject"],
            ["member_keys.subject"],
            name=op.f("fk_letters_subject"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
        sa.UniqueConstraint("code", name=op.f("uq_letters_code")),
    )
    op.create_index(op.f("ix_letters_subject"), "letters", ["subject"])
