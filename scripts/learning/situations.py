"""Situations: what facilitators type when something happens, and what they would be glad of."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.domain.ids import NoteId, PromptId
from bot.domain.language.registry import FALLBACK

FOLDER = Path(__file__).resolve().parents[1] / "situations"


@dataclass(frozen=True, slots=True)
class Situation:
    """One situation, as several people would type it."""

    typed: Sequence[str]
    prompts: Sequence[PromptId] = ()
    """What one would be glad to say, the best first; none where the note should stand alone."""
    hurts: Sequence[PromptId] = ()
    """What came up, and would have been tactless then, or for somebody else."""
    note: NoteId | None = None
    """The note on what to do."""


def situations(language: str = FALLBACK) -> list[Situation]:
    """Read every situation; raises TypeError for a field that none has."""
    files = sorted((FOLDER / language).glob("*.toml"))
    tables = [tomllib.loads(file.read_text(encoding="utf-8")) for file in files]
    return [Situation(**one) for table in tables for one in table["situations"]]
