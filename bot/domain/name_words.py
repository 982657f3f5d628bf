"""Words that a name may not say of its bearer: parts in the group, lines to call, nobody."""

import re
from itertools import pairwise

from bot.domain.look_alikes import bent, read_as, sounds


def _each(words: str) -> frozenset[str]:
    return frozenset(map(sounds, words.split()))


_LEADING = _each("facilitator cofacilitator facilitates facilitating host cohost lead leads leader")
"""Parts of who facilitates."""
_MANAGING = _each("admin sysadmin administrator moderator mod organiser organizer owner staff")
"""Parts of who manages the server."""
_NOBODYS = _each("openround bot discord system crisisline helpline hotline lifeline supportteam")
"""What no member is."""
_OF_TWO_WORDS = _each("openround crisisline helpline hotline lifeline supportteam cohost")
_NAMELESS = _each(
    "somebody someone nobody everyone everybody anybody anyone anonymous here somebodyhere "
    "someonehere everyonehere"
)
"""Whole names that stand over words without a name, or mean everybody."""
_BESIDE = _each("the your our my co head official team line of support crisis")
"""Words that mean nothing without the part they stood beside."""
_SPELT_OUT = 3
"""So many single letters one after the other are one word."""
_WORD = re.compile(r"[^\W_]+(?:[@!$|][^\W_]+)*")
"""A word, also with signs that stand for letters in it."""
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BETWEEN = re.compile(r"[\s_/|()\[\]{}<>.:,;~*\u00b7\u2022\u2010-\u2015\-]+")


def says_a_part(name: str, *, leads: bool = False, manages: bool = False) -> bool:
    """Tell whether a name says a part that its bearer does not have, however it is spelt."""
    barred = _NOBODYS | (frozenset() if leads else _LEADING)
    barred |= frozenset() if leads or manages else _MANAGING
    said = _sounding(name)
    return bool(barred & (said | {word.removesuffix("s") for word in said}))


def is_nameless(name: str) -> bool:
    """Tell whether a name is one of those that stand for nobody in particular."""
    return sounds(name.strip("@0123456789 ")) in _NAMELESS


def without_parts(name: str, *, leads: bool = False, manages: bool = False) -> str:
    """Give what is left of a name without the parts it says: "Ana (Facilitator)" is "Ana".

    Nothing, where no single word of it says them.
    """
    chunks = [chunk for chunk in _BETWEEN.split(name) if chunk]
    kept = [one for one in chunks if not says_a_part(one, leads=leads, manages=manages)]
    told = [one for one in kept if sounds(one) not in _BESIDE and not one.isdecimal()]
    return " ".join(told) if len(kept) < len(chunks) else ""


def _sounding(name: str) -> frozenset[str]:
    """Give what the words of a name may be meant to read like, also two as one, or spelt out."""
    plain = read_as(name)
    words = [_bare(word) for word in _WORD.findall(_HUMP.sub(" ", plain))]
    whole = [_bare(word) for word in _WORD.findall(plain)]
    pairs = {bent(one + two) for one, two in pairwise(words)} & _OF_TWO_WORDS
    single = [word for word in words if len(word) == 1]
    spelt = ["".join(single)] if len(single) >= _SPELT_OUT else []
    return frozenset(map(bent, [*words, *whole, *spelt])) | pairs


def _bare(word: str) -> str:
    """Give a word without the number behind it."""
    return word.rstrip("0123456789") or word
