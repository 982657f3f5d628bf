"""The situation notes in a few groups, by what is going on, for whoever has no time to search."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from pydantic import BaseModel, TypeAdapter

from bot.content import notes
from bot.content.source import STRICT, read, text_of
from bot.domain.ids import NoteId
from bot.domain.prompts.situation_note import SituationNote


@dataclass(frozen=True, slots=True)
class NoteGroup:
    """One thing that may be going on: the notes looked for most, then those of whole files."""

    id: str
    notes: tuple[NoteId, ...]
    kinds: tuple[str, ...]


class _GroupsFile(BaseModel):
    model_config = STRICT
    groups: tuple[NoteGroup, ...]


_SHAPE = TypeAdapter(_GroupsFile)


@cache
def load() -> tuple[NoteGroup, ...]:
    """Give the groups, what is looked for most first; read once."""
    return read(text_of("notes/groups.toml"), _SHAPE).groups


@cache
def grouped(language: str) -> Mapping[str, tuple[SituationNote, ...]]:
    """Give every note of a language once, by its group; a group without notes is left out."""
    kinds = notes.by_kind(language)
    known = {note.id: note for found in kinds.values() for note in found}
    named = {one for group in load() for one in group.notes}
    found = {
        group.id: (
            *(known[one] for one in group.notes if one in known),
            *(note for kind in group.kinds for note in kinds.get(kind, ()) if note.id not in named),
        )
        for group in load()
    }
    return MappingProxyType({group: part for group, part in found.items() if part})
