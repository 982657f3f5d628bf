"""Until when every date of a series is written down: later ones may be, so none says it."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_SERIES = sa.table(
    "series", sa.column("id", sa.BigInteger()), sa.column("planned_until", sa.Date())
)
_DATES = sa.table(
    "occurrences", sa.column("series", sa.BigInteger()), sa.column("rule_date", sa.Date())
)


def upgrade() -> None:
    """Add the column; until now the latest date was it."""
    op.add_column("series", sa.Column("planned_until", sa.Date()))
    latest = sa.select(sa.func.max(_DATES.c.rule_date)).where(_DATES.c.series == _SERIES.c.id)
    op.execute(sa.update(_SERIES).values(planned_until=latest.scalar_subquery()))
