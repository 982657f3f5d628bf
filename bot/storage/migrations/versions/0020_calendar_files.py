"""What calendar files tell of a series: how often it was changed, and what it was before."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; nothing was told of a series before."""
    revision = sa.Column("revision", sa.Integer(), nullable=False, server_default="0")
    op.add_column("series", revision)
    op.add_column("series", sa.Column("eras", sa.Text(), nullable=False, server_default="[]"))
