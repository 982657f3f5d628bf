"""Collects what the lookup learns from: lines that people type, each with the questions wanted."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypedDict

from learning.situations import situations

from bot.content.lookup import table_in
from bot.content.notes import library
from bot.content.prompts import load
from bot.domain.language.embedding_rows import WORD_NORM
from bot.domain.language.phrase_embeddings import phrases_in
from bot.domain.language.registry import FALLBACK
from bot.domain.language.word_embeddings import WordEmbeddings
from bot.domain.search.note_finder import NONE
from bot.domain.search.situation import said_in, telling

SOURCE = Path(__file__).resolve().parents[1] / "words" / "en.bin"
"""The word table as scripts/distil made it; what is learnt starts from it."""
UNTOLD = -1
NEXT_BEST = 0.1
"""How much less each further question of a situation is wanted than the one before."""


OFTEN = 5
"""In so many lines a phrase must stand to be learnt."""


class Line(TypedDict):
    """A line: the rows of its words, the keys of its phrases, and what is wanted beside it.

    How much each question is wanted, by its place, and those that hurt; the note is UNTOLD where
    nobody said.
    """

    words: list[int]
    phrases: list[int]
    wanted: dict[int, float]
    hurts: list[int]
    note: int


class Told(TypedDict):
    """All that is learnt from."""

    words: list[str]
    start: list[list[float]]
    phrases: list[int]
    """The keys of those that stand in enough lines, ascending."""
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
        rows.line(line, {at: 1.0}, UNTOLD)
        for at, one in enumerate(prompts)
        for line in (one.text, *one.when)
    ]
    for known in situations():
        wanted = _wanted(places[one] for one in known.prompts)
        note = notes.index(known.note or NONE)
        hurts = [places[one] for one in known.hurts]
        lines += [rows.line(typed, wanted, note, hurts) for typed in known.typed]
    lines += [
        rows.line(line, {}, notes.index(note.id))
        for note in library(FALLBACK)
        for line in (note.title, *note.when)
    ]
    often = Counter(key for line in lines for key in set(line["phrases"]))
    return Told(
        words=list(rows.all),
        start=[_direction(table, word) for word in rows.all],
        phrases=sorted(key for key, lines_of in often.items() if lines_of >= OFTEN),
        prompts=[prompt.id for prompt in prompts],
        notes=notes,
        lines=lines,
    )


class _Rows:
    """The rows of the table, and a row more for each word of ours that has none."""

    def __init__(self, table: WordEmbeddings) -> None:
        self.all = dict(table.rows)
        self._table = table

    def line(
        self, text: str, wanted: dict[int, float], note: int, hurts: Sequence[int] = ()
    ) -> Line:
        """Give a line with the row that each of its words is met by."""
        words = [self._met(word) for word in telling(text)]
        phrases = [*dict.fromkeys(phrases_in(said_in(text)))]
        return Line(words=words, phrases=phrases, wanted=wanted, hurts=[*hurts], note=note)

    def _met(self, word: str) -> int:
        known = word if word in self.all else self._table.stemmed(word) or word
        return self.all.setdefault(known, len(self.all))


def _wanted(places: Iterable[int]) -> dict[int, float]:
    shares = {place: 1 / (1 + NEXT_BEST * behind) for behind, place in enumerate(places)}
    return {place: share / sum(shares.values()) for place, share in shares.items()}


def _direction(table: WordEmbeddings, word: str) -> list[float]:
    return [number / WORD_NORM for number in table.direction(word)]
