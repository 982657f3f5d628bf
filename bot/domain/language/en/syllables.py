"""How many syllables an English word has, by its vowels."""

import re

_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^aeiouyl]e|[^aeiouytd]ed|[^aeiouyscxzgh]es)$")
_SILENT_INSIDE = re.compile(r"(?:some|there|where|home|every)(?=[^aeiou])\w")
_SPLIT_VOWELS = re.compile(r"i(?:a|o(?!u))|eo(?!n|ple)|ua|(?<!^)y[ao]|[^q]ui(?=n)|uie|eing")


def syllables(word: str) -> int:
    """Count the syllables of one lower-case English word by its vowels; at least 1, roughly."""
    groups = len(_VOWELS.findall(word))
    groups += len(_SPLIT_VOWELS.findall(word))
    groups -= bool(_SILENT.search(word)) + bool(_SILENT_INSIDE.match(word))
    return max(1, groups)
