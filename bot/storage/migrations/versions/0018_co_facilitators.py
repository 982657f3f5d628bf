"""Who helps to lead a meeting: named with its plan, beside who leads it."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_NAMED = {
    "occurrences": ("co_facilitator",),
    "series": ("co_facilitator",),
    "calendar_changes": ("co_before", "co_after"),
}


def upgrade() -> None:
    """Add the columns; nobody is named yet."""
    for table, names in _NAMED.items():
        for name in names:
            op.add_column(table, sa.Column(name, sa.LargeBinary()))
