"""What our own cards say of people: a name that says it would read like a line of ours."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.domain.language.look_alikes import bent, read_as, sounds
from bot.domain.language.registry import name_rules
from bot.domain.meeting.names.name_words import words_of

_RULES = name_rules()
_SAYINGS = tuple(tuple(map(sounds, saying.split())) for saying in _RULES.sayings)
"""The longer ones first. `Floor` is a name: it is barred with `the` alone."""
_BEFORE = frozenset(map(sounds, _RULES.before))
_BETWEEN = frozenset(map(sounds, _RULES.between))
_GLUED = frozenset(map(sounds, _RULES.glued))


class _Word(NamedTuple):
    said: str
    chunk: int
    """Which of the pieces between blanks it stands in."""


def says_a_line(name: str) -> bool:
    """Tell whether a name says what the cards say of people."""
    words = _words(name)
    glued = "".join(word.said for word in words)
    return _line_at(words) is not None or any(saying in glued for saying in _GLUED)


def without_lines(name: str) -> str:
    """Give what is left of a name without what the cards say: "Ana has the floor" is "Ana"."""
    chunks = name.split(" ")
    while (at := _line_at(words := _words(" ".join(chunks)))) is not None:
        first, place = words[at].said in _BEFORE and at == 0, words[at].chunk
        chunks = chunks[1:] if first else chunks[:place]
    return " ".join(chunks)


def _line_at(words: Sequence[_Word]) -> int | None:
    """Give where such a saying begins; None without one."""
    said = [word.said for word in words]
    for at, word in enumerate(said):
        if word in _BETWEEN and 0 < at < len(said) - 1:
            return at
        if any(tuple(said[at : at + len(saying)]) == saying for saying in _SAYINGS):
            return at
    return None


def _words(name: str) -> list[_Word]:
    chunks = enumerate(name.split(" "))
    return [_Word(bent(word), at) for at, chunk in chunks for word in words_of(read_as(chunk))]
