"""Under which name a group shows its meetings outside Discord."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; nobody has asked for it yet."""
    column = sa.Column("published_as", sa.Text(), nullable=False, server_default="")
    op.add_column("servers", column)
