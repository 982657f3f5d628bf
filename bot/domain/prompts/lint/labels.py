"""Words that turn a person into a label or a week into a verdict, and what to say instead."""

from collections.abc import Iterable, Iterator

from bot.domain.language.folding import fold
from bot.domain.language.rule_sets import Words


def labels_in(text: str, labels: Iterable[tuple[Words, str]]) -> Iterator[tuple[str, str]]:
    """Give each label word in a text with respectful words instead, in the order of the list."""
    plain = fold(text)
    for words, instead in labels:
        for match in words.finditer(plain):
            yield match.group(), instead
