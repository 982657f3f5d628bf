"""Where the database is: a SQLite file or a PostgreSQL server, from one URL."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.storage.faults import StorageFault


@dataclass(frozen=True, slots=True)
class Address:
    """`file` is None for PostgreSQL."""

    url: URL
    file: Path | None

    @classmethod
    def of(cls, url: str) -> "Address":
        """Read `sqlite:///file.db` or `postgresql://…`; raises StorageFault on anything else."""
        try:
            parsed = make_url(url)
        except ArgumentError:
            raise StorageFault("fault.url") from None
        kind = parsed.get_backend_name()
        if kind == "sqlite" and parsed.database and parsed.database != ":memory:":
            return cls(parsed.set(drivername="sqlite"), Path(parsed.database))
        if kind == "postgresql":
            return cls(parsed.set(drivername="postgresql+psycopg"), None)
        raise StorageFault("fault.url")

    @property
    def shown(self) -> str:
        """How people may see it: without user name and password."""
        if self.file is not None:
            return str(self.file)
        return f"{self.url.host or 'localhost'}/{self.url.database or ''}"
