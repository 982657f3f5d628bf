"""The version of an outbox entry: settling it never overwrites what was wanted meanwhile."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; what is there already begins with 0."""
    version = sa.Column("version", sa.Integer(), nullable=False, server_default="0")
    op.add_column("effects", version)
