"""The rules for questions by language. A language without any is linted for its form alone."""

from collections.abc import Mapping

from bot.domain.language import en
from bot.domain.language.rule_sets import PromptRules

_RULES: Mapping[str, PromptRules] = {"en": en.PROMPTS}


def prompt_rules(language: str) -> PromptRules | None:
    """Give the rules of a language, or of the one it is a kind of: `en-GB` is read as `en`."""
    return _RULES.get(language) or _RULES.get(language.partition("-")[0])
