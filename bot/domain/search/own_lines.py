"""The lines that things have of their own, and how alike the most alike of each is to a text."""

from array import array
from collections.abc import Iterable, Mapping, Sequence

from bot.domain.language.registry import FALLBACK
from bot.domain.search.line_index import LineIndex
from bot.domain.search.situation import telling


class OwnLines:
    """An index over the lines of many things; never changed."""

    def __init__(self, things: Mapping[int, Sequence[str]], language: str = FALLBACK) -> None:
        """Read the lines of each thing, by its place."""
        told = [(at, telling(line, language)) for at, each in things.items() for line in each]
        self._owners = array("I", [at for at, _ in told])
        self._index = LineIndex([words for _, words in told], language)

    def alike(self, words: Iterable[str]) -> dict[int, float]:
        """Give the things with a line that holds any of the words; the same words are 1."""
        found = dict[int, float]()
        for line, share in self._index.alike(words).items():
            owner = self._owners[line]
            found[owner] = max(found.get(owner, 0.0), share)
        return found
