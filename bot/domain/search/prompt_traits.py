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


@dataclass(frozen=True, slots=True)
class SearchWish:
    """What the answers must be, whatever the words say; None leaves it open."""

    point: Point | None = None
    theme: Theme | None = None
    purpose: Purpose | None = None
    apart: bool = False
    """Violence was told: nothing that pushes closeness, thanks or an apology."""

    @property
    def is_open(self) -> bool:
        """Tell whether nothing is wished for."""
        return self.point is None and self.theme is None and self.purpose is None


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


def fits(kind: PromptKind, wish: SearchWish) -> bool:
    """Tell whether a kind is what was wished for."""
    return (
        (wish.point is None or wish.point is kind.point)
        and (wish.purpose is None or wish.purpose is kind.purpose)
        and (wish.theme is None or wish.theme in kind.themes)
        and not (wish.apart and kind.pushes)
    )


def contraindicated(kind: PromptKind, themes: Mapping[Theme, float]) -> bool:
    """Tell whether a kind is to be avoided in a talk about these themes."""
    return bool(kind.avoid_with) and any(
        themes.get(theme, 0.0) >= SPOKEN_OF for theme in kind.avoid_with
    )
