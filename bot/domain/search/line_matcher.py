"""Which things are meant: each has lines that people would type, compared in words and meaning."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import chain

from bot.domain.language.registry import FALLBACK
from bot.domain.language.word_embeddings import WordEmbeddings
from bot.domain.prompts.theme import words_in
from bot.domain.search.line_index import LineIndex
from bot.domain.search.line_meanings import LineMeanings
from bot.domain.search.situation import telling

_NEAR = 150
"""So many of the lines that seem nearest are compared as a whole."""
_SECOND_BEST = 0.03
"""What each place further back counts less in a line that several things share."""


_SUPPORT, _FROM, _SUPPORTING = 0.3, 0.8, 5
"""So much of what a line comes to above this supports the nearest one; of the next few lines."""


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
        own = [(owner,) for owner, each in enumerate(lines) for _ in each]
        self._owners: list[Sequence[int]] = [*own, *(one.owners for one in shared)]
        flat = [*chain.from_iterable(lines), *(one.line for one in shared)]
        told = [telling(line, language) for line in flat]
        spoken = {word for line in flat for word in words_in(line)}
        self.index = LineIndex(told, chain(spoken, more_words), language)
        self._meanings = LineMeanings(told, table)

    def alike(
        self,
        words: Sequence[str],
        by_words: float,
        by_meaning: float,
        among: Iterable[int] | None = None,
    ) -> Mapping[int, float]:
        """Give the things whose lines come near, each with how alike its most alike line is.

        Others of its lines that come near as well support it.
        Both kinds of likeness are 1 for the same words; each is weighed. Of the
        things `among` which one looks, all are given, those that are far with 0.
        """
        shares, meanings = self.index.alike(words), self._meanings.compared(words)
        rough = {line: by_words * share for line, share in shares.items()}
        for line, one in meanings.near().items():
            rough[line] = rough.get(line, 0.0) + by_meaning * one
        best: dict[int, float] = {}
        if among is not None:
            best = dict.fromkeys(among, 0.0)
            owners = self._owners
            rough = {line: one for line, one in rough.items() if best.keys() & owners[line]}
        found: dict[int, list[float]] = {}
        for line in nlargest(_NEAR, rough, key=rough.__getitem__):
            both = by_words * shares.get(line, 0.0) + by_meaning * meanings[line]
            for place, owner in enumerate(self._owners[line]):
                if among is None or owner in best:
                    found.setdefault(owner, []).append(both - place * _SECOND_BEST)
        best.update((owner, _together(lines)) for owner, lines in found.items())
        return best


def _together(lines: list[float]) -> float:
    """Weigh the lines of one thing: the nearest, and a little for others that come near too."""
    nearest, *others = nlargest(_SUPPORTING + 1, lines)
    return nearest + _SUPPORT * sum(one - _FROM for one in others if one > _FROM)
