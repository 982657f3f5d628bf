"""Collects what the lookup learns from: lines that people type, each with the questions wanted."""

from collections.abc import Iterable
from pathlib import Path
from typing import TypedDict

from tune_situations import situations

from bot.content.lookup import table_in
from bot.content.notes import library
from bot.content.prompts import load
from bot.domain.language.registry import FALLBACK
from bot.domain.language.word_embeddings import WORD_NORM, WordEmbeddings
from bot.domain.search.note_finder import NONE
from bot.domain.search.situation import telling

SOURCE = Path(__file__).with_name("words") / "en.bin"
"""The word table as scripts/distil made it; what is learnt starts from it."""
UNTOLD = -1
NEXT_BEST = 0.1
"""How much less each further question of a situation is wanted than the one before."""


class Line(TypedDict):
    """A line: the rows of its words, how much each question is wanted, by its place, and the note.

    NO_NOTE where none is, UNTOLD where nobody said.
    """

    words: list[int]
    wanted: dict[int, float]
    note: int


class Told(TypedDict):
    """All that is learnt from."""

    words: list[str]
    start: list[list[float]]
    prompts: list[str]
    notes: list[str]
    lines: list[Line]


def told() -> Told:
    """Give all words, where they point before anything is learnt, and every line."""
    table = table_in(SOURCE.read_bytes())
    prompts = load()
    places = {prompt.id: place for place, prompt in enumerate(prompts)}
    notes = [NONE, *(note.id for note in library(FALLBACK))]
    rows = _Rows(table)
    lines = [
        Line(words=rows.of(line), wanted={at: 1.0}, note=UNTOLD)
        for at, one in enumerate(prompts)
        for line in (one.text, *one.when)
    ]
    for known in situations():
        wanted = _wanted(places[one] for one in known.prompts)
        note = notes.index(known.note or NONE)
        lines += [Line(words=rows.of(line), wanted=wanted, note=note) for line in known.typed]
    lines += [
        Line(words=rows.of(line), wanted={}, note=notes.index(note.id))
        for note in library(FALLBACK)
        for line in (note.title, *note.when)
    ]
    return Told(
        words=list(rows.all),
        start=[_direction(table, word) for word in rows.all],
        prompts=[prompt.id for prompt in prompts],
        notes=notes,
        lines=lines,
    )


class _Rows:
    """The rows of the table, and a row more for each word of ours that has none."""

    def __init__(self, table: WordEmbeddings) -> None:
        self.all = dict(table.rows)
        self._table = table

    def of(self, line: str) -> list[int]:
        """Give the row that each word of a line is met by."""
        return [self._met(word) for word in telling(line)]

    def _met(self, word: str) -> int:
        known = word if word in self.all else self._table.stemmed(word) or word
        return self.all.setdefault(known, len(self.all))


def _wanted(places: Iterable[int]) -> dict[int, float]:
    shares = {place: 1 / (1 + NEXT_BEST * behind) for behind, place in enumerate(places)}
    return {place: share / sum(shares.values()) for place, share in shares.items()}


def _direction(table: WordEmbeddings, word: str) -> list[float]:
    return [number / WORD_NORM for number in table.direction(word)]
