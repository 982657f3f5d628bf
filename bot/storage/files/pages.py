"""The pages of a SQLite file: whether all of them can be read."""

import sqlite3


def must_be_whole(raw: sqlite3.Connection) -> None:
    """Read every page from the disk. Raises sqlite3.DatabaseError where one is damaged."""
    raw.execute("PRAGMA shrink_memory")
    if raw.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise sqlite3.DatabaseError("malformed")
