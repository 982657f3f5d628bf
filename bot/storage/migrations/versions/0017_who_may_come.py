"""How many people a meeting takes, and the role of those who may see it."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_TABLES = ("series", "occurrences")


def upgrade() -> None:
    """Add the columns; until now as many came as wished, and everybody saw it."""
    for table in _TABLES:
        full = sa.Column("capacity", sa.Integer(), nullable=False, server_default="0")
        op.add_column(table, full)
        op.add_column(table, sa.Column("visible_to", sa.BigInteger(), nullable=True))
