"""The lookup of one group: our questions and its own, searched together, all in memory."""

from collections.abc import Iterable
from functools import cache

from bot.content.lookup import stage_cues, theme_cues, words
from bot.domain.prompts.prompt import Prompt
from bot.domain.search.cue_classifier import CueClassifier
from bot.domain.search.ranking import Ranking


class Lookup(Ranking):
    """Ready to be asked; makes itself off the loop (`asyncio.to_thread`) and is never changed."""

    def __init__(self, prompts: Iterable[Prompt]) -> None:
        """Index prompts: a quarter of a second for 5,000."""
        super().__init__(prompts, words(), signs())


@cache
def signs() -> CueClassifier:
    """Read what situations are about from our cues; made once and shared by all groups."""
    return CueClassifier(words(), theme_cues(), stage_cues())
