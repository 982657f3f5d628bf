"""The lookup of one group: our questions and its own, searched together, all in memory."""

from collections.abc import Iterable
from functools import cache

from bot.content import notes
from bot.content.lookup import languages, never_hurt, noted, phrases, tact, wanted, words
from bot.domain.language.registry import FALLBACK
from bot.domain.prompts.prompt import Prompt
from bot.domain.prompts.situation_note import HelpNeed
from bot.domain.search.note_finder import NoteFinder, NotesFound
from bot.domain.search.ranking import Ranking


class Lookup(Ranking):
    """Ready to be asked; makes itself off the loop (`asyncio.to_thread`) and is never changed."""

    def __init__(self, prompts: Iterable[Prompt], language: str = FALLBACK) -> None:
        """Index prompts: about a second for 5,000.

        Where the lookup has no words of the language it listens as in English: words that stand in
        a question are found, but not by their meaning.
        """
        known = language if language in languages() else FALLBACK
        super().__init__(
            prompts,
            words(known),
            wanted(known),
            never_hurt(known),
            language=known,
            phrases=phrases(known),
            tact=tact(known),
        )
        self._notes = notes_of(language)

    def notes(self, text: str, need: HelpNeed | None = None) -> NotesFound:
        """Give the note on what happens in the room, and those that it may be.

        `need` is of a danger that was heard: notes on it come sooner.
        """
        return self._notes.find(text, need)


@cache
def notes_of(language: str = FALLBACK) -> NoteFinder:
    """Make the notes of a language ready to be searched; made once and shared by all groups.

    None of another language: a facilitator says their words aloud.
    """
    known = language if language in languages() else FALLBACK
    return NoteFinder(notes.library(language), words(known), noted(known), known, phrases(known))
