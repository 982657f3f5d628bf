"""What every table shares: the names of its keys, and how long rows are kept."""

from datetime import timedelta

from sqlalchemy import MetaData

OUTBOX_KEPT = timedelta(days=7)
HEARD_KEPT = timedelta(days=365)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)
