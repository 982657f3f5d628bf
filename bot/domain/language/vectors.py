"""Batched int8 dot products, many rows to one big integer (SWAR), without a library.

Column by column, the numbers of all rows stand side by side in one long integer, 32 bits each.
Adding up columns, each times one number, multiplies every row at the speed of the interpreter's
own arithmetic: 5,000 rows of 128 take a millisecond. A lane below zero borrows from its neighbour;
half of what a lane holds, added to all of them at the end, gives every borrowed bit back.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from math import isqrt
from operator import mul

Vector = tuple[int, ...]

LANE = 4
"""Bytes of one lane."""
HALF = 1 << (8 * LANE - 1)
"""A sum is below this, either way; who fills the lanes sees to that."""
ZERO = 128
"""What a row holds for 0; it holds -127 to 127 as 1 to 255."""
_BLOCK = 4096
"""Rows side by side; more of them would not fit in the processor's cache."""


def length(numbers: Sequence[int]) -> int:
    """Measure a direction."""
    return isqrt(sum(map(mul, numbers, numbers)))


def packed(values: Sequence[int]) -> int:
    """Put whole numbers of either sign side by side; such integers may be added."""
    raised = array("I", [value + HALF for value in values])
    return int.from_bytes(raised.tobytes(), "little") - _halves(len(values))


def unpacked(total: int, count: int) -> array[int]:
    """Take lanes apart; each still has HALF on it."""
    return array("I", (total + _halves(count)).to_bytes(count * LANE, "little"))


class PackedVectors:
    """A matrix of small whole numbers, one row for each thing that is compared."""

    def __init__(self, rows: bytes, width: int) -> None:
        """Take the rows one after the other, `width` bytes each, with ZERO for 0."""
        step = _BLOCK * width
        blocks = [rows[start : start + step] for start in range(0, len(rows), step)] or [b""]
        self._blocks = [_columns(block, width) for block in blocks]
        self._sizes = [len(block) // width for block in blocks]

    def times(self, vector: Vector) -> Sequence[int]:
        """Multiply every row with a vector: a number for each row, HALF on it."""
        totals = [
            sum(one * column for one, column in zip(vector, columns, strict=True) if one)
            for columns in self._blocks
        ]
        each = (unpacked(one, size) for one, size in zip(totals, self._sizes, strict=True))
        return array("I", chain.from_iterable(each)) if len(totals) > 1 else next(each)


def _columns(rows: bytes, width: int) -> tuple[int, ...]:
    count = len(rows) // width
    zeros = int.from_bytes(_spread(bytes([ZERO]) * count), "little")
    numbers = (_spread(rows[place::width]) for place in range(width))
    return tuple(int.from_bytes(each, "little") - zeros for each in numbers)


def _spread(column: bytes) -> bytearray:
    wide = bytearray(LANE * len(column))
    wide[::LANE] = column
    return wide


@lru_cache(64)
def _halves(count: int) -> int:
    return int.from_bytes(HALF.to_bytes(LANE, "little") * count, "little")
