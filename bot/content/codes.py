"""The codes of two words that mark our rooms, from `codes.toml`."""

from functools import cache, lru_cache

from pydantic import BaseModel, TypeAdapter

from bot.content.source import STRICT, read, text_of


class _CodesFile(BaseModel):
    model_config = STRICT
    first: tuple[str, ...]
    second: tuple[str, ...]


_SHAPE = TypeAdapter(_CodesFile)


@lru_cache(maxsize=2)
def load(number: int = 1) -> tuple[str, ...]:
    """Give every code there is, such as `calm-otter`; of the second set on with its number inside.

    `calm-2-otter` neither holds nor ends with a code of another set: each marks one room alone.
    """
    between = "-" if number == 1 else f"-{number}-"
    return tuple(f"{one}{between}{two}" for one in _words().first for two in _words().second)


@cache
def _words() -> _CodesFile:
    return read(text_of("codes.toml"), _SHAPE)
