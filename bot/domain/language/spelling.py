"""Which word was meant: a slip of the finger, a vowel heard wrongly, a word not finished yet."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import islice

from bot.domain.language.registry import FALLBACK, spelling_rules
from bot.domain.language.rule_sets import SpellingRules
from bot.domain.language.word_embeddings import WordEmbeddings

_LONG = 4
"""Letters from which a word can be misspelt and still be told from another."""
_LONGEST = 40
"""Letters beyond which nothing is a word that anybody misspelt; slips cost the square of these."""
_FIRST = 3
"""Letters from which a word that is still being typed is completed."""
_COMMON = 6000
_CONSONANTS = 3
"""So many must be left of a word to know it by them."""
_REMEMBERED = 4096
_AFTER_ALL = "\N{LATIN SMALL LETTER Y WITH DIAERESIS}"
_SHORT, _USUAL = 5, 1.5
"""The most unusual slip by which a word at large is still meant, 0 where it has 5 letters or fewer.

A more unusual one leaves the word as it is: there are more words than the table holds.
"""
_AT_LARGE = 1.0
_FIRST_LETTER = 2.0
_NOT_LONG = 6
_TWICE = re.compile(r"(.)\1+")


class Speller:
    """Knows the words of the prompts and the cues, and behind them those of the table at large."""

    def __init__(
        self, table: WordEmbeddings, known: Mapping[str, int], language: str = FALLBACK
    ) -> None:
        """Take every word that is known and how often it is used."""
        self._table, self._known, self._rules = table, known, spelling_rules(language)
        self._sorted = sorted(known)
        by_use = sorted(known, key=lambda each: (known[each], each))
        self._by_skeleton = _skeletons_of(table, self._rules) | {
            _consonant_skeleton(word, self._rules.soft): word for word in by_use
        }
        self.meant = lru_cache(_REMEMBERED)(self._meant)
        """The word that was meant (see `_meant`); the last few thousand are remembered."""

    def _meant(self, word: str) -> str:
        """Give the word itself when it is one, else the likeliest that it could be."""
        if not _LONG <= len(word) <= _LONGEST or word in self._known or self._table.knows(word):
            return word
        costs = {
            each: cost
            for each, cost in _edits1(word, self._rules).items()
            if self._counts(each, cost)
        }
        near = min(costs, key=lambda each: (self._cost(each, costs[each]), each), default=None)
        if near:
            return near
        skeleton = _consonant_skeleton(word, self._rules.soft)
        return self._by_skeleton.get(skeleton, word) if len(skeleton) >= _CONSONANTS else word

    def _counts(self, word: str, cost: float) -> bool:
        """Tell whether a slip leads to a word; to one at large only where it is a usual slip.

        A first letter is seldom wrong: in a word that is not long it makes another word.
        """
        usual = _USUAL if len(word) > _SHORT else 0.0
        if cost >= _FIRST_LETTER and len(word) <= _NOT_LONG:
            return False
        return word in self._known or (
            len(word) >= _LONG and word in self._table.rows and cost <= usual
        )

    def _cost(self, word: str, cost: float) -> tuple[float, float]:
        """Weigh the slip first, then how common the word is; one of ours before one at large."""
        if word in self._known:
            return cost, -self._known[word]
        return cost + _AT_LARGE, self._table.rows[word]

    def completed(self, word: str) -> str:
        """Give the commonest word that begins so; the same when it is one, or none does."""
        if len(word) < _FIRST or word in self._known:
            return word
        start = bisect_left(self._sorted, word)
        end = bisect_left(self._sorted, word + _AFTER_ALL, start)
        likely = self._sorted[start:end]
        return max(likely, key=lambda each: (self._known[each], each), default=word)


@lru_cache(1)
def _skeletons_of(table: WordEmbeddings, rules: SpellingRules) -> dict[str, str]:
    """Know the words that the table begins with by their skeletons: its own, then the commonest."""
    common = [word for word in islice(table.rows, _COMMON) if len(word) > _LONG]
    return {_consonant_skeleton(word, rules.soft): word for word in reversed(common)}


def _consonant_skeleton(word: str, soft: frozenset[str]) -> str:
    """Leave out all vowels but a first one, and doubled letters: `bordem` is `boredom`."""
    single = _TWICE.sub(r"\1", word)
    return single[:1] + "".join(letter for letter in single[1:] if letter not in soft)


def _edits1(word: str, rules: SpellingRules) -> dict[str, float]:
    """Give every word that is one slip away, and how unusual that slip is: 0 the most usual.

    Letters that changed places or were doubled are usual, vowels come next, the first letter last.
    """
    found: dict[str, float] = {}
    for each, cost in _slips_at_each_place(word, rules):
        whole = cost + (_FIRST_LETTER if each[:1] != word[0] else 0.0)
        found[each] = min(whole, found.get(each, whole))
    return found


def _slips_at_each_place(word: str, rules: SpellingRules) -> Iterable[tuple[str, float]]:
    for cut in range(len(word) + 1):
        one, other = word[:cut], word[cut:]
        if other:
            beside = {one[-1:], other[1:2]}
            yield one + other[1:], _of_one_letter(other[0], beside, rules.soft)
        if len(other) > 1:
            yield one + other[1] + other[0] + other[2:], 0.0
        for each in rules.letters:
            yield one + each + other, _of_one_letter(each, {one[-1:], other[:1]}, rules.soft)
            if other:
                yield one + each + other[1:], 1.0 if {each, other[0]} <= rules.soft else 2.0


def _of_one_letter(letter: str, beside: set[str], soft: frozenset[str]) -> float:
    """Weigh a letter too many or too few between two others."""
    if letter in beside:
        return 0.0
    return 1.0 if letter in soft else 1.5
