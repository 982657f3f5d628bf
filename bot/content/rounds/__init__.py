"""Which questions of the library fit a check-in and a check-out, a folder for each language."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from pydantic import BaseModel, TypeAdapter

from bot.content.source import STRICT, is_there, read, text_of
from bot.domain.ids import PromptId
from bot.domain.template import StageKey


class _RoundsFile(BaseModel):
    model_config = STRICT
    check_in: frozenset[PromptId]
    check_out: frozenset[PromptId]


_SHAPE = TypeAdapter(_RoundsFile)
_NONE: Mapping[StageKey, frozenset[PromptId]] = MappingProxyType({})


@cache
def listed(language: str) -> Mapping[StageKey, frozenset[PromptId]]:
    """Give them by the stage of the round; none in a language without a list."""
    name = f"rounds/{language}/rounds.toml"
    if not is_there(name):
        return _NONE
    found = read(text_of(name), _SHAPE)
    return MappingProxyType(
        {StageKey.CHECK_IN: found.check_in, StageKey.CHECK_OUT: found.check_out}
    )
