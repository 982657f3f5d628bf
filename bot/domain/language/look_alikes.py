"""Look-alikes: what a name reads like, so that two that would be taken for each other are found.

The idea is the skeleton of Unicode's UTS 39: letters of any script, in any style, become the plain
ones they are read as; what separates them, stands on them or is not seen is left out.
"""

import re
import unicodedata

from bot.domain.language.folding import one_line
from bot.domain.language.look_alike_table import LOOK_ALIKES

_UNREAD, _UNSEEN = "CPSZ", "CPZ"
"""Categories: what is not seen, punctuation, signs, blanks; the same but for signs."""
_PICTURES = (range(0x2600, 0x27C0), range(0x2B00, 0x2C00), range(0x1F000, 0x1FB00))
"""Signs that are pictures (emoji): a name may be made of them alone."""
_INSIDE = re.compile(r"(?<=[^\W\d_])[34578@$!]+(?=[^\W\d_])")
"""Figures and signs inside a word: there they stand for letters."""
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

    A capital i is read in two ways, for in most typefaces it is a small L; so is an upright line.
    Pictures count where there is nothing else.
    """
    plain = read_as(name)
    inside = _INSIDE.sub(lambda found: found[0].translate(_BENT), plain)
    letters = {_letters(one) for one in (plain, plain.replace("|", ""), inside)} - {""}
    readings = letters or {_letters(plain, _UNSEEN) or one_line(name)}
    upright = {one.replace("I", "l") for one in readings}
    return frozenset(map(_spelt, readings | upright))


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


def is_picture(mark: str) -> bool:
    """Tell whether a sign is a picture."""
    return any(ord(mark) in some for some in _PICTURES)


def _letters(plain: str, left_out: str = _UNREAD) -> str:
    """Give what is read of a name: no punctuation, no blanks, and no signs but an upright line."""
    kept = (m for m in plain if m == "|" or unicodedata.category(m)[0] not in left_out)
    return "".join(kept)


def _upright(mark: str) -> str:
    """Give the plain letter that a small letter's capital is read as: Cyrillic t, m, k."""
    return _PLAIN.get(mark.upper(), mark)


def _spelt(letters: str) -> str:
    return _joined(letters.casefold().translate(_SPELT))


def _joined(letters: str) -> str:
    return letters.replace("vv", "w").replace("rn", "m")
