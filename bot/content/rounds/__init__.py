"""Which questions of the library fit a round, and which no card; a folder for each language."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from pydantic import BaseModel, TypeAdapter

from bot.content import prompts
from bot.content.lookup import languages, quiet_room
from bot.content.source import STRICT, is_there, read, text_of
from bot.domain.ids import PromptId
from bot.domain.prompts.supposed import points_back
from bot.domain.template import StageKey


class _RoundsFile(BaseModel):
    model_config = STRICT
    check_in: frozenset[PromptId]
    check_out: frozenset[PromptId]
    off_the_card: frozenset[PromptId] = frozenset()


_SHAPE = TypeAdapter(_RoundsFile)
_NONE: Mapping[StageKey, frozenset[PromptId]] = MappingProxyType({})


@cache
def listed(language: str) -> Mapping[StageKey, frozenset[PromptId]]:
    """Give them by the stage of the round; none in a language without a list."""
    found = _file(language)
    if found is None:
        return _NONE
    return MappingProxyType(
        {StageKey.CHECK_IN: found.check_in, StageKey.CHECK_OUT: found.check_out}
    )


def openers(language: str) -> frozenset[PromptId]:
    """Give those that open a talk in which nothing was said yet that they could point to."""
    light = quiet_room(language) if language in languages() else ()
    return listed(language).get(StageKey.CHECK_IN, frozenset()).union(light)


@cache
def opening(language: str) -> frozenset[PromptId]:
    """Give those that open a talk on a topic: they point to nothing that was said before."""
    try:
        every = prompts.load(language)
    except FileNotFoundError:
        return frozenset()
    return frozenset(one.id for one in every if not points_back(one.text, language))


def off_the_card(language: str) -> frozenset[PromptId]:
    """Give those for whoever leads to ask themselves, or one person in private."""
    found = _file(language)
    return found.off_the_card if found else frozenset()


@cache
def _file(language: str) -> _RoundsFile | None:
    name = f"rounds/{language}/rounds.toml"
    return read(text_of(name), _SHAPE) if is_there(name) else None
