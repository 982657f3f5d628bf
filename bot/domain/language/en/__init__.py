"""English: the words that its rules look for."""

from bot.domain.language.en.circumstances import CIRCUMSTANCES
from bot.domain.language.en.closeness import CLOSENESS
from bot.domain.language.en.contractions import uncontracted
from bot.domain.language.en.labels import LABELS
from bot.domain.language.en.names import NAMES
from bot.domain.language.en.questions import QUESTIONS
from bot.domain.language.en.situation import SITUATIONS
from bot.domain.language.en.spoken import OPENINGS, SPOKEN
from bot.domain.language.en.supposed import SUPPOSED
from bot.domain.language.en.syllables import syllables
from bot.domain.language.en.themes import THEMES
from bot.domain.language.en.tone import TONES
from bot.domain.language.en.when.times import TIMES
from bot.domain.language.en.wording import ADVICE, EFFORT, PRAISE, SCALE, SHOULD, WHY
from bot.domain.language.en.words import SPELLING, WORDS
from bot.domain.language.rule_sets import LanguageRules, PromptRules

PROMPTS = PromptRules(
    questions=QUESTIONS,
    labels=LABELS,
    tones=TONES,
    spoken=SPOKEN,
    uncontracted=uncontracted,
    openings=OPENINGS,
    should=SHOULD,
    advice=ADVICE,
    why=WHY,
    scale=SCALE,
    praise=PRAISE,
    effort=EFFORT,
    syllables=syllables,
)
RULES = LanguageRules(
    prompts=PROMPTS,
    themes=THEMES,
    words=WORDS,
    spelling=SPELLING,
    times=TIMES,
    situations=SITUATIONS,
    circumstances=CIRCUMSTANCES,
    names=NAMES,
    supposed=SUPPOSED,
    closeness=CLOSENESS,
    articles=frozenset({"the"}),
)
