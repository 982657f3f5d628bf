"""What listens for a danger to life: the rules, weights and words of each language."""

from dataclasses import dataclass

from bot.content import danger
from bot.content.lookup import languages, words
from bot.domain.language.spelling import Speller
from bot.domain.support.danger.hearing import Rules, hear
from bot.domain.support.danger.level import Care
from bot.domain.support.danger.plain_order import Spelt
from bot.domain.support.danger.score import ScoreWeights


@dataclass(frozen=True, slots=True)
class Listener:
    """What is needed to hear a danger in one language."""

    rules: Rules
    spelt: Spelt
    weights: ScoreWeights | None

    def hear(self, text: str, *, own: bool) -> Care | None:
        """Say what was heard; `own` are words that somebody writes for themselves."""
        return hear(text, self.rules, self.spelt, self.weights, own=own)


def in_every_language() -> tuple[Listener, ...]:
    """Listen in every language that has rules: people in fear write in whichever is theirs."""
    return tuple(map(_listener, danger.languages()))


def _listener(language: str) -> Listener:
    rules = danger.load(language)
    known = dict.fromkeys(filter(str.isalpha, rules.known), 1)
    # Without a table of a language's words, many of its words would be taken for one of danger.
    spelt = Speller(words(language), known, language).meant if language in languages() else str
    return Listener(rules, spelt, danger.weights(language))
