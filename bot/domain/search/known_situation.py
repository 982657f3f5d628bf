"""Situations that are known: what is typed when one comes up, and what one would be glad of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.ids import NoteId, PromptId
from bot.domain.prompts.circumstance import Circumstance

NeverHurt = Mapping[Circumstance | None, Sequence[PromptId]]
"""Prompts for when nothing fits well, by what was told, the gravest first."""


@dataclass(frozen=True, slots=True)
class KnownSituation:
    """What facilitators type when something happens, and what they would be glad of then."""

    typed: tuple[str, ...]
    prompts: tuple[PromptId, ...] = ()
    """The best first; none where the note should stand alone."""
    note: NoteId | None = None
    """The note on what to do."""
