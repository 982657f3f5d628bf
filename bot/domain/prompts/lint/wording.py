"""Words at fault in a prompt: a label for a person, and a tone that preaches, blames or counts."""

import re
from collections.abc import Iterable, Iterator

from bot.domain.language.folding import fold
from bot.domain.language.rule_sets import Words


def labels_in(text: str, labels: Iterable[tuple[Words, str]]) -> Iterator[tuple[str, str]]:
    """Give each label word in a text with respectful words instead, in the order of the list."""
    plain = fold(text)
    for words, instead in labels:
        for match in words.finditer(plain):
            yield match.group(), instead


def tones_in(text: str, tones: Iterable[tuple[str, re.Pattern[str]]]) -> Iterator[tuple[str, str]]:
    """Give each fault of tone in a text in lower case: the rule, and the words at fault."""
    for rule, words in tones:
        if found := words.search(text):
            yield rule, found.group().strip(" .,;!")
