"""Days on which a group does not meet."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; nobody has named any yet."""
    op.add_column("servers", sa.Column("days_off", sa.Text(), nullable=False, server_default=""))
