"""How much somebody's words speak for each of some things: naive Bayes over stems and their pairs.

The nearest line alone is chance where many things have many lines; all the lines of a thing
together say which words belong to it (D. Hand and K. Yu, Idiot's Bayes, 2001).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import log, sqrt

from bot.domain.language.registry import FALLBACK
from bot.domain.prompts.theme import stem

_EXPECTED = 3.0
"""So many lines are thought to be there besides, with words as common as everywhere."""


class WordEvidence:
    """Counts in how many lines of each thing each word stands; never changed."""

    def __init__(
        self, lines: Iterable[tuple[int, Sequence[str]]], language: str = FALLBACK
    ) -> None:
        """Take lines, each with the thing it is about and its words that tell something."""
        self._language = language
        self._lines = Counter[int]()
        self._holders: dict[str, Counter[int]] = {}
        for thing, words in lines:
            self._lines[thing] += 1
            for each in self._signs(words):
                self._holders.setdefault(each, Counter())[thing] += 1
        self._count = self._lines.total()

    def of(self, words: Sequence[str]) -> dict[int, float]:
        """Give for each thing how much likelier these words are in its lines than in any.

        A logarithm, by the root of how many signs are known; empty where none is.
        """
        known = [each for each in self._signs(words) if each in self._holders]
        if not known:
            return {}
        scores = {
            thing: len(known) * log(_EXPECTED / (count + _EXPECTED))
            for thing, count in self._lines.items()
        }
        for each in known:
            holders = self._holders[each]
            expected = _EXPECTED * holders.total() / self._count
            for thing, count in holders.items():
                scores[thing] += log(1 + count / expected)
        return {thing: score / sqrt(len(known)) for thing, score in scores.items()}

    def _signs(self, words: Sequence[str]) -> set[str]:
        stems = [stem(word, self._language) for word in words]
        return {*stems, *(f"{one} {other}" for one, other in pairwise(stems))}
