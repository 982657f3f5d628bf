"""Phrase embeddings: where words as they were said point, and two that stand side by side.

Word embeddings know what a text is about; these know who did what: "mum found" is not "found mum".
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

from bot.domain.language.embedding_rows import EmbeddingRows
from bot.domain.language.vectors import HALF, Vector, packed, unpacked

_REMEMBERED = 2048


def phrases_in(said: Sequence[str]) -> Iterator[int]:
    """Give the keys of every word and of every two neighbours; the edges of a text are some too."""
    for word in said:
        yield crc32(word.encode())
    for before, after in pairwise(("", *said, "")):
        yield crc32(f"{before} {after}".encode())


class PhraseEmbeddings:
    """Rows of a key, a weight and signed bytes (scripts/tune); never changed."""

    def __init__(self, keys: Iterable[int], weights: bytes, values: bytes, width: int) -> None:
        """Take the rows apart; the keys ascend."""
        self._keys = array("I", keys)
        self._rows = EmbeddingRows(weights, values, width)
        self._packed = lru_cache(_REMEMBERED)(self._direction)

    def __len__(self) -> int:
        """Count the phrases."""
        return len(self._keys)

    def of_all(self, said: Sequence[str]) -> Vector:
        """Add up the directions of all that is known of a text."""
        total = sum(self._packed(key) for key in phrases_in(said))
        return tuple([lane - HALF for lane in unpacked(total, self._rows.width)])

    def _direction(self, key: int) -> int:
        row = bisect_left(self._keys, key)
        if self._keys[row : row + 1] != array("I", [key]):
            return 0
        return packed(self._rows.direction(row))
