"""Does a prompt sound as people speak? What is stiff, long, tripping, pushing or out of a book."""

from collections.abc import Iterator

from bot.domain.finding import Finding
from bot.domain.language.folding import fold
from bot.domain.language.rule_sets import PromptRules
from bot.domain.prompts.lint.row import found, said
from bot.domain.prompts.lint.wording import tones_in
from bot.domain.prompts.prompt import Prompt, Purpose
from bot.domain.prompts.theme import words_in

BREATH = 24
"""Words that one breath holds."""


def contractions(prompt: Prompt, rules: PromptRules) -> Iterator[Finding]:
    """Find what a speaker would say shorter: `you are tired of`."""
    long = {one: short for text in said(prompt) for one, short in rules.uncontracted(fold(text))}
    for words, short in long.items():
        yield found(prompt, "contraction", words, words=repr(words), instead=short)


def breath(prompt: Prompt, _: PromptRules) -> Iterator[Finding]:
    """Find what is longer than a breath; a summary may take two."""
    count = len(words_in(prompt.text))
    if count > BREATH and prompt.purpose is not Purpose.SUMMARY:
        yield found(prompt, "breath", count=count, most=BREATH)


def habits(prompt: Prompt, rules: PromptRules) -> Iterator[Finding]:
    """Find garden paths, double meanings, guilt, selling, ready answers and words out of books."""
    for text in said(prompt):
        for rule, words in tones_in(fold(text), rules.spoken):
            yield found(prompt, rule, words, words=repr(words))
