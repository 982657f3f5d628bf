"""Reading the TOML files that come with the bot, each checked against a schema."""

import tomllib
from importlib.resources import files
from typing import TypeVar

from pydantic import ConfigDict, TypeAdapter

Shape = TypeVar("Shape")

STRICT = ConfigDict(extra="forbid", str_strip_whitespace=True)
"""An unknown key is a mistake, never ignored."""


def text_of(name: str) -> str:
    """Give the text of one file of this package; `name` is relative, with slashes."""
    return files("bot.content").joinpath(name).read_text(encoding="utf-8")


def names_in(folder: str) -> tuple[str, ...]:
    """Name the TOML files in a folder of this package, sorted, each with its folder."""
    entries = files("bot.content").joinpath(folder).iterdir()
    return tuple(sorted(f"{folder}/{e.name}" for e in entries if e.name.endswith(".toml")))


def read(text: str, shape: TypeAdapter[Shape]) -> Shape:
    """Read TOML into `shape`; raises ValueError when the text or a value is wrong."""
    return shape.validate_python(tomllib.loads(text))
