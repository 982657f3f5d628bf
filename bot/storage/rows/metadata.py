"""What every table shares: the names of its keys, and what it says of itself."""

from datetime import timedelta

from sqlalchemy import MetaData

from bot.storage.rows.data_policy import Care

HISTORY_KEPT = timedelta(days=90)
EFFECTS_KEPT = timedelta(days=7)
HEARD_KEPT = timedelta(days=365)
RETIRED_KEPT = timedelta(days=365)
MEMBERSHIPS_KEPT = timedelta(days=365)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def cares(care: Care) -> dict[str, Care]:
    """Write the rules of a table beside it."""
    return {"care": care}
