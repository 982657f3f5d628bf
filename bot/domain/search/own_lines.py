"""The lines that things have of their own, and how alike the most alike of each is to a text."""

from array import array
from collections.abc import Iterable, Sequence
from itertools import chain

from bot.domain.language.registry import FALLBACK
from bot.domain.prompts.theme import words_in
from bot.domain.search.line_index import LineIndex
from bot.domain.search.situation import telling


class OwnLines:
    """An index over the lines of many things; never changed."""

    def __init__(self, things: Iterable[Sequence[str]], language: str = FALLBACK) -> None:
        """Read the lines of each thing."""
        lines = [tuple(each) for each in things]
        told = [[telling(line, language) for line in each] for each in lines]
        self.words = [[*chain.from_iterable(each)] for each in told]
        """The words of each thing that tell what it is about."""
        self._owners = array("I", [place for place, each in enumerate(told) for _ in each])
        spoken = (word for line in chain.from_iterable(lines) for word in words_in(line))
        self.index = LineIndex([*chain.from_iterable(told)], spoken, language)

    def alike(self, words: Iterable[str]) -> dict[int, float]:
        """Give the things with a line that holds any of the words; the same words are 1."""
        found = dict[int, float]()
        for line, share in self.index.alike(words).items():
            owner = self._owners[line]
            found[owner] = max(found.get(owner, 0.0), share)
        return found
