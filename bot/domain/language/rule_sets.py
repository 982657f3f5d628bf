"""What the rules of one language are made of; each language has a folder beside this module."""

import re
from collections.abc import Callable
from dataclasses import dataclass

Words = re.Pattern[str]
"""Words to look for in a text that was folded."""


@dataclass(frozen=True, slots=True)
class QuestionRules:
    """How questions are built."""

    opens: Words
    """The beginning of a clause that cannot be answered with yes or no."""
    invites: Words
    """The same without a question mark: tell us, describe."""
    yes_no: Words
    """A clause that yes or no would answer."""
    tail: Words
    """The same at the end of an open question."""
    one_fact: Words
    """What a number or a date would answer."""
    second: Words
    """A second question in the same sentence."""
    story: Words
    """An invitation that asks by itself."""
    aside: Words
    """Words between commas that ask nothing; the first group is what stands before them."""


@dataclass(frozen=True, slots=True)
class PromptRules:
    """By what words the linter tells whether a question is open, kind and plain."""

    questions: QuestionRules
    labels: tuple[tuple[Words, str], ...]
    """Words that label or judge, and what to say instead."""
    tones: tuple[tuple[str, Words], ...]
    """A rule of the linter, and the words that break it."""
    should: Words
    advice: Words
    why: Words
    scale: Words
    praise: Words
    effort: Words
    """What makes praise an affirmation."""
    syllables: Callable[[str], int]
