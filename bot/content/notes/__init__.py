"""Situation notes, a folder for each language: what happens in rooms, and what to say then."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from pydantic import BaseModel, TypeAdapter

from bot.content.source import STRICT, names_in, read, text_of
from bot.domain.finding import Finding
from bot.domain.language.registry import FALLBACK
from bot.domain.prompts.lint.notes import form_of, lint_notes
from bot.domain.prompts.situation_note import SituationNote


class _NotesFile(BaseModel):
    model_config = STRICT
    notes: tuple[SituationNote, ...]


_SHAPE = TypeAdapter(_NotesFile)


@cache
def load(language: str = FALLBACK) -> tuple[SituationNote, ...]:
    """Give the notes in one language, in the order of the files; read and checked once."""
    return tuple(note for notes in _read(language).values() for note in notes)


def library(language: str) -> tuple[SituationNote, ...]:
    """Do the same; nothing where we have no notes in that language yet."""
    return tuple(note for notes in by_kind(language).values() for note in notes)


def by_kind(language: str) -> Mapping[str, tuple[SituationNote, ...]]:
    """Give them by their kind, which is the name of their file."""
    try:
        return _read(language)
    except FileNotFoundError:
        return MappingProxyType({})


def parse(text: str) -> tuple[SituationNote, ...]:
    """Read notes from TOML; raises ValueError that says what is wrong.

    Their form is checked. Their wording is linted by tests and by `openround prompts lint`: that
    takes a hundred times as long.
    """
    notes = read(text, _SHAPE).notes
    for note in notes:
        for finding in form_of(note):
            raise ValueError(str(finding))
    return notes


def lint_shipped() -> tuple[Finding, ...]:
    """Lint the notes that come with the bot."""
    return lint_notes(load())


@cache
def _read(language: str) -> Mapping[str, tuple[SituationNote, ...]]:
    files = names_in(f"notes/{language}")
    kinds = (file.rpartition("/")[2].removesuffix(".toml") for file in files)
    return MappingProxyType(dict(zip(kinds, map(parse, map(text_of, files)), strict=True)))
