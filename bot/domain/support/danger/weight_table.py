"""The learnt weights as they were written: found in the text itself, which is never unpacked.

Thirty thousand texts and pairs of numbers would take twenty times as much memory.
"""

from array import array
from bisect import bisect_left
from functools import lru_cache
from itertools import accumulate

_REMEMBERED = 4096


class WeightTable:
    """Lines of a feature and its two weights, ascending by feature."""

    def __init__(self, lines: bytes) -> None:
        """Take the lines, each ended by a line feed."""
        self._lines = lines
        self._starts = array("I", accumulate(map(len, lines.splitlines(keepends=True)), initial=0))
        del self._starts[-1]
        self.get = lru_cache(_REMEMBERED)(self._get)
        """What a feature adds to both scores (see `_get`); the last few thousand are remembered."""

    def __len__(self) -> int:
        """Count the features."""
        return len(self._starts)

    def _get(self, feature: str) -> tuple[int, int] | None:
        """Give the weights of a feature; None of one that was not learnt."""
        wanted = feature.encode()
        row = bisect_left(self._starts, wanted, key=self._feature)
        if row == len(self) or self._feature(self._starts[row]) != wanted:
            return None
        start = self._starts[row] + len(wanted) + 1
        danger, now = self._lines[start : self._lines.index(b"\n", start)].split(b"\t")
        return int(danger), int(now)

    def _feature(self, start: int) -> bytes:
        return self._lines[start : self._lines.index(b"\t", start)]
