"""English: the words that its rules look for."""

from bot.domain.language.en.circumstances import CIRCUMSTANCES
from bot.domain.language.en.names import NAMES
from bot.domain.language.en.situation import SITUATIONS
from bot.domain.language.en.supposed import CLOSENESS, POINTS_BACK, SUPPOSED, UNNAMED
from bot.domain.language.en.themes import THEMES
from bot.domain.language.en.when.times import TIMES
from bot.domain.language.en.words import SPELLING, WORDS
from bot.domain.language.rule_sets import LanguageRules, PromptRules


def _prompts() -> PromptRules:
    from bot.domain.language.en.prompts import PROMPTS  # noqa: PLC0415 - a hundred patterns

    return PROMPTS


RULES = LanguageRules(
    prompts=_prompts,
    themes=THEMES,
    words=WORDS,
    spelling=SPELLING,
    times=TIMES,
    situations=SITUATIONS,
    circumstances=CIRCUMSTANCES,
    names=NAMES,
    supposed=SUPPOSED,
    points_back=POINTS_BACK,
    unnamed=UNNAMED,
    closeness=CLOSENESS,
    articles=frozenset({"the"}),
)
