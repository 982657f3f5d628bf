"""How hard a text is to read: the Flesch-Kincaid school grade, reckoned on our own."""

import re
from collections.abc import Callable

from bot.domain.prompts.theme import words_in

_SENTENCE_END = re.compile(r"[.!?:\N{HORIZONTAL ELLIPSIS}](?=\s|$)")


def grade(text: str, syllables: Callable[[str], int]) -> float:
    """Give the school grade at which a text reads easily; 0 or less is very easy."""
    words = words_in(text)
    if not words:
        return 0.0
    sentences = max(1, len(_SENTENCE_END.findall(text.strip())))
    sounds = sum(syllables(word) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * sounds / len(words) - 15.59
