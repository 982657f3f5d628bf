"""The settings file: the token is put into it, and every other line stays as it is."""

import os
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.config import sources
from bot.storage.files.durable import followed, sync_folder

_VALUE = re.compile(
    r"^([ \t]*(?:discord\.)?token[ \t]*=[ \t]*)(\"[^\"\r\n]*\"|'[^'\r\n]*')", re.MULTILINE
)
_TABLE = re.compile(r"^[ \t]*\[[ \t]*discord[ \t]*\][^\r\n]*(?:\r?\n|\Z)", re.MULTILINE)
_READ_BY_US = 0o600


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """A settings file that may not be there yet. Raises ConfigMistakes where it can't be read."""

    path: Path

    def token(self) -> str:
        """Give the token that stands in it, or nothing."""
        table = self._tables().get("discord") if self.path.exists() else None
        token = table.get("token") if isinstance(table, dict) else None
        return token if isinstance(token, str) else ""

    def closed(self) -> bool:
        """Take from everybody else on this machine the right to read it; tells whether it did.

        Of somebody else's file it does not: whoever reads the settings says so.
        """
        if not self.path.is_file() or not sources.open_to_others(self.path):
            return False
        try:
            self.path.chmod(_READ_BY_US)
        except PermissionError:
            return False
        return True

    def with_token(self, token: str, head: str) -> str | None:
        """Write the token into the text of it, or into a new one that begins with `head`.

        Gives None where the file is written in a way that nobody foresaw: no other setting may
        change by it.
        """
        there = self.path.exists()
        wanted = self._tables() if there else {}
        table = wanted.setdefault("discord", {})
        if not isinstance(table, dict):
            return None
        table["token"] = token
        text = self.path.read_bytes().decode("utf-8-sig") if there else head
        made = (one for one in _written_into(text, token) if _means(one, wanted))
        return next(made, None)

    def write(self, text: str) -> None:
        """Put the text in its place whole, so that only we can read it. Raises OSError."""
        file = followed(self.path)
        new = file.with_name(f".{file.name}.new")
        new.unlink(missing_ok=True)  # a process that was killed may have left it
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _READ_BY_US)
        with os.fdopen(handle, "wb") as out:
            out.write(text.encode())
            out.flush()
            os.fsync(out.fileno())
        new.replace(file)
        sync_folder(file.parent)

    def _tables(self) -> sources.Tables:
        return sources.of_file(self.path)


def _written_into(text: str, token: str) -> Iterator[str]:
    """Put the token where one stands, else under its heading, else at the end."""
    for place in _VALUE.finditer(text):
        yield f'{text[: place.start(2)]}"{token}"{text[place.end(2) :]}'
    line = f'token = "{token}"\n'
    for place in _TABLE.finditer(text):
        heading = place[0] if place[0].endswith("\n") else f"{place[0]}\n"
        yield text[: place.start()] + heading + line + text[place.end() :]
    yield f"{text.rstrip()}\n\n[discord]\n{line}".lstrip()


def _means(text: str, wanted: sources.Tables) -> bool:
    try:
        return tomllib.loads(text) == wanted
    except tomllib.TOMLDecodeError:
        return False
