"""The one place that chooses the rules of a language; everything else asks here.

English is known in full. Another language has what its folder has; what happens without a part is
said beside the function that gives it.
"""

from collections.abc import Mapping
from dataclasses import fields
from functools import cache, reduce

from bot.domain.language import en
from bot.domain.language.en.situation import SITUATIONS
from bot.domain.language.en.when.times import TIMES
from bot.domain.language.en.words import SPELLING, WORDS
from bot.domain.language.rule_sets import (
    CircumstanceRules,
    LanguageRules,
    NameRules,
    PromptRules,
    SituationRules,
    SpellingRules,
    ThemeRules,
    TimeRules,
    WordRules,
    Words,
)

FALLBACK = "en"
"""The language that has every rule."""
RULES: dict[str, LanguageRules] = {"en": en.RULES}
"""All languages with rules of their own; a new one is entered here."""
_NONE = LanguageRules()


def rules_of(language: str) -> LanguageRules:
    """Give the rules of a language, or of the one it is a kind of: `en-GB` is read as `en`."""
    return RULES.get(language) or RULES.get(language.partition("-")[0], _NONE)


def prompt_rules(language: str) -> PromptRules | None:
    """Give what questions are linted by; without it only their form is."""
    rules = rules_of(language).prompts
    return None if rules is None else rules()


def theme_rules(language: str) -> ThemeRules | None:
    """Give the words that point to themes; without them no words do."""
    return rules_of(language).themes


@cache
def word_rules(language: str) -> WordRules:
    """Give how kindred words are told; without it as in English."""
    return rules_of(language).words or WORDS


def spelling_rules(language: str) -> SpellingRules:
    """Give which slips are usual; without it those of English."""
    return rules_of(language).spelling or SPELLING


def time_rules(language: str) -> TimeRules:
    """Give how times are said; without it as in English. Dates in figures are read in any case."""
    return rules_of(language).times or TIMES


def reads_times(language: str) -> bool:
    """Tell whether a language has a grammar of its own for times: then no larger reader guesses."""
    return rules_of(language).times is not None


def situation_rules(language: str) -> SituationRules:
    """Give how people put what happened; without it as in English."""
    return rules_of(language).situations or SITUATIONS


def circumstance_rules(language: str) -> CircumstanceRules | None:
    """Give how people tell what happened to whom; without it nothing is taken as told."""
    return rules_of(language).circumstances


def name_rules() -> NameRules:
    """Give what a name may not say, in all languages together: nobody knows which one it is in."""
    return reduce(together, (one.names for one in RULES.values() if one.names))


def together(one: NameRules, other: NameRules) -> NameRules:
    """Give the words of two languages."""
    both = {each.name: getattr(one, each.name) for each in fields(NameRules)}
    for name, words in both.items():
        more = getattr(other, name)
        both[name] = words | more if isinstance(words, frozenset) else (*words, *more)
    return NameRules(**both)


def closeness_rules() -> tuple[Words, ...]:
    """Give what pushes closeness, in all languages: a question too many is left out, not asked."""
    return tuple(one.closeness for one in RULES.values() if one.closeness)


def articles() -> frozenset[str]:
    """Give what people of any language put before the name of a country."""
    return frozenset[str]().union(*(one.articles for one in RULES.values()))


def supposed_rules(language: str) -> Mapping[str, Words]:
    """Give what says that a question takes something for granted; without it nothing does."""
    return rules_of(language).supposed


def points_back_rules(language: str) -> Words | None:
    """Give what says that a question points to what was just said; without it none does."""
    return rules_of(language).points_back


def unnamed_rules(language: str) -> tuple[tuple[Words, Words], ...]:
    """Give small words for something, each with what may have named it; none without rules."""
    return rules_of(language).unnamed
