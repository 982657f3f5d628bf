"""What a question or a talk is about, and the everyday words that point to it."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from itertools import pairwise

from bot.domain.language.folding import fold
from bot.domain.language.registry import FALLBACK, theme_rules, word_rules


class Theme(StrEnum):
    """What a question is about."""

    AMBIVALENCE = "ambivalence"
    VALUES = "values"
    GOALS = "goals"
    CONFIDENCE = "confidence"
    IMPORTANCE = "importance"
    TRIGGERS = "triggers"
    CRAVINGS = "cravings"
    PLANNING = "planning"
    SAYING_NO = "saying_no"
    SOCIAL_PRESSURE = "social_pressure"
    BOREDOM = "boredom"
    STRESS = "stress"
    SLEEP = "sleep"
    ANGER = "anger"
    ANXIETY = "anxiety"
    LOW_MOOD = "low_mood"
    SHAME = "shame"
    LONELINESS = "loneliness"
    GRIEF = "grief"
    BELIEFS = "beliefs"
    SELF_TALK = "self_talk"
    ACCEPTANCE = "acceptance"
    PERFECTIONISM = "perfectionism"
    PROBLEM_SOLVING = "problem_solving"
    FAMILY = "family"
    PARTNER = "partner"
    FRIENDS = "friends"
    WORK = "work"
    MONEY = "money"
    CELEBRATIONS = "celebrations"
    WEEKENDS = "weekends"
    TRAVEL = "travel"
    PAIN_AND_HEALTH = "pain_and_health"
    MEDICATION_AND_THERAPY = "medication_and_therapy"
    ROUTINE = "routine"
    JOY = "joy"
    INTERESTS = "interests"
    PURPOSE = "purpose"
    COMMUNITY = "community"
    HONESTY = "honesty"
    TRUST_REPAIR = "trust_repair"
    LAPSE_LEARNING = "lapse_learning"
    FIRST_MEETING = "first_meeting"
    SILENCE_AND_TENSION = "silence_and_tension"
    LONG_TERM = "long_term"
    GAMBLING = "gambling"
    FOOD = "food"
    SCREENS = "screens"
    NICOTINE = "nicotine"
    ALCOHOL = "alcohol"
    CANNABIS = "cannabis"
    OPIOIDS = "opioids"
    STIMULANTS = "stimulants"


_WORD = re.compile(r"[a-z][a-z'-]*")
_SHORTEST_STEM = 3


def words_in(text: str) -> tuple[str, ...]:
    """Give the words of a text, lower case, without numbers and marks."""
    return tuple(_WORD.findall(fold(text)))


def stem(word: str, language: str = FALLBACK) -> str:
    """Cut the commonest endings off, so that `worried` meets `worry`; rough on purpose."""
    for ending in word_rules(language).endings:
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= _SHORTEST_STEM:
            return rest
    return word


def stems_in(text: str, language: str = FALLBACK) -> frozenset[str]:
    """Give the stems of the words of a text, each once."""
    return _stems_of(words_in(text), language)


def themes_in(text: str | None, language: str = FALLBACK) -> frozenset[Theme]:
    """Name the themes that somebody's own words point to; none is as good an answer as any."""
    words = words_in(text or "")
    pairs = (f"{one}-{other}" for one, other in pairwise(words))
    stems = _stems_of((*words, *pairs), language)
    return frozenset(theme for theme, known in _stems(language).items() if stems & known)


@cache
def _stems(language: str) -> Mapping[Theme, frozenset[str]]:
    """Give the stems that point to each theme; none in a language without cues of its own."""
    rules = theme_rules(language)
    if rules is None:
        return {}
    common = _stems_of(rules.too_common, language)
    named = {
        Theme(theme): f"{theme.replace('_', ' ')} {words}" for theme, words in rules.cues.items()
    }
    return {theme: _stems_of(words.split(), language) - common for theme, words in named.items()}


def _stems_of(words: Iterable[str], language: str) -> frozenset[str]:
    return frozenset(stem(word, language) for word in words)
