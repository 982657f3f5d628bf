"""The directory of help lines, from `helplines.toml`."""

from functools import cache

from pydantic import BaseModel, Field, TypeAdapter

from bot.content.source import STRICT, read, text_of
from bot.domain.support.helpline import Country, Directory, HelpLine


class _HelplinesFile(BaseModel):
    model_config = STRICT
    fallback: str = Field(min_length=1)
    countries: tuple[Country, ...]
    lines: tuple[HelpLine, ...]


_SHAPE = TypeAdapter(_HelplinesFile)


@cache
def load() -> Directory:
    """Give the whole directory; read and checked once."""
    return parse(text_of("helplines.toml"))


def parse(text: str) -> Directory:
    """Read a directory from TOML; raises ValueError that says what is wrong."""
    file = read(text, _SHAPE)
    known = {country.code for country in file.countries}
    for line in file.lines:
        if line.country not in known:
            message = f"{line.name}: the country {line.country} is not listed."
            raise ValueError(message)
        if not (line.number or line.text or line.chat):
            message = f"{line.name}: there is no way to reach it."
            raise ValueError(message)
    return Directory(file.countries, file.lines, file.fallback)
