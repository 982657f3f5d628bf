"""How well a prompt fits what was told: whose it is, how it went, what it takes for granted."""

from dataclasses import dataclass

from bot.domain.prompts.circumstance import Circumstance
from bot.domain.prompts.prompt import HABITS, ChangeStage
from bot.domain.prompts.theme import Theme
from bot.domain.search.prompt_traits import PromptKind

_GRAVE = frozenset(
    {
        Circumstance.SOMEONE_ELSE,
        Circumstance.ROOM,
        Circumstance.FACILITATOR,
        Circumstance.VIOLENCE,
        Circumstance.TRAUMA,
        Circumstance.LOSS,
        Circumstance.WITHDRAWAL,
        Circumstance.UNDER_THE_INFLUENCE,
    }
)
"""What is never taken for granted, however alike the words are."""


@dataclass(frozen=True, slots=True)
class WhatWasTold:
    """What was read from somebody's words."""

    circumstances: frozenset[Circumstance] = frozenset()
    habits: frozenset[Theme] = frozenset()


@dataclass(frozen=True, slots=True)
class FitWeights:
    """What counts how much beside how much a prompt is wanted."""

    assumed: float = 0.4
    """For each thing that is taken for granted and was not told."""
    grave: float = 0.3
    """For each grave thing that was not told, besides."""
    shared: float = 0.4
    """For each thing taken for granted that was told."""
    habit: float = 0.4
    """For a habit that nobody named."""
    after_a_lapse: float = 0.5
    """To ask about a lapse nobody spoke of."""


def hurts(kind: PromptKind, told: WhatWasTold) -> bool:
    """Tell whether a prompt would hurt beside what was told."""
    said = told.circumstances
    if kind.not_when & said:
        return True
    if Circumstance.SUCCESS in said and Circumstance.LAPSE not in said:
        return _is_of_a_lapse(kind)
    well = Circumstance.LAPSE in said and Circumstance.SUCCESS not in said
    return well and Circumstance.SUCCESS in kind.assumes


def fitness(kind: PromptKind, told: WhatWasTold, weights: FitWeights) -> float:
    """Weigh what a prompt takes for granted against what was told; 0 is neither."""
    said = told.circumstances
    score = weights.shared * len(kind.assumes & said)
    missing = kind.assumes - said
    score -= weights.assumed * len(missing) + weights.grave * len(missing & _GRAVE)
    score -= weights.habit * len((kind.themes & HABITS) - told.habits)
    untold = kind.stage is ChangeStage.AFTER_A_LAPSE and Circumstance.LAPSE not in said
    return score - weights.after_a_lapse * untold


def _is_of_a_lapse(kind: PromptKind) -> bool:
    return Circumstance.LAPSE in kind.assumes or kind.stage is ChangeStage.AFTER_A_LAPSE
