"""What the card and the console of a running meeting show, as Discord has confirmed it: digests."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; until something is confirmed every card is edited at a start, as before."""
    for name in ("card_shown", "console_shown"):
        op.add_column("live_meetings", sa.Column(name, sa.LargeBinary(), nullable=True))
