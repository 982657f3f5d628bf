"""Which of many things are likeliest wanted beside somebody's words, as learnt (scripts/tune)."""

from collections.abc import Iterable, Mapping, Sequence
from heapq import nlargest
from math import exp, log

from bot.domain.language.vectors import HALF, ZERO, PackedVectors
from bot.domain.language.word_embeddings import ROW_NORM, WordEmbeddings, length

STEEP, LONGEST = 8.0, 2.5
"""What scripts/tune_train.py reckons with: how steep, and the length of a thing of full weight."""
_USUAL = 1.6
"""The length of what was not there when the others were learnt."""
_LIKELIEST = 100
_NEVER = -14.0
"""The logarithm of a chance that is none."""


class Likeliest:
    """A classifier: a text points where its words point together, and so do things; immutable.

    What was not there to be learnt, like a group's own questions, points where its own words point.
    """

    def __init__(
        self,
        things: Iterable[tuple[str, Sequence[str]]],
        table: WordEmbeddings,
        learnt: WordEmbeddings | None,
    ) -> None:
        """Take each thing's id and the words of its lines; nothing `learnt`, none is likely."""
        self._table = table
        self._vectors: PackedVectors | None = None
        if learnt is not None:
            rows = (
                learnt.word_row(one) if one in learnt else _shorter(table.row(words))
                for one, words in things
            )
            self._vectors = PackedVectors(b"".join(rows), table.width)

    def of(self, words: Sequence[str]) -> Mapping[int, float]:
        """Give the likeliest things by place: how likely, as a logarithm, above one that is not.

        Empty where none of the words has a meaning.
        """
        long = length(self._table.of_all(words))
        if self._vectors is None or not long:
            return {}
        sums = self._vectors.sums([self._vectors.times(self._table.direction(w)) for w in words])
        scale = STEEP * LONGEST / (ROW_NORM * long)
        likeliest = nlargest(_LIKELIEST, enumerate(sums), key=lambda one: one[1])
        scores = {place: (one - HALF) * scale for place, one in likeliest}
        if not scores:
            return {}
        whole = log(sum(map(exp, scores.values())))
        return {place: max(one - whole - _NEVER, 0.0) for place, one in scores.items()}


def _shorter(row: bytes) -> bytes:
    return bytes(ZERO + round((one - ZERO) * _USUAL / LONGEST) for one in row)
