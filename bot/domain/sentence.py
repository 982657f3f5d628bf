"""A sentence before it is in any language: its key in the catalogue and its facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence by its key; a fact may be a sentence too, said in the same language."""

    key: str
    facts: Facts = field(default_factory=dict, hash=False)


Facts = Mapping[str, str | int | Sentence]
"""What fills the places of a sentence."""
