"""A key for each member in each server: what is theirs is sealed with it, and gone with it."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "member_keys",
        sa.Column("subject", sa.LargeBinary(length=32), nullable=False),
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_member_keys")),
    )
    op.create_index(op.f("ix_member_keys_guild"), "member_keys", ["guild"])
