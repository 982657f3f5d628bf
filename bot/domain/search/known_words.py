"""Which words stand somewhere in our lines, and how often."""

from collections import Counter
from collections.abc import Iterable, Mapping

from bot.domain.language.registry import FALLBACK
from bot.domain.prompts.theme import stem, words_in
from bot.domain.search.situation import telling


class KnownWords:
    """The words of many lines; never changed."""

    def __init__(self, lines: Iterable[str], language: str = FALLBACK) -> None:
        """Read the lines."""
        self._language = language
        told, spoken = Counter[str](), Counter[str]()
        for line in lines:
            told.update(telling(line, language))
            spoken.update(words_in(line))
        self._stems = frozenset(stem(word, language) for word in told)
        self.counts: Mapping[str, int] = told + spoken
        """Every word, and how often it stands somewhere; the more so, the more it tells."""

    def holds(self, word: str) -> bool:
        """Tell whether a word stands somewhere, or one of its relatives in a line."""
        return word in self.counts or stem(word, self._language) in self._stems
