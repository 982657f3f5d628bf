"""Phrases: words in a row as they stand in the rules, compiled and found in a sentence.

A phrase is a line of parts. `kill` is that word, `kill|end` one of two, `KILL` any word of the
class of that name, `suicid*` any word that begins so. `to?` may be missing, `~` stands for up to
two words of any kind (`~4` for up to four). `!of|for` says that none of these comes next, `-it`
that this did not come just before; `^` and `$` are the two ends of a sentence.
`knife|gun + outside|shouting` asks for both somewhere in the sentence, in any order.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from sys import intern

Words = Sequence[str]
_GAP = 2
_REMEMBERED = 4096
_NEAR = 15
"""Scattered words stand within so many of one another."""
_WORD = re.compile(r"[a-z0-9']+\*?|[$^]")
_FIRST, _LAST = "^", "$"
_AND = " + "


class Kind(Enum):
    """What one part of a phrase asks for."""

    WORD = "word"
    MAYBE = "maybe"
    """A word that may be missing."""
    GAP = "gap"
    NOT_NEXT = "not next"
    NOT_BEFORE = "not before"


@dataclass(frozen=True, slots=True)
class PhrasePart:
    """One part of a phrase; `most` is for gaps."""

    kind: Kind
    words: frozenset[str] = frozenset()
    most: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """A phrase ready to be looked for; `name` is the rule it belongs to."""

    name: str
    parts: tuple[PhrasePart, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Scattered:
    """Words that must all stand in a sentence, wherever: one of each set."""

    name: str
    parts: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class PhrasePlace:
    """Where a phrase was found: its first word, and the one after its last."""

    name: str
    start: int
    end: int


class Phrases:
    """Many phrases, kept by the word they may begin with; the work grows with the sentence."""

    def __init__(self, phrases: Iterable[Phrase | Scattered]) -> None:
        """Sort phrases by their first words."""
        self._by_first: dict[str, list[Phrase]] = {}
        self._scattered: dict[str, list[Scattered]] = {}
        self.words: set[str] = set()
        for phrase in phrases:
            self.words |= _all_words(phrase)
            if isinstance(phrase, Scattered):
                for word in phrase.parts[0]:
                    self._scattered.setdefault(word, []).append(phrase)
            else:
                for word in _firsts(phrase.parts):
                    self._by_first.setdefault(word, []).append(phrase)
        self._lengths = sorted({len(word) - 1 for word in self.words if word.endswith("*")})
        self._forms = lru_cache(_REMEMBERED)(self._forms_of)

    def _forms_of(self, word: str) -> tuple[str, ...]:
        """Give a word as the parts may name it: itself, and `suicid*` for `suicidal`."""
        begins = (f"{word[:length]}*" for length in self._lengths if length <= len(word))
        return (word, *(each for each in begins if each in self.words))

    def find(self, sentence: Words) -> list[PhrasePlace]:
        """Find every phrase wherever it begins."""
        forms = [(_FIRST,), *map(self._forms, sentence), (_LAST,)]
        found: list[PhrasePlace] = []
        for start, these in enumerate(forms):
            tried = dict.fromkeys(each for form in these for each in self._by_first.get(form, ()))
            ends = ((phrase.name, _match(phrase.parts, forms, start)) for phrase in tried)
            found += [_place(name, start, end, len(sentence)) for name, end in ends if end >= 0]
        return [*found, *self._anywhere(forms[1:-1])]

    def _anywhere(self, forms: Sequence[Words]) -> Iterator[PhrasePlace]:
        places = {form: at for at, these in reversed(list(enumerate(forms))) for form in these}
        tried = dict.fromkeys(each for word in places for each in self._scattered.get(word, ()))
        for one in tried:
            firsts = [
                min(map(places.__getitem__, part & places.keys()), default=-1) for part in one.parts
            ]
            start, last = min(firsts), max(firsts)
            if start >= 0 and last - start < _NEAR and len(set(firsts)) == len(firsts):
                yield PhrasePlace(one.name, start, last + 1)


def read_phrase(name: str, line: str, classes: Mapping[str, Iterable[str]]) -> Phrase | Scattered:
    """Read a phrase; raises ValueError for a class that is not there."""
    if _AND in line:
        return Scattered(name, tuple(words_of(part, classes) for part in line.split(_AND)))
    parts = tuple(_part(each, classes) for each in line.split())
    if not any(part.kind is Kind.WORD for part in parts):
        raise ValueError(f"{name}: {line!r} asks for no word.")
    return Phrase(name, parts)


def words_of(text: str, classes: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """Give all words of `a|b|CLASS`; raises ValueError for a class that is not there."""
    found: set[str] = set()
    for each in text.split("|"):
        if each.isupper() and each not in classes:
            raise ValueError(f"There are no words called {each}.")
        found.update(classes[each] if each.isupper() else [intern(each)])
    odd = sorted(word for word in found if not _WORD.fullmatch(word))
    if odd:
        raise ValueError(f"{odd} can never be typed as one word.")
    return _shared(frozenset(found))


@lru_cache(_REMEMBERED)
def _shared(words: frozenset[str]) -> frozenset[str]:
    """Give one of those that are equal: most parts of phrases ask for the same few words."""
    return words


def _part(text: str, classes: Mapping[str, Iterable[str]]) -> PhrasePart:
    if text.startswith("~"):
        return PhrasePart(Kind.GAP, most=int(text[1:] or _GAP))
    if text.startswith(("!", "-")):
        kind = Kind.NOT_NEXT if text[0] == "!" else Kind.NOT_BEFORE
        return PhrasePart(kind, words_of(text[1:], classes))
    if text.endswith("?"):
        return PhrasePart(Kind.MAYBE, words_of(text[:-1], classes))
    return PhrasePart(Kind.WORD, words_of(text, classes))


def _place(name: str, start: int, end: int, length: int) -> PhrasePlace:
    """Give a place without the two ends of the sentence, which are matched like words."""
    first = max(start - 1, 0)
    return PhrasePlace(name, first, max(first, min(end - 1, length)))


def _all_words(phrase: Phrase | Scattered) -> set[str]:
    if isinstance(phrase, Scattered):
        return {word for part in phrase.parts for word in part}
    return {word for part in phrase.parts for word in part.words}


def _firsts(parts: Sequence[PhrasePart]) -> frozenset[str]:
    """Give the words with which a phrase may begin."""
    firsts: frozenset[str] = frozenset()
    for part in parts:
        if part.kind in {Kind.WORD, Kind.MAYBE}:
            firsts |= part.words
        if part.kind is Kind.WORD:
            break
    return firsts


def _match(parts: Sequence[PhrasePart], forms: Sequence[Words], at: int) -> int:
    """Give the place after the phrase if it stands here, else -1."""
    if not parts:
        return at
    part, rest = parts[0], parts[1:]
    if part.kind is Kind.GAP:
        ends = (_match(rest, forms, at + skip) for skip in range(part.most + 1))
        return next((end for end in ends if end >= 0), -1)
    there = _is_at(part, forms, at - 1 if part.kind is Kind.NOT_BEFORE else at)
    if part.kind is Kind.NOT_NEXT or part.kind is Kind.NOT_BEFORE:
        return -1 if there else _match(rest, forms, at)
    end = _match(rest, forms, at + 1) if there else -1
    return _match(rest, forms, at) if end < 0 and part.kind is Kind.MAYBE else end


def _is_at(part: PhrasePart, forms: Sequence[Words], at: int) -> bool:
    return 0 <= at < len(forms) and not part.words.isdisjoint(forms[at])
