"""Prepared statements: SQL that every press repeats, handed to SQLite's driver as it is."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Update
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.compiler import SQLCompiler

Value = int | bytes
"""What SQLite takes as it is."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """SQLAlchemy writes it out once.

    To have it run by SQLAlchemy takes a press as long again as its rule: a fifteenth of all its
    time (`scripts/bench press`).
    """

    statement: Update
    words: str
    order: tuple[str, ...]
    """The names of what is given, in the order of the places they take in `words`."""

    @classmethod
    def of(cls, statement: Update) -> "Prepared":
        """Write a statement out in SQLite's words."""
        made = statement.compile(dialect=sqlite.dialect())
        assert isinstance(made, SQLCompiler)  # noqa: S101 - the type of every compiled statement
        return cls(statement, str(made), tuple(made.positiontup or ()))

    def change(self, raw: sqlite3.Connection, values: Mapping[str, Value]) -> int:
        """Do it; gives how many rows were touched."""
        return raw.execute(self.words, [values[name] for name in self.order]).rowcount
