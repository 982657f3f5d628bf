"""An index over lines of words: which lines share rare words with what somebody typed."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from math import log, sqrt

from bot.domain.language.registry import FALLBACK
from bot.domain.prompts.theme import stem


class LineIndex:
    """Inverted index over lines, by stem, compared by the cosine of their weighted words.

    A rare word weighs more. Many lines belong to one thing; who asks puts them together.
    """

    def __init__(self, lines: Sequence[Sequence[str]], language: str = FALLBACK) -> None:
        """Index lines by their place, each as the words of it that tell something."""
        self._language = language
        stems = cache(lambda word: stem(word, language))
        bags = [frozenset(map(stems, line)) for line in lines]
        holders: dict[str, list[int]] = {}
        for place, bag in enumerate(bags):
            for each in bag:
                holders.setdefault(each, []).append(place)
        self._weights = {
            each: log(1 + len(lines) / len(places)) ** 2 for each, places in holders.items()
        }
        self._unheard = log(2 + len(lines)) ** 2
        self._lengths = [sqrt(sum(self._weights[each] for each in bag)) or 1.0 for bag in bags]
        self._holders = holders

    def alike(self, words: Iterable[str]) -> Mapping[int, float]:
        """Give the lines that hold any of the words, each with how alike it is (0 to 1)."""
        stems = {stem(word, self._language) for word in words}
        if not stems:
            return {}
        long = sqrt(sum(self._weights.get(each, self._unheard) for each in stems))
        found: dict[int, float] = {}
        for each in sorted(stems):
            weight = self._weights.get(each, 0.0) / long
            for place in self._holders.get(each, ()):
                found[place] = found.get(place, 0.0) + weight
        return {place: score / self._lengths[place] for place, score in found.items()}
