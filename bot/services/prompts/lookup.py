"""The lookup of one group: our questions and its own, searched together, all in memory."""

from collections.abc import Iterable
from functools import cache

from bot.content.lookup import languages, never_hurt, situations, stage_cues, theme_cues, words
from bot.domain.language.registry import FALLBACK
from bot.domain.prompts.prompt import Prompt
from bot.domain.search.cue_classifier import CueClassifier
from bot.domain.search.ranking import Ranking


class Lookup(Ranking):
    """Ready to be asked; makes itself off the loop (`asyncio.to_thread`) and is never changed."""

    def __init__(self, prompts: Iterable[Prompt], language: str = FALLBACK) -> None:
        """Index prompts: a quarter of a second for 5,000.

        Where the lookup has no words of the language it listens as in English: words that stand in
        a question are found, but not by their meaning.
        """
        known = language if language in languages() else FALLBACK
        super().__init__(
            prompts,
            words(known),
            signs(known),
            situations(known),
            never_hurt(known),
            language=known,
        )


@cache
def signs(language: str = FALLBACK) -> CueClassifier:
    """Read what situations are about from our cues; made once and shared by all groups."""
    table, themes, stages = words(language), theme_cues(language), stage_cues(language)
    return CueClassifier(table, themes, stages, language=language)
