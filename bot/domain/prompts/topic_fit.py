"""How well prompts fit what a group talks about: by their themes, and by the topic's own words."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2

from bot.domain.language.folding import fold
from bot.domain.language.registry import FALLBACK, word_rules
from bot.domain.prompts.theme import Theme, stem, themes_in, words_in

A_THEME, A_WORD = 3.0, 0.6
"""What a theme in common counts, and a word for each halving of those prompts that have it."""
IN_TEXT = 1.4
"""So much more a word counts in the question itself than in what one would type for it."""
BESIDES = 0.5
"""What each theme takes away that the topic did not bring up."""
MOST_HALVINGS = 8.0
"""A word that is rarer still counts no more."""
_SHORTEST, _SHORTEST_STEM = 3, 5
_MARKS = str.maketrans('"(-', "   ")
"""What may stand before a word without a blank."""


@dataclass(frozen=True, slots=True)
class SaidOf:
    """What a prompt has in common with a topic."""

    themes: frozenset[Theme]
    in_text: frozenset[str]
    in_lines: frozenset[str]
    """Words in what facilitators would type when they want it."""


def topic_fits(
    topic: str | None,
    prompts: Iterable[tuple[str, Sequence[str], frozenset[Theme]]],
    language: str = FALLBACK,
) -> list[int]:
    """Say for each prompt (text, lines, themes) how well it fits; rounded, so that some are equal.

    A word that many prompts have tells little, and one that all have nothing.
    """
    about, words = themes_in(topic, language), _words(topic, language)
    said = [
        SaidOf(themes, _found((text,), words), _found(lines, words))
        for text, lines, themes in prompts
    ]
    tells = {word: _telling(word, said) for word in words}
    return [_fit(one, about, tells) for one in said]


def _fit(one: SaidOf, about: frozenset[Theme], tells: Mapping[str, float]) -> int:
    shared = about & one.themes
    in_text = sum(tells[word] for word in one.in_text)
    named = IN_TEXT * in_text + sum(tells[word] for word in one.in_lines - one.in_text)
    if not shared and not named:
        return 0
    outweighs_where_and_when = A_THEME * (Theme.LAPSE_LEARNING in shared)
    besides = BESIDES * len(one.themes - about)
    return round(A_THEME * len(shared) + outweighs_where_and_when + A_WORD * named - besides)


def _telling(word: str, said: Sequence[SaidOf]) -> float:
    having = sum(word in one.in_text or word in one.in_lines for one in said)
    return min(MOST_HALVINGS, log2((1 + len(said) / having) / 2)) if having else 0.0


def _words(topic: str | None, language: str) -> frozenset[str]:
    """Give what a topic's words begin with; a stem that is short would meet too many others."""
    fillers = word_rules(language).fillers
    known = {word for word in words_in(topic or "") if word not in fillers}
    stems = {word: stem(word, language) for word in known if len(word) >= _SHORTEST}
    return frozenset(
        short if len(short) >= _SHORTEST_STEM else word.removesuffix("s")
        for word, short in stems.items()
    )


def _found(lines: Collection[str], words: Collection[str]) -> frozenset[str]:
    """Give those words that stand in any of the lines, with any ending."""
    if not words:
        return frozenset()
    spoken = " " + fold(" ".join(lines)).translate(_MARKS)
    return frozenset(word for word in words if f" {word}" in spoken)
