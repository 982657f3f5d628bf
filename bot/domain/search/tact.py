"""Tact comes before topic: what would hurt beside what was told, however alike the words are."""

from dataclasses import dataclass

from bot.domain.prompts.circumstance import Circumstance
from bot.domain.prompts.prompt import ChangeStage
from bot.domain.prompts.theme import Theme
from bot.domain.search.prompt_traits import PromptKind


@dataclass(frozen=True, slots=True)
class WhatWasTold:
    """What was read from somebody's words."""

    circumstances: frozenset[Circumstance]
    themes: frozenset[Theme]
    ruled_out: frozenset[Theme]


def hurts(kind: PromptKind, told: WhatWasTold) -> bool:
    """Tell whether a prompt would hurt beside what was told."""
    said = told.circumstances
    if kind.not_when & said or kind.avoid_with & told.themes or kind.themes & told.ruled_out:
        return True
    if Circumstance.SUCCESS in said and Circumstance.LAPSE not in said:
        return _is_of_a_lapse(kind)
    well = Circumstance.LAPSE in said and Circumstance.SUCCESS not in said
    return well and Circumstance.SUCCESS in kind.assumes


def _is_of_a_lapse(kind: PromptKind) -> bool:
    return Circumstance.LAPSE in kind.assumes or kind.stage is ChangeStage.AFTER_A_LAPSE
