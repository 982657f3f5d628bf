"""Look-alikes: what a name reads like, so that two that would be taken for each other are found.

The idea is the skeleton of Unicode's UTS 39: letters of any script, in any style, become the plain
ones they are read as; what separates them, stands on them or is not seen is left out.
"""

import unicodedata

from bot.domain.folding import one_line
from bot.domain.look_alike_table import LOOK_ALIKES

_LEFT_OUT = frozenset("CPZ")
"""Categories: what is not seen, punctuation, blanks."""
_VOWELS = range(0x0900, 0x1AB0)
"""Marks of scripts from Devanagari to Tai Tham, most of them vowels."""
_PLAIN = {mark: letter for letter, marks in LOOK_ALIKES.items() for mark in marks}
_SQUARED = ((0x1F150, 26), (0x1F170, 26), (0x1F1E6, 26))
"""White letters in circles and squares, and the letters that flags are made of."""
_PLAIN |= {chr(first + n): chr(ord("A") + n) for first, many in _SQUARED for n in range(many)}
_SPELT = str.maketrans("|10", "llo")
_BENT = str.maketrans("l|!01345789@$", "iiioieastbgas")
"""Figures and signs written for letters, in words that are looked for in a name."""


def looks(name: str) -> frozenset[str]:
    """Give what a name reads like; two that share one of these would be taken for each other.

    A capital i is read in two ways, for in most typefaces it is a small L.
    """
    letters = _letters(name) or one_line(name)
    return frozenset(_spelt(one) for one in (letters, letters.replace("I", "l")))


def read_as(name: str) -> str:
    """Give a name in the plain letters it reads like, capital and small, without marks on them.

    Vowels that a script writes as marks stay on its own letters.
    """
    kept: list[str] = []
    for mark in unicodedata.normalize("NFKD", one_line(name)):
        if unicodedata.category(mark)[0] != "M":
            kept.append(_PLAIN.get(mark) or _upright(mark))
        elif kept and not kept[-1].isascii() and ord(mark) in _VOWELS:
            kept.append(mark)
    return "".join(kept)


def sounds(word: str) -> str:
    """Give what a word may be meant to read like: figures and signs stand for letters too."""
    return bent(read_as(word))


def bent(plain: str) -> str:
    """Give the same of a word that is in plain letters already (`read_as`)."""
    letters = plain.casefold().translate(_BENT)
    return _joined("".join(mark for mark in letters if mark.isalnum()))


def _letters(name: str) -> str:
    kept = (mark for mark in read_as(name) if unicodedata.category(mark)[0] not in _LEFT_OUT)
    return "".join(kept)


def _upright(mark: str) -> str:
    """Give the plain letter that a small letter's capital is read as: Cyrillic t, m, k."""
    return _PLAIN.get(mark.upper(), mark)


def _spelt(letters: str) -> str:
    return _joined(letters.casefold().translate(_SPELT))


def _joined(letters: str) -> str:
    return letters.replace("vv", "w").replace("rn", "m")
