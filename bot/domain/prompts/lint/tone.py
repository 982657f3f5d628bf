"""How a sentence lands in a tired person: what preaches, blames, pries, counts or assumes."""

import re
from collections.abc import Iterable, Iterator


def tones_in(text: str, tones: Iterable[tuple[str, re.Pattern[str]]]) -> Iterator[tuple[str, str]]:
    """Give each fault of tone in a text in lower case: the rule, and the words at fault."""
    for rule, words in tones:
        if found := words.search(text):
            yield rule, found.group().strip(" .,;!")
