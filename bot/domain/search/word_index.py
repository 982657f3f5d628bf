"""Which texts hold a word or one of its relatives."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log

from bot.domain.language.registry import FALLBACK
from bot.domain.prompts.theme import stem, stems_in, words_in


class WordIndex:
    """An inverted index over short texts, by stem; rare words weigh more."""

    def __init__(
        self, texts: Sequence[str], more_words: Iterable[str] = (), language: str = FALLBACK
    ) -> None:
        """Index texts by their place; `more_words` are known as well, and stand in none of them."""
        self._language = language
        self._holders: dict[str, list[int]] = {}
        self.bags = [stems_in(text, language) for text in texts]
        for place, bag in enumerate(self.bags):
            for each in bag:
                self._holders.setdefault(each, []).append(place)
        self._weights = {
            each: log(1 + len(texts) / len(places)) for each, places in self._holders.items()
        }
        self._unheard = log(2 + len(texts))
        counted = Counter(word for text in texts for word in words_in(text))
        counted.update(more_words)
        self.known: Mapping[str, int] = counted
        """Every word, and how often it stands somewhere."""

    def holds(self, word: str) -> bool:
        """Tell whether a word stands somewhere, or one of its relatives in a text."""
        return word in self.known or stem(word, self._language) in self._holders

    def shares(self, words: Iterable[str]) -> Mapping[int, float]:
        """Give the texts that hold any of the words, each with the share (0 to 1) that it holds.

        A rare word is a larger share than a common one, and one that no text holds the largest.
        """
        stems = {stem(word, self._language) for word in words}
        whole = sum(self._weights.get(each, self._unheard) for each in stems)
        found: dict[int, float] = {}
        for each in sorted(stems):
            share = self._weights.get(each, 0.0) / whole
            for place in self._holders.get(each, ()):
                found[place] = found.get(place, 0.0) + share
        return found
