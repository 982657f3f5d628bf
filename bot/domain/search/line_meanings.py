"""How near lines come in meaning to what somebody typed, by what each of their words means."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import chain
from operator import itemgetter

from bot.domain.language.vectors import HALF, PackedVectors
from bot.domain.language.word_embeddings import ROW_NORM, WORD_NORM, WordEmbeddings, length

_LEAST = 0.35
"""How near a word must come, for the lines that hold it to be looked at."""
_FIRST = 64
"""So many numbers of a direction are looked at: the first say most (scripts/distil sorts them)."""
_WORDS = 32
"""So many of the nearest words are followed to their lines."""


class LineMeanings:
    """The words of many lines and where each stands; never changed.

    A line points where its words point together, so the likeness of a line is the sum of those of
    its words: the words of all lines are compared once, and not each line.
    """

    def __init__(self, lines: Sequence[Sequence[str]], table: WordEmbeddings) -> None:
        """Take the words of each line."""
        self._table = table
        numbers = {word: at for at, word in enumerate(dict.fromkeys(chain.from_iterable(lines)))}
        self.words = [array("I", [numbers[word] for word in line]) for line in lines]
        """The words of each line, by their numbers."""
        self.holders: list[array[int]] = [array("I") for _ in numbers]
        """The lines in which each word stands."""
        for place, words in enumerate(self.words):
            for word in set(words):
                self.holders[word].append(place)
        self.lengths = array("I", [length(table.of_all(line)[:_FIRST]) or 1 for line in lines])
        self._vectors = PackedVectors(
            b"".join(table.word_row(word)[:_FIRST] for word in numbers), min(_FIRST, table.width)
        )

    def compared(self, words: Sequence[str]) -> ComparedLines:
        """Compare with somebody's words; words that have no meaning are like nothing."""
        parts = [self._vectors.times(self._table.direction(word)[:_FIRST]) for word in words]
        return ComparedLines(
            self, self._vectors.sums(parts), length(self._table.of_all(words)[:_FIRST])
        )


class ComparedLines:
    """All lines beside one text; likeness is 1 for the same direction, 0 for nothing to do."""

    def __init__(self, lines: LineMeanings, sums: Sequence[int], long: int) -> None:
        """Take how near each word comes, HALF on it, and the length of the text's direction."""
        self._lines, self._sums = lines, sums
        self._floor = HALF + int(_LEAST * ROW_NORM * long)
        self._scale = WORD_NORM / (ROW_NORM * (long or 1))

    def near(self) -> dict[int, float]:
        """Give the lines that hold one of the nearest words, each with what those words bring."""
        floor, lines = self._floor, self._lines
        words = [(word, one) for word, one in enumerate(self._sums) if one > floor]
        words.sort(key=itemgetter(1), reverse=True)
        found: dict[int, float] = {}
        for word, one in words[:_WORDS]:
            brings = (one - HALF) * self._scale
            for line in lines.holders[word]:
                found[line] = found.get(line, 0.0) + brings
        return {line: brings / lines.lengths[line] for line, brings in found.items()}

    def __getitem__(self, line: int) -> float:
        """Give how alike a line is as a whole."""
        words = self._lines.words[line]
        whole = sum(self._sums[word] for word in words) - len(words) * HALF
        return whole * self._scale / self._lines.lengths[line]
