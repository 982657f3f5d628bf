"""The forms of the database, one file each, run by Alembic."""
