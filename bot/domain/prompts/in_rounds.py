"""Which questions fit a round, where none goes deep, and which sentences fit any evening."""

from collections.abc import Collection, Iterable

from bot.domain.ids import PromptId
from bot.domain.prompts.own_prompt import is_own
from bot.domain.prompts.prompt import PARTICULAR, ChangeStage, Prompt, Purpose
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
POINTS_BACK = frozenset(
    {Theme.ACCEPTANCE, Theme.COMMUNITY, Theme.GOALS, Theme.HONESTY, Theme.INTERESTS, Theme.VALUES}
)
"""Whatever was said, it can be linked by a line about these alone."""
FILLED_IN = POINTS_BACK | frozenset(
    {Theme.BELIEFS, Theme.FAMILY, Theme.FRIENDS, Theme.JOY, Theme.PROBLEM_SOLVING}
)
"""Whoever fills a gap says what it is about, where the rest is about these alone."""
GAP = "…"


def fitting(prompts: Iterable[Prompt], listed: Collection[PromptId]) -> tuple[Prompt, ...]:
    """Give those that fit a round: what is listed, and what is light of the group's own."""
    return tuple(one for one in prompts if one.id in listed or _is_light(one))


def fits_any_evening(one: Prompt, about: frozenset[Theme] = frozenset()) -> bool:
    """Tell whether a way to respond fits where no more is known than what the talk is `about`.

    It has a gap for what was said, or points back to it; the group's own are theirs to choose.
    """
    if is_own(one.id):
        return True
    filled = GAP in one.text
    if one.assumes or one.stage is not ChangeStage.ANY:
        return False
    known = (FILLED_IN if filled else POINTS_BACK) | (about - PARTICULAR)
    return one.themes <= known and (filled or one.purpose is Purpose.LINKING)


def _is_light(one: Prompt) -> bool:
    return is_own(one.id) and one.themes <= LIGHT and not one.assumes
