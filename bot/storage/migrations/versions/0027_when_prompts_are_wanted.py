"""When a group's own prompts are wanted, and what comes after them."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns, empty."""
    for name in ("when", "listen_for", "reflect", "follow_up"):
        op.add_column("prompts", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    for name in ("assumes", "not_when"):
        op.add_column("prompts", sa.Column(name, sa.String(500), nullable=False, server_default=""))
