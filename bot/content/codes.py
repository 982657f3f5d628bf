"""The two-word codes that mark our rooms, from `codes.toml`."""

from pydantic import BaseModel, TypeAdapter

from bot.content.source import STRICT, read, text_of


class _CodesFile(BaseModel):
    model_config = STRICT
    first: tuple[str, ...]
    second: tuple[str, ...]


_SHAPE = TypeAdapter(_CodesFile)


def load() -> frozenset[str]:
    """Give every code there is, such as `calm-otter`."""
    file = read(text_of("codes.toml"), _SHAPE)
    return frozenset(f"{one}-{two}" for one in file.first for two in file.second)
