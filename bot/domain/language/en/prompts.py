"""English: by what words the linter tells whether a question is open, kind and plain."""

from bot.domain.language.en.contractions import uncontracted
from bot.domain.language.en.labels import LABELS
from bot.domain.language.en.questions import QUESTIONS
from bot.domain.language.en.spoken import OPENINGS, SPOKEN
from bot.domain.language.en.syllables import syllables
from bot.domain.language.en.tone import TONES
from bot.domain.language.en.wording import ADVICE, EFFORT, PRAISE, SCALE, SHOULD, WHY
from bot.domain.language.rule_sets import PromptRules

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
