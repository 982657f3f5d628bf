"""Whether a console of each meeting stands in the facilitators' channel."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; nothing stands anywhere until organisers want it."""
    op.add_column(
        "servers",
        sa.Column("standing_console", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
