"""Which of two: where the clocks show an hour twice, a series says which of them it begins at."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; what is there already means the first, as it did."""
    fold = sa.Column("fold", sa.Integer(), nullable=False, server_default="0")
    op.add_column("series", fold)
