"""Which meetings go on by themselves where nobody leads."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

_TABLES = ("series", "occurrences")


def upgrade() -> None:
    """Add the column; until now none did."""
    for table in _TABLES:
        no = sa.false()
        op.add_column(
            table, sa.Column("self_guided", sa.Boolean(), nullable=False, server_default=no)
        )
