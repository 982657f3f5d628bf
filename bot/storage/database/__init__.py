"""The database as a whole: opened, locked, migrated, checked, copied."""
