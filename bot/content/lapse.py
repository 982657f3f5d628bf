"""The health sentences of `/checkin lapse` and where they were read, from `lapse.toml`."""

from functools import cache

from pydantic import BaseModel, Field, TypeAdapter

from bot.content.source import STRICT, read, text_of


class HealthSentence(BaseModel):
    """One sentence, by its name in the catalogue, and what it rests on."""

    model_config = STRICT
    sentence: str = Field(min_length=1)
    claim: str = Field(min_length=1)
    sources: tuple[str, ...] = Field(min_length=1)
    seen_on: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$")
    checked_on: str = Field(pattern=r"^(\d{4}-\d{2}-\d{2})?$")


class HealthSentences(BaseModel):
    """Those that are shown at once, and those behind a button."""

    model_config = STRICT
    first: tuple[HealthSentence, ...]
    more: tuple[HealthSentence, ...]


_SHAPE = TypeAdapter(HealthSentences)


@cache
def load() -> HealthSentences:
    """Give all of them; read and checked once."""
    return read(text_of("lapse.toml"), _SHAPE)
