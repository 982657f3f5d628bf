"""The index over our own library: made once for each language, shared by searches and talks."""

from collections.abc import Sequence
from functools import cache

from bot.content import prompts
from bot.domain.ids import PromptId
from bot.domain.prompts.prompt import Prompt
from bot.services.prompts.lookup import Lookup

MOST_SURE = 8
"""So many questions are looked for, for the topic of a talk."""


def surely_fitting(topic: str, language: str) -> tuple[PromptId, ...]:
    """Give what surely fits a topic, the best first, as `/prompt find` finds it in our library."""
    found = _shipped(language).find(topic, limit=MOST_SURE)
    return tuple(one.prompt.id for one in found if one.sure)


def indexed(some: Sequence[Prompt], language: str) -> Lookup:
    """Make an index; groups without questions of their own and all talks share one."""
    is_shipped = tuple(some) == tuple(prompts.library(language))
    return _shipped(language) if is_shipped else Lookup(some, language)


@cache
def _shipped(language: str) -> Lookup:
    return Lookup(prompts.library(language), language)
