"""When the tick last ended well, in a file that `openround doctor` reads."""

from contextlib import suppress
from pathlib import Path

from bot.storage.files.address import Address
from bot.storage.files.durable import make_file

NAME = ".tick"


class Heartbeat:
    """The file, beside the database, or beside the key where the database is on a server."""

    def __init__(self, url: str, key_file: Path) -> None:
        database = Address.of(url).file
        self._file = (key_file if database is None else database).parent / NAME

    def write(self, at: float) -> None:
        """Write down seconds since 1970; where that cannot be, the doctor sees an old time."""
        with suppress(OSError):
            make_file(self._file)
            self._file.write_text(f"{at:.0f}\n", encoding="ascii")

    def read(self) -> float | None:
        """Give them; None where nothing stands there."""
        try:
            return float(self._file.read_text(encoding="ascii"))
        except (OSError, ValueError):
            return None
