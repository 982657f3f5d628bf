"""Every table of the database, in one place: importing a repository enters its table here."""

from bot.storage.database.identifies import IDENTIFIES
from bot.storage.engine.personal_data_registry import REPOSITORIES
from bot.storage.rows.keyring_row import KEYRING
from bot.storage.rows.lease_table import LEASE
from bot.storage.rows.metadata import metadata

__all__ = ["TABLES", "metadata"]

TABLES = (*(kind.table for kind in REPOSITORIES), LEASE, IDENTIFIES, KEYRING)
"""After those whose rows its own belong to, each table once; `metadata` knows the same."""
