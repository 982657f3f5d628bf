"""Rows of signed bytes, each with a weight: where words and phrases point, as they were learnt."""

from bot.domain.language.vectors import Vector, length

WORD_NORM = 1 << 12
"""The norm of the direction of what has full weight."""
FULL = 255


class EmbeddingRows:
    """The numbers of a table; never changed."""

    def __init__(self, weights: bytes, values: bytes, width: int) -> None:
        """Take the rows apart; `weights` are 0 to 255, `values` hold `width` bytes a row."""
        self.width = width
        self._weights = weights
        self._values = memoryview(values).cast("b")

    def direction(self, row: int, parts: int = 1) -> Vector:
        """Give where a row points, as long as it weighs; the share of one of so many parts."""
        values = self._values[row * self.width : (row + 1) * self.width]
        long = length(values) or 1
        size = WORD_NORM * self._weights[row] // parts
        return tuple(value * size // (long * FULL) for value in values)
