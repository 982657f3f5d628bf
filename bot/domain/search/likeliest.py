"""Which of many things are likeliest wanted beside somebody's words, as learnt (scripts/tune)."""

from collections.abc import Iterable, Mapping, Sequence
from heapq import nlargest
from math import exp, log

from bot.domain.language.phrase_embeddings import PhraseEmbeddings
from bot.domain.language.vectors import HALF, ZERO, PackedVectors, Vector, length
from bot.domain.language.word_embeddings import ROW_NORM, WordEmbeddings

STEEP, LONGEST = 8.0, 2.5
"""As in scripts/learning/train.py: how steep, and the length of a thing of full weight."""
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
        phrases: PhraseEmbeddings | None = None,
    ) -> None:
        """Take each thing's id and the words of its lines; nothing `learnt`, none is likely."""
        self._table, self._phrases = table, phrases
        self._vectors: PackedVectors | None = None
        if learnt is not None:
            rows = (
                learnt.word_row(one) if one in learnt else _shorter(table.row(words))
                for one, words in things
            )
            self._vectors = PackedVectors(b"".join(rows), table.width)

    def of(self, words: Sequence[str], said: Sequence[str] = ()) -> Mapping[int, float]:
        """Give the likeliest things by place: how likely, as a logarithm, above one that is not.

        `words` tell what a text is about, `said` are all its words in their order. Empty where none
        of the words has a meaning.
        """
        pointing = self._pointing(words, said)
        long = length(pointing)
        if self._vectors is None or not long:
            return {}
        sums = self._vectors.times(pointing)
        scale = STEEP * LONGEST / (ROW_NORM * long)
        likeliest = nlargest(_LIKELIEST, enumerate(sums), key=lambda one: one[1])
        scores = {place: (one - HALF) * scale for place, one in likeliest}
        if not scores:
            return {}
        whole = log(sum(map(exp, scores.values())))
        return {place: max(one - whole - _NEVER, 0.0) for place, one in scores.items()}

    def _pointing(self, words: Sequence[str], said: Sequence[str]) -> Vector:
        meant = self._table.of_all(words)
        if self._phrases is None or not any(meant):
            return meant
        return tuple(map(sum, zip(meant, self._phrases.of_all(said), strict=True)))


def _shorter(row: bytes) -> bytes:
    return bytes(ZERO + round((one - ZERO) * _USUAL / LONGEST) for one in row)
