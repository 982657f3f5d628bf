"""The master keys that the settings name."""

from bot.config.master_key import masters_of
from bot.config.settings import Database
from bot.storage.sealing.key_source import KeySource


def keys_of(database: Database) -> KeySource:
    """Say where the master keys of a database come from."""
    given = database.master_key
    return KeySource(database.key_file, masters_of(given.get_secret_value()) if given else ())
