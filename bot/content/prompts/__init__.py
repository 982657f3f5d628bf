"""The library of questions, one folder for each language and one file for each point."""

from functools import cache

from pydantic import BaseModel, TypeAdapter

from bot.content.source import STRICT, names_in, read, text_of
from bot.domain.prompt import Prompt


class _File(BaseModel):
    model_config = STRICT
    prompts: tuple[Prompt, ...]


_SHAPE = TypeAdapter(_File)


@cache
def load(language: str = "en") -> tuple[Prompt, ...]:
    """Give the library in one language, in the order of the files; read and checked once."""
    return tuple(
        prompt for name in names_in(f"prompts/{language}") for prompt in parse(text_of(name))
    )


def parse(text: str) -> tuple[Prompt, ...]:
    """Read prompts from TOML; raises ValueError that names the row and the field."""
    return read(text, _SHAPE).prompts
