"""Words that a name may not say of its bearer: parts in the group, lines to call, nobody."""

import re

from bot.domain.language.look_alikes import bent, is_picture, read_as, sounds
from bot.domain.language.registry import name_rules
from bot.domain.language.spelling_slips import is_slip
from bot.domain.meeting.names.help_line_names import AS_THEY_STAND, EMERGENCY, LINES


def _each(words: frozenset[str]) -> frozenset[str]:
    return frozenset(map(sounds, words))


_RULES = name_rules()
_LEADING, _MANAGING = _each(_RULES.leading), _each(_RULES.managing)
_NOBODYS = LINES | _each(_RULES.nobodys)
_OF_MORE_WORDS = LINES | _each(_RULES.of_more_words)
_SLIPPED = _each(_RULES.slipped)
_NAMELESS, _BESIDE = _each(_RULES.nameless), _each(_RULES.beside)
_SPELT_OUT = 3
"""So many single letters one after the other are one word."""
_LONGEST_RUN = 6
"""So many words may make up what a help line is called."""
_A_TELEPHONE_NUMBER = 3
"""From so many figures on, a name of nothing else may be one."""
_WORD = re.compile(r"[^\W_]+(?:[@!$|][^\W_]+)*")
"""A word, also with signs that stand for letters in it."""
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BETWEEN = re.compile(r"[\s_/|()\[\]{}<>.:,;~*\u00b7\u2022\u2010-\u2015\-]+")


def says_a_part(name: str, *, leads: bool = False, manages: bool = False) -> bool:
    """Tell whether a name says a part that its bearer does not have, however it is spelt."""
    barred = _NOBODYS | (frozenset() if leads else _LEADING)
    barred |= frozenset() if leads or manages else _MANAGING
    plain = read_as(name)
    said, runs = _sounding(plain), _runs(plain)
    if barred & _or_one(said) or barred & _OF_MORE_WORDS & _or_one(runs) or _calls(plain):
        return True
    in_one, in_more = _SLIPPED & barred, _SLIPPED & barred & _OF_MORE_WORDS
    return any(is_slip(word, part) for word in said for part in in_one) or any(
        is_slip(word, part) for word in runs for part in in_more
    )


def is_nameless(name: str) -> bool:
    """Tell whether a name is one of those that stand for nobody in particular."""
    return sounds(name.strip("@0123456789 ")) in _NAMELESS


def without_parts(name: str, *, leads: bool = False, manages: bool = False) -> str:
    """Give what is left of a name without the parts it says: "Ana (Facilitator)" is "Ana".

    Nothing, where no single word of it says them.
    """
    for chunks in (_BETWEEN.split(name), name.split(" ")):
        pieces = [one for one in chunks if one]
        kept = [one for one in pieces if not says_a_part(one, leads=leads, manages=manages)]
        if len(kept) < len(pieces):
            return " ".join(one for one in kept if _tells(one))
    return ""


def _tells(chunk: str) -> bool:
    """Tell whether a piece of a name means anybody without the part that stood beside it."""
    letters = any(mark.isalpha() or is_picture(mark) for mark in chunk)
    return letters and sounds(chunk) not in _BESIDE


def words_of(plain: str) -> list[str]:
    """Give the words of a name in plain letters (`read_as`), also those that stand without blanks.

    In "FranLeads" there are two.
    """
    return _WORD.findall(_HUMP.sub(" ", plain))


def _sounding(plain: str) -> frozenset[str]:
    """Give what the words of a name may be meant to read like, also in pieces, or spelt out."""
    words = [_bare(word) for word in words_of(plain)]
    whole = [_bare(word) for word in _WORD.findall(plain)]
    in_pieces = ["".join(_WORD.findall(chunk)) for chunk in plain.split()]
    single = [word for word in words if len(word) == 1]
    spelt = ["".join(single)] if len(single) >= _SPELT_OUT else []
    return frozenset(map(bent, [*words, *whole, *in_pieces, *spelt]))


def _runs(plain: str) -> frozenset[str]:
    """Give what two and more words of a name make together."""
    words = [bent(word) for word in words_of(plain)]
    return frozenset(
        "".join(words[start:end])
        for start in range(len(words))
        for end in range(start + 2, min(start + _LONGEST_RUN, len(words)) + 1)
    )


def _or_one(words: frozenset[str]) -> frozenset[str]:
    """Give words with what each of them is one more of: a host, for hosts."""
    endings = _RULES.plurals
    return words | {word.removesuffix(ending) for word in words for ending in endings}


def _calls(plain: str) -> bool:
    """Tell whether a name is a number to call, or what a help line with a short name is called."""
    seen = "".join(mark for mark in plain if mark.isalnum())
    if seen.casefold() in AS_THEY_STAND or EMERGENCY & set(_WORD.findall(plain)):
        return True
    return seen.isdecimal() and len(seen) >= _A_TELEPHONE_NUMBER


def _bare(word: str) -> str:
    """Give a word without the number behind it."""
    return word.rstrip("0123456789") or word
