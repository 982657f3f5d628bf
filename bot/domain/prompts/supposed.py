"""What a question takes for granted, guessed from its own words."""

from bot.domain.language.folding import fold
from bot.domain.language.registry import FALLBACK, supposed_rules
from bot.domain.prompts.circumstance import Circumstance


def supposed(text: str, language: str = FALLBACK) -> frozenset[Circumstance]:
    """Guess what a question takes for granted."""
    plain = fold(text)
    told = supposed_rules(language).items()
    return frozenset(Circumstance(name) for name, words in told if words.search(plain))
