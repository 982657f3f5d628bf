"""Word embeddings: words that are used alike point the same way."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from bot.domain.language.embedding_rows import WORD_NORM, EmbeddingRows
from bot.domain.language.registry import FALLBACK, word_rules
from bot.domain.language.vectors import HALF, ZERO, Vector, length, packed, unpacked

ROW_NORM = 254
"""The norm of a row: no number of it comes near 127 but by chance, and is cut then."""
_MOST = 127
_REMEMBERED = 4096
_SHORTEST_STEM = 3


class WordEmbeddings:
    """Rows of a word, a weight and signed bytes; made by scripts/distil, never changed."""

    def __init__(
        self,
        words: Iterable[str],
        weights: bytes,
        values: bytes,
        width: int,
        language: str = FALLBACK,
    ) -> None:
        """Take the rows apart; `weights` are 0 to 255, `values` hold `width` bytes a row."""
        self.rows: Mapping[str, int] = {word: row for row, word in enumerate(words)}
        self.width = width
        self._inflections = word_rules(language).inflections
        self._numbers = EmbeddingRows(weights, values, width)
        self.direction = lru_cache(_REMEMBERED)(self._direction)
        """Where a word points (see `_direction`); the last few thousand are remembered."""
        self._packed = lru_cache(_REMEMBERED)(lambda word: packed(self.direction(word)))

    def __contains__(self, word: str) -> bool:
        """Tell whether a word stands in the table as it is."""
        return word in self.rows

    def of_all(self, words: Iterable[str]) -> Vector:
        """Add up the directions of a text."""
        total = sum(self._packed(word) for word in words)
        return tuple([lane - HALF for lane in unpacked(total, self.width)])

    def row(self, words: Iterable[str]) -> bytes:
        """Give the direction of a text as a row of PackedVectors: its norm is ROW_NORM."""
        direction = self.of_all(words)
        long = length(direction) or 1
        numbers = [ROW_NORM * one // long for one in direction]
        if max(numbers) > _MOST or min(numbers) < -_MOST:
            numbers = [max(-_MOST, min(_MOST, number)) for number in numbers]
        return bytes([ZERO + number for number in numbers])

    def word_row(self, word: str) -> bytes:
        """Give the direction of a word as a row of PackedVectors, as long as the word weighs."""
        numbers = (ROW_NORM * one // WORD_NORM for one in self.direction(word))
        return bytes(ZERO + max(-127, min(127, number)) for number in numbers)

    def knows(self, word: str) -> bool:
        """Tell whether a word stands in the table, or its stem does."""
        return word in self.rows or bool(self.stemmed(word))

    def _direction(self, word: str) -> Vector:
        rows = self._cut(word)
        each = [self._numbers.direction(row, len(rows)) for row in rows]
        return tuple(map(sum, zip(*each, strict=True))) if each else (0,) * self.width

    def _cut(self, word: str) -> tuple[int, ...]:
        """Find the row of a word, of its stem, or of the longest pieces it falls into."""
        known = self.rows.get(word, self.rows.get(self.stemmed(word)))
        return tuple(self._pieces(word)) if known is None else (known,)

    def stemmed(self, word: str) -> str:
        """Give the stem of a word that stands in the table; empty where none does."""
        for ending, instead in self._inflections:
            rest = word.removesuffix(ending)
            if rest == word or len(rest) < _SHORTEST_STEM:
                continue
            for bare in (rest + instead, rest[:-1] if rest[-1] == rest[-2] else rest):
                if bare in self.rows:
                    return bare
        return ""

    def _pieces(self, word: str) -> Iterable[int]:
        start = 0
        while start < len(word):
            before = "##" if start else ""
            ends = range(len(word), start, -1)
            fitting = (end for end in ends if before + word[start:end] in self.rows)
            end = next(fitting, 0)
            if end:
                yield self.rows[before + word[start:end]]
            start = end or start + 1
