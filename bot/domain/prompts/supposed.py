"""What a question takes for granted, guessed from its own words."""

from bot.domain.language.folding import fold
from bot.domain.language.registry import FALLBACK, points_back_rules, supposed_rules, unnamed_rules
from bot.domain.prompts.circumstance import Circumstance


def supposed(text: str, language: str = FALLBACK) -> frozenset[Circumstance]:
    """Guess what a question takes for granted."""
    plain = fold(text)
    told = supposed_rules(language).items()
    return frozenset(Circumstance(name) for name, words in told if words.search(plain))


def points_back(text: str, language: str = FALLBACK) -> bool:
    """Tell whether a question points to something that was said before, and opens no talk."""
    plain, rules = fold(text), points_back_rules(language)
    named = all(
        name.search(plain, 0, one.start())
        for small, name in unnamed_rules(language)
        for one in small.finditer(plain)
    )
    return bool(rules and rules.search(plain)) or not named
