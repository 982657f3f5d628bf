"""Names that lean on the name of who leads: "the real Fran", "Fran official", "Franleads"."""

from bot.domain.language.look_alikes import is_picture, looks, read_as
from bot.domain.language.registry import name_rules
from bot.domain.meeting.names.name_words import words_of

_RULES = name_rules()
_CLAIMS = _RULES.claims
_BESIDE = _CLAIMS | _RULES.linking
_LONG_ENOUGH = 2
"""A name of one letter stands in too many others by chance."""
_APOSTROPHES = "'\u2019"


def leans_on(name: str, lead: str) -> bool:
    """Tell whether a name is that of who leads with something beside it.

    A number beside it is fine: that is how two of one name are told apart.
    """
    theirs = [looks(word) for word in _words(lead)]
    if not theirs or max(map(len, looks(lead))) < _LONG_ENOUGH:
        return False
    return _stands_in(theirs, name) or _is_glued_to(looks(lead), name)


def _stands_in(theirs: list[frozenset[str]], name: str) -> bool:
    """Tell whether a name has the words of another, and more of them or a picture."""
    mine = [looks(word) for word in _words(name) if not word.isdecimal()]
    size = len(theirs)
    found = any(
        all(one & other for one, other in zip(mine[at:], theirs, strict=False))
        for at in range(len(mine) - size + 1)
    )
    return found and (len(mine) > size or any(map(is_picture, name)))


def _is_glued_to(theirs: frozenset[str], name: str) -> bool:
    """Tell whether a name is another and a claim, written as one or in pieces."""
    return any(
        mine.startswith(lead, at) and _is_claim(mine[:at] + mine[at + len(lead) :])
        for mine in looks(name)
        for lead in theirs
        for at in range(len(mine))
    )


def _is_claim(letters: str) -> bool:
    """Tell whether letters are nothing but words of a claim, one after the other."""
    reached = {0: False}
    """How far words lead, and whether one of them claims something."""
    for at in range(len(letters)):
        fitting = [one for one in _BESIDE if at in reached and letters.startswith(one, at)]
        for word in fitting:
            end = at + len(word)
            reached[end] = reached.get(end, False) or reached[at] or word in _CLAIMS
    return reached.get(len(letters), False)


def _words(name: str) -> list[str]:
    """Give the words of a name; what a hyphen or an apostrophe joins is one: Mary-Lou, O'Neil.

    An s behind an apostrophe is not: Fran's.
    """
    words: list[str] = []
    for chunk in read_as(name).split():
        stem = chunk
        for mark in _APOSTROPHES:
            head, _, tail = chunk.rpartition(mark)
            if mark in chunk and tail.casefold() in _RULES.owning:
                stem, words = head, [*words, tail.casefold()]
            stem = stem.replace(mark, "")
        parts = words_of(stem)
        joined = "-" in stem and all(part[:1].isalpha() for part in parts)
        words += ["".join(parts)] if joined else parts
    return words
