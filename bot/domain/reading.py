"""How hard a text is to read: the Flesch-Kincaid school grade, reckoned on our own."""

import re

from bot.domain.theme import words_in

_SENTENCE_END = re.compile(r"[.!?:\N{HORIZONTAL ELLIPSIS}](?=\s|$)")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^aeiouyl]e|[^aeiouytd]ed|[^aeiouyscxzgh]es)$")
_SPLIT_VOWELS = re.compile(r"i(?:a|o(?!u))|eo(?!n|ple)|ua|(?<!^)y[ao]|[^q]ui(?=n)|uie|eing")


def grade(text: str) -> float:
    """Give the school grade at which a text reads easily; 0 or less is very easy."""
    words = words_in(text)
    if not words:
        return 0.0
    sentences = max(1, len(_SENTENCE_END.findall(text.strip())))
    sounds = sum(syllables(word) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * sounds / len(words) - 15.59


def syllables(word: str) -> int:
    """Count the syllables of one lower-case English word by its vowels; at least 1, roughly."""
    groups = len(_VOWELS.findall(word))
    groups += len(_SPLIT_VOWELS.findall(word))
    groups -= bool(_SILENT.search(word))
    return max(1, groups)
