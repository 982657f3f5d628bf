"""Which word was meant: a slip of the finger, a vowel heard wrongly, a word not finished yet."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import islice

from bot.domain.word_table import WordTable

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LONG = 4
"""Letters from which a word can be misspelt and still be told from another."""
_FIRST = 3
"""Letters from which a word that is still being typed is completed."""
_COMMON = 6000
_CONSONANTS = 3
"""So many must be left of a word to know it by them."""
_REMEMBERED = 4096
_AFTER_ALL = "\N{LATIN SMALL LETTER Y WITH DIAERESIS}"
_VOWELS = re.compile(r"(?<=.)[aeiouy]+")
_TWICE = re.compile(r"(.)\1+")


class Speller:
    """Knows the words of the prompts and the cues, and behind them those of the table at large."""

    def __init__(self, table: WordTable, known: Mapping[str, int]) -> None:
        """Take every word that is known and how often it is used."""
        self._table, self._known = table, known
        self._sorted = sorted(known)
        by_use = sorted(known, key=lambda each: (known[each], each))
        self._bones = _bones_of(table) | {_bones(word): word for word in by_use}
        self.meant = lru_cache(_REMEMBERED)(self._meant)
        """The word that was meant (see `_meant`); the last few thousand are remembered."""

    def _meant(self, word: str) -> str:
        """Give the word itself when it is one, else the likeliest that it could be."""
        if len(word) < _LONG or word in self._known or self._table.knows(word):
            return word
        near = _one_slip_away(word)
        ours = [each for each in near if each in self._known]
        if ours:
            return max(ours, key=lambda each: (self._known[each], each))
        bones = _bones(word)
        if len(bones) >= _CONSONANTS and bones in self._bones:
            return self._bones[bones]
        common = [each for each in near if each in self._table.rows and len(each) >= _LONG]
        return min(common, key=self._table.rows.__getitem__, default=word)

    def completed(self, word: str) -> str:
        """Give the commonest word that begins so; the same when it is one, or none does."""
        if len(word) < _FIRST or word in self._known:
            return word
        start = bisect_left(self._sorted, word)
        end = bisect_left(self._sorted, word + _AFTER_ALL, start)
        likely = self._sorted[start:end]
        return max(likely, key=lambda each: (self._known[each], each), default=word)


@lru_cache(1)
def _bones_of(table: WordTable) -> dict[str, str]:
    """Know the words that the table begins with by their bones: its own, then the commonest."""
    common = [word for word in islice(table.rows, _COMMON) if len(word) > _LONG]
    return {_bones(word): word for word in reversed(common)}


def _bones(word: str) -> str:
    """Leave out all vowels but a first one, and doubled letters: `bordem` is `boredom`."""
    return _VOWELS.sub("", _TWICE.sub(r"\1", word))


def _one_slip_away(word: str) -> Iterable[str]:
    """Give every word with one letter too many, too few, wrong or in the wrong place."""
    halves = [(word[:cut], word[cut:]) for cut in range(len(word) + 1)]
    found = {one + other[1:] for one, other in halves if other}
    found |= {one + other[1] + other[0] + other[2:] for one, other in halves if len(other) > 1}
    found |= {one + each + other[1:] for one, other in halves if other for each in _LETTERS}
    found |= {one + each + other for one, other in halves for each in _LETTERS}
    return sorted(found)
