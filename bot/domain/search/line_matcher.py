"""Which things are meant: each has lines that people would type, compared in words and meaning."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from bot.domain.language.registry import FALLBACK
from bot.domain.language.vectors import HALF, PackedVectors
from bot.domain.language.word_embeddings import ROW_NORM, WordEmbeddings, length
from bot.domain.search.line_index import LineIndex
from bot.domain.search.situation import telling

_NEAR = 200
"""So many lines are looked at for their words, and so many for their meaning."""
_FAR = -9.0
_SECOND_BEST = 0.03
"""What each place further back counts less in a line that several things share."""


@dataclass(frozen=True, slots=True)
class SharedLine:
    """A line that is wanted for several things, the best first."""

    line: str
    owners: Sequence[int]


class LineMatcher:
    """Holds the lines of many things; never changed."""

    def __init__(
        self,
        things: Iterable[Sequence[str]],
        table: WordEmbeddings,
        *,
        shared: Iterable[SharedLine] = (),
        more_words: Iterable[str] = (),
        language: str = FALLBACK,
    ) -> None:
        """Index the lines of each thing, and those they share; `more_words` are known as well."""
        lines, shared = [tuple(each) for each in things], tuple(shared)
        self._table = table
        own = [(owner,) for owner, each in enumerate(lines) for _ in each]
        self._owners: list[Sequence[int]] = [*own, *(one.owners for one in shared)]
        self._lines: list[list[int]] = [[] for _ in lines]
        for line, owners in enumerate(self._owners):
            for owner in owners:
                self._lines[owner].append(line)
        flat = [*(line for each in lines for line in each), *(one.line for one in shared)]
        self.index = LineIndex(flat, more_words, language)
        rows = (table.row(telling(line, language)) for line in flat)
        self._vectors = PackedVectors(b"".join(rows), table.width)

    def alike(
        self,
        words: Sequence[str],
        by_words: float,
        by_meaning: float,
        among: Iterable[int] | None = None,
    ) -> Mapping[int, float]:
        """Give the things whose lines come near, each with how alike its most alike line is.

        Both kinds of likeness are 1 for the same words; each is weighed. Of the
        things `among` which one looks, all are given, however far.
        """
        meaning = self._vectors.sums(
            [self._vectors.times(self._table.direction(word)) for word in words]
        )
        long = length(self._table.of_all(words))
        scale = by_meaning / (ROW_NORM * (long or 1))
        shares = self.index.alike(words)
        best: dict[int, float] = {}
        lines = (
            _nearest(shares, meaning if long else ())
            if among is None
            else {line for owner in among for line in self._lines[owner]}
        )
        for line in lines:
            both = by_words * shares.get(line, 0.0) + scale * (meaning[line] - HALF)
            for place, owner in enumerate(self._owners[line]):
                one = both - place * _SECOND_BEST
                if one > best.get(owner, _FAR):
                    best[owner] = one
        return best


def _nearest(shares: Mapping[int, float], meaning: Sequence[int]) -> set[int]:
    """Give the lines that are nearest in their words, and those that are in their meaning."""
    most = min(nlargest(_NEAR, shares.values()), default=0.0)
    floor = min(nlargest(_NEAR, meaning), default=0)
    near = {line for line, one in enumerate(meaning) if one >= floor}
    return near.union(line for line, share in shares.items() if share >= most)
