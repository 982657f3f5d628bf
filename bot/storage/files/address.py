"""Where the database is: a SQLite file or a PostgreSQL server, from one URL."""

import re
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.storage.files.faults import StorageFault

_HOST = re.compile(r"[\w.:%-]*")
_NAME = re.compile(r"[\w .-]*")
"""Marks beyond these in a host or a database's name belong to a password that was cut in two."""
_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
_NO_FILE = frozenset({"", ":memory:"})


@dataclass(frozen=True, slots=True)
class Address:
    """`file` is None for PostgreSQL."""

    url: URL
    file: Path | None

    @classmethod
    def of(cls, url: str) -> "Address":
        """Read `sqlite:///file.db` or `postgresql://…`; raises StorageFault on anything else.

        A file's path is what stands there, whatever marks are in it: `why not?` is a folder.
        """
        kind, mark, path = url.partition(":///")
        if kind == "sqlite" and mark and path not in _NO_FILE:
            return cls(URL.create("sqlite", database=path), Path(path))
        try:
            parsed = make_url(url)
        except (ArgumentError, ValueError):
            raise StorageFault("fault.url") from None
        if parsed.get_backend_name() == "postgresql":
            if not _HOST.fullmatch(parsed.host or "") or not _NAME.fullmatch(parsed.database or ""):
                raise StorageFault("fault.url_marks")
            return cls(parsed.set(drivername="postgresql+psycopg"), None)
        raise StorageFault("fault.url")

    @property
    def shown(self) -> str:
        """How people may see it: nothing that is, or by a slip could be, a name or a password.

        Without `name:password@` nobody knows whether what stands there for a host is one.
        """
        if self.file is not None:
            return str(self.file)
        host = self.url.host or "localhost"
        known = self.url.username is not None or host in _THIS_MACHINE
        return f"{host if known else '…'}/{self.url.database or ''}"
