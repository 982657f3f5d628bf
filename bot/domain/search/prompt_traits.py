"""What prompts have in common for the lookup, and what the answers must be."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.prompts.circumstance import Circumstance
from bot.domain.prompts.closeness import pushes_closeness
from bot.domain.prompts.prompt import ChangeStage, Point, Prompt, Purpose
from bot.domain.prompts.theme import Theme

SPOKEN_OF = 0.3
"""The weight from which a theme is a theme of the talk."""


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


def contraindicated(kind: PromptKind, themes: Mapping[Theme, float]) -> bool:
    """Tell whether a kind is to be avoided in a talk about these themes."""
    return bool(kind.avoid_with) and any(
        themes.get(theme, 0.0) >= SPOKEN_OF for theme in kind.avoid_with
    )
