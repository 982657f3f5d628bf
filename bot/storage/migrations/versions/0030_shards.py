"""Which shard a lease and a login are of, where several processes share the database."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; what is there is of the one process that has everything."""
    op.add_column("lease", sa.Column("shards", sa.Integer(), nullable=False, server_default="1"))
    op.add_column(
        "identifies", sa.Column("shard", sa.Integer(), nullable=False, server_default="0")
    )
