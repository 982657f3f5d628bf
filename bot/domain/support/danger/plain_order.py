"""Puts typed words in plain order for reading: short forms written out, hidden letters shown."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from bot.domain.language.folding import fold
from bot.domain.language.look_alikes import read_as

LONGEST = 4000
"""Characters that are read; what comes after them is not."""
Spelt = Callable[[str], str]
"""Gives the word that was meant for one that may be misspelt."""
ENDS = frozenset(".!?;:")

_WORD = re.compile(r"\b\w(?:\.\w\b)+|[^\W_]+(?:['*@$!|][^\W_]+)*|[.!?;:]")
_HIDDEN = str.maketrans({"@": "a", "$": "s", "!": "i", "|": "i", "*": None, ".": None})
_DIGITS = str.maketrans("013457", "oieast")
_CAPITAL_I = re.compile("(?<=[a-z])I+")
"""A capital i within a word, read as a small L."""
_COUNTED = re.compile(r"\d{1,9}([a-z]*)")
_FEWEST_LETTERS = 3
"""So many letters written apart are one word: `k m s`."""
_LONG = 4
"""Letters from which a word is spelt anew."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How people of one language write: what each short form stands for, and what says nothing."""

    short: Mapping[str, Sequence[str]]
    """A word, and the words that it stands for."""
    joined: Mapping[tuple[str, str], str]
    """Two words that are one."""
    fillers: AbstractSet[str]
    """Words that make others stronger and mean nothing by themselves."""
    counted: AbstractSet[str] = frozenset()
    """What may stand right behind a number: 2nd, 40mg."""
    tails: Mapping[str, str] = field(default_factory=dict)
    """What a word behind an apostrophe stands for; nothing where it is left out."""
    negated: Mapping[str, str] = field(default_factory=dict)
    """An ending that negates a word, and the word that it stands for."""
    spoken: Mapping[str, str] = field(default_factory=dict)
    """An ending as it is spoken, and as it is written: `killin` is `killing`."""
    endings: tuple[str, ...] = ()
    """What is cut off a word before the scores look at it, the longest first."""


def sentences(
    text: str, habits: Habits, known: AbstractSet[str], spelt: Spelt
) -> list[tuple[str, ...]]:
    """Give the words of each sentence; a word that is not `known` is the one that was meant."""
    found: list[tuple[str, ...]] = []
    current: list[str] = []
    for token in _joined(_written_out(_tokens(text), habits), habits.joined):
        if token in ENDS:
            found.append(tuple(current))
            current = []
        elif token not in habits.fillers:
            current.append(_meant(token, known, spelt, habits))
    found.append(tuple(current))
    again = (tuple(_joined(words, habits.joined)) for words in found)
    return [words for words in again if words]


def _read(text: str) -> str:
    """Fold a text; letters of other scripts that look like ours are read as ours."""
    folded = fold(_CAPITAL_I.sub(lambda mark: "l" * len(mark.group()), text))
    return folded if folded.isascii() else read_as(folded)


def _tokens(text: str) -> Iterator[str]:
    letters: list[str] = []
    for token in _WORD.findall(_read(text[:LONGEST])):
        if len(token) == 1 and token.isalpha():
            letters.append(token)
            continue
        yield from _together(letters)
        letters = []
        yield token
    yield from _together(letters)


def _together(letters: Sequence[str]) -> Iterable[str]:
    return ["".join(letters)] if len(letters) >= _FEWEST_LETTERS else letters


def _written_out(tokens: Iterable[str], habits: Habits) -> Iterator[str]:
    for token in tokens:
        if token in habits.short or token in ENDS:
            yield from habits.short.get(token, [token])
            continue
        shown = _shown(token, habits)
        yield from habits.short.get(shown) or _without_apostrophe(shown, habits)


def _shown(token: str, habits: Habits) -> str:
    """Give the letters that somebody hid: `su1c1de`, `k!ll`, `su*cide`."""
    plain = token.translate(_HIDDEN)
    counted = _COUNTED.fullmatch(plain)
    is_count = counted and (not counted[1] or counted[1] in habits.counted)
    return plain if plain.isalpha() or is_count else plain.translate(_DIGITS)


def _without_apostrophe(word: str, habits: Habits) -> Iterator[str]:
    head, _, tail = word.rpartition("'")
    if not head:
        yield word
    elif negated := _ending(word, habits.negated):
        yield from (word.removesuffix(negated), habits.negated[negated])
    elif tail in habits.tails:
        yield from habits.short.get(head, [head])
        yield from filter(None, [habits.tails[tail]])
    else:
        yield word.replace("'", "")


def _joined(tokens: Iterable[str], joined: Mapping[tuple[str, str], str]) -> Iterator[str]:
    before = ""
    for token in tokens:
        both = joined.get((before, token))
        if both is None and before:
            yield before
        before = both or token
    if before:
        yield before


def _meant(word: str, known: AbstractSet[str], spelt: Spelt, habits: Habits) -> str:
    """Give the word that was meant: `killin` is `killing`, `sucidal` is `suicidal`."""
    if len(word) < _LONG or word in known or not word.isalpha():
        return word
    ending = _ending(word, habits.spoken)
    spoken = word.removesuffix(ending) + habits.spoken[ending] if ending else ""
    return spoken if spoken in known else spelt(word)


def _ending(word: str, endings: Iterable[str]) -> str:
    """Give the first of these endings that a word has; nothing where it has none."""
    return next((ending for ending in endings if word.endswith(ending)), "")
