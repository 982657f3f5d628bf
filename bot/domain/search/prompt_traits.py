"""What prompts have in common for the lookup."""

from dataclasses import dataclass

from bot.domain.prompts.circumstance import Circumstance
from bot.domain.prompts.closeness import pushes_closeness
from bot.domain.prompts.prompt import ChangeStage, Point, Prompt, Purpose
from bot.domain.prompts.theme import Theme


@dataclass(frozen=True, slots=True)
class PromptKind:
    """All that is asked of a prompt besides its words; many prompts are of one kind."""

    themes: frozenset[Theme]
    point: Point
    purpose: Purpose
    stage: ChangeStage
    avoid_with: frozenset[Theme]
    assumes: frozenset[Circumstance]
    not_when: frozenset[Circumstance]
    pushes: bool
    """It pushes closeness, thanks or an apology."""


def kind_of(prompt: Prompt) -> PromptKind:
    """Give the kind of a prompt."""
    return PromptKind(
        prompt.themes,
        prompt.point,
        prompt.purpose,
        prompt.stage,
        prompt.avoid_with,
        prompt.assumes,
        prompt.not_when,
        pushes_closeness(prompt),
    )
