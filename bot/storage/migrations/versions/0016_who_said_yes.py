"""For which start somebody said yes to leading a meeting."""

import sqlalchemy as sa
from alembic import op

from bot.storage.rows.columns import UtcDateTime

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; nobody was asked yet."""
    op.add_column("occurrences", sa.Column("confirmed_for", UtcDateTime()))
