"""Scores typed words by the words and word pairs they share with lines of danger and of everyday.

Two logistic regressions with one set of features, learnt by scripts/learn: whether a life may be in
danger at all, and whether it is in danger now. Rules hear what they know, and why; the scores hear
what is said in words that no rule foresaw.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from typing import Protocol

from bot.domain.support.danger.phrases import Words

UNIT = 1000
"""A weight of one, as weights are written: whole numbers of a thousandth."""
_END = "."
_SHORTEST_STEM = 3
_PART, _WHOLE = 14, 42
"""Words of a part, and of the longest text that is read whole: most learnt lines are shorter."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Log odds in thousandths: above nought is more likely than not."""

    danger: int
    """Whether a life may be in danger, now or perhaps."""
    now: int
    """Whether it is in danger now."""
    nearest: int
    """The same of the one sentence for which it is most likely."""


class FeatureWeights(Protocol):
    """What each feature adds to both scores, wherever that is kept."""

    def get(self, feature: str, /) -> tuple[int, int] | None:
        """Give the weights of a feature; None of one that was not learnt."""


@dataclass(frozen=True, slots=True)
class ScoreWeights:
    """What each feature adds to both scores; `bias` is what counts before any word."""

    features: FeatureWeights
    bias: tuple[int, int]
    endings: tuple[str, ...] = ()
    """What is cut off each word, the longest first."""

    def score(self, sentences: Iterable[Words]) -> Scores:
        """Add up what the known features say; of a long text its most alarming part counts.

        Weights were learnt from single lines, so a text longer than those is read in parts that
        overlap: however much is said around a danger, it does not drown.
        """
        read = [list(_stems([words], self.endings)) for words in sentences]
        stems = [stem for sentence in read for stem in sentence]
        starts = range(0, len(stems) - _PART // 2, _PART // 2)
        whole = len(stems) <= _WHOLE
        parts = [stems] if whole else [stems[start : start + _PART] for start in starts]
        danger, now = (max(side) for side in zip(*map(self._of_part, parts), strict=True))
        nearest = max((self._of_part(sentence)[1] for sentence in read), default=now)
        return Scores(danger, now, nearest)

    def _of_part(self, stems: Sequence[str]) -> tuple[int, int]:
        known = [one for one in map(self.features.get, _features(stems)) if one is not None]
        size = sqrt(len(known) or 1)
        danger, now = (sum(one[side] for one in known) for side in (0, 1))
        return self.bias[0] + round(danger / size), self.bias[1] + round(now / size)


def features(sentences: Iterable[Words], endings: Sequence[str]) -> frozenset[str]:
    """Give the stems of a text, and each pair of stems that stand side by side."""
    return _features(list(_stems(sentences, endings)))


def _features(stems: Sequence[str]) -> frozenset[str]:
    return frozenset(stems).union(f"{one} {other}" for one, other in pairwise(stems))


def _stems(sentences: Iterable[Words], endings: Sequence[str]) -> Iterator[str]:
    for words in sentences:
        yield from (_stem(word, endings) for word in words)
        yield _END


def _stem(word: str, endings: Sequence[str]) -> str:
    if word.isdigit():
        return "0"
    for ending in endings:
        if word.endswith(ending) and len(word) >= len(ending) + _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word
