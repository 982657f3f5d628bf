"""Which questions fit a round: everybody answers in a sentence or two, and none goes deep."""

from collections.abc import Collection, Iterable

from bot.domain.ids import PromptId
from bot.domain.prompts.own_prompt import is_own
from bot.domain.prompts.prompt import Prompt
from bot.domain.prompts.theme import Theme
from bot.domain.template import StageKey

ROUNDS = frozenset({StageKey.CHECK_IN, StageKey.CHECK_OUT})
"""The stages in which everybody says something about the same question."""
LIGHT = frozenset(
    {
        Theme.ACCEPTANCE,
        Theme.COMMUNITY,
        Theme.FIRST_MEETING,
        Theme.GOALS,
        Theme.INTERESTS,
        Theme.JOY,
        Theme.PLANNING,
        Theme.ROUTINE,
        Theme.VALUES,
        Theme.WEEKENDS,
    }
)
"""A question of the group's own fits a round if it is about these alone."""


def fitting(prompts: Iterable[Prompt], listed: Collection[PromptId]) -> tuple[Prompt, ...]:
    """Give those that fit a round: what is listed, and what is light of the group's own."""
    return tuple(one for one in prompts if one.id in listed or _is_light(one))


def _is_light(one: Prompt) -> bool:
    return is_own(one.id) and one.themes <= LIGHT and not one.assumes
