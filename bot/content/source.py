"""Reading the TOML files that come with the bot, each checked against a schema."""

import tomllib
from importlib.resources import files
from typing import TypeVar

from pydantic import ConfigDict, TypeAdapter

from bot.domain.finding import Unreadable

Shape = TypeVar("Shape")

STRICT = ConfigDict(extra="forbid", str_strip_whitespace=True, defer_build=True)
"""An unknown key is a mistake, never ignored; a schema is built when its first file is read."""
LARGEST = 64 * 1024
"""Bytes of a file."""
DEEPEST = 20
"""Dots and opening brackets outside quotes in one line; more is a bomb or a mistake."""

_MARKS, _QUOTES = ".[{", "\"'"
_MARKED = 400
"""The same with quotes: quotes over several lines can hide a bomb."""


def text_of(name: str) -> str:
    """Give the text of one file of this package; `name` is relative, with slashes."""
    return files("bot.content").joinpath(name).read_text(encoding="utf-8")


def names_in(folder: str) -> tuple[str, ...]:
    """Name the TOML files in a folder of this package, sorted, each with its folder."""
    entries = files("bot.content").joinpath(folder).iterdir()
    return tuple(sorted(f"{folder}/{e.name}" for e in entries if e.name.endswith(".toml")))


def folders_in(folder: str) -> tuple[str, ...]:
    """Name the folders in a folder of this package, sorted; each stands for a language."""
    entries = files("bot.content").joinpath(folder).iterdir()
    return tuple(sorted(e.name for e in entries if e.is_dir() and not e.name.startswith("_")))


def is_there(name: str) -> bool:
    """Tell whether this package has a file of that name."""
    return files("bot.content").joinpath(name).is_file()


def read(text: str, shape: TypeAdapter[Shape]) -> Shape:
    """Read TOML into `shape`; raises ValueError when the text or a value is wrong."""
    refuse_bombs(text)
    try:
        tables = tomllib.loads(text)
    except RecursionError as fault:
        raise too_deep() from fault
    return shape.validate_python(tables)


def tables_in(text: str) -> dict[str, object]:
    """Give the tables of a file in TOML that somebody wrote by hand. Raises Unreadable."""
    refuse_bombs(text)
    try:
        return tomllib.loads(text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"))
    except RecursionError as fault:
        raise too_deep() from fault
    except tomllib.TOMLDecodeError as fault:
        raise Unreadable("not_toml", reason=" ".join(str(fault).split()).rstrip(".")) from fault
    except ValueError as fault:  # what Python says of a number with too many digits is for us
        raise Unreadable("number_too_long") from fault


def refuse_bombs(text: str) -> None:
    """Refuse what is too large or would take long to parse. Raises Unreadable.

    Lines end where TOML ends them: at no other mark that Unicode calls a line end.
    """
    if len(text.encode("utf-8", "surrogatepass")) > LARGEST:
        raise too_large()
    for line in text.split("\n"):
        if _marks(line) > DEEPEST and (_marks(line) > _MARKED or _bare_marks(line) > DEEPEST):
            raise too_deep()


def too_large() -> Unreadable:
    """Say that a file is larger than we take."""
    return Unreadable("too_large", most=LARGEST // 1024)


def too_deep() -> Unreadable:
    """Say that a file is built in a way that would take long to read."""
    return Unreadable("too_deep")


def _marks(line: str) -> int:
    return sum(map(line.count, _MARKS))


def _bare_marks(line: str) -> int:
    """Count the marks outside quotes and before a remark, in one pass over the line.

    A quote that is not closed hides nothing; a pattern for this would look from each quote to the
    end of the line again.
    """
    bare = inside = 0
    quote, escaped = "", False
    for char in line:
        if not quote and char == "#":
            break
        if char in _MARKS:
            inside += bool(quote)
            bare += not quote
        if escaped:
            escaped = False
        elif not quote:
            quote, inside = (char, 0) if char in _QUOTES else ("", 0)
        elif char == quote:
            quote = ""
        else:
            escaped = char == "\\" and quote == '"'
    return bare + (inside if quote else 0)
