"""PostgreSQL databases that have their tables: one that a story is through with serves the next.

To copy one anew takes the server five times as long as to empty it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

import psycopg
from psycopg import sql

FORM = """
    SELECT table_name || ' ' || column_name || ' ' || data_type || is_nullable
      FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1
"""
KEPT = "alembic_version"


class Emptied:
    """The databases of one server that are copies of a template and have nothing in them."""

    def __init__(self, server: str, template: str, prefix: str) -> None:
        """Begin without any."""
        self._server, self._template, self._prefix = server, template, prefix
        self._plain = server.replace("+psycopg", "")
        self._numbers = count()
        self._free: list[str] = []
        self._form: list[str] = []

    @contextmanager
    def one(self) -> Iterator[str]:
        """Give the URL of one; what a story changed in its form, nobody uses again."""
        name = self._free.pop() if self._free else self._copied()
        yield self._server.rpartition("/")[0] + f"/{name}"
        if self._empty(name):
            self._free.append(name)
        else:
            self._ask("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def _copied(self) -> str:
        name = f"{self._prefix}_{next(self._numbers)}"
        self._ask(f"CREATE DATABASE {{}} TEMPLATE {self._template}", name)
        if not self._form:
            with psycopg.connect(self._inside(name)) as raw:
                self._form = _form(raw)
        return name

    def _ask(self, words: str, name: str) -> None:
        with psycopg.connect(self._plain, autocommit=True) as admin:
            admin.execute(sql.SQL(words).format(sql.Identifier(name)))

    def _empty(self, name: str) -> bool:
        """Take out all rows, unless the form is another now; who is still inside is put out."""
        with psycopg.connect(self._inside(name), autocommit=True) as raw:
            raw.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            if _form(raw) != self._form:
                return False
            found = raw.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            tables = [sql.Identifier(one) for (one,) in found if one != KEPT]
            together = sql.SQL(", ").join(tables)
            raw.execute(sql.SQL("TRUNCATE {} RESTART IDENTITY").format(together))
        return True

    def _inside(self, name: str) -> str:
        return self._plain.rpartition("/")[0] + f"/{name}"


def _form(raw: psycopg.Connection[tuple[str, ...]]) -> list[str]:
    return [one for (one,) in raw.execute(FORM)]
