"""Finds the situation note for what happens in the room, in somebody's own words."""

from collections.abc import Iterable

from bot.domain.language.registry import FALLBACK
from bot.domain.language.spelling import Speller
from bot.domain.language.word_embeddings import WordEmbeddings
from bot.domain.prompts.circumstance import Circumstance, circumstances_in
from bot.domain.prompts.situation_note import SituationNote
from bot.domain.search.line_matcher import LineMatcher
from bot.domain.search.situation import read

_BY_WORDS, _BY_MEANING = 1.0, 1.0
LEAST = 1.25
"""How alike the nearest line must be, of at most 2."""
LEAST_BESIDE_GOOD_NEWS = 1.6
"""The same where something went well: most notes are about what is hard."""


class NoteFinder:
    """The notes of one language, ready to be searched; never changed."""

    def __init__(
        self, notes: Iterable[SituationNote], table: WordEmbeddings, language: str = FALLBACK
    ) -> None:
        """Index the lines of each note."""
        self._notes, self._language = tuple(notes), language
        things = [(note.title, *note.when) for note in self._notes]
        self._matcher = LineMatcher(things, table, language=language)
        self._speller = Speller(table, self._matcher.index.known, language)

    def find(self, text: str) -> SituationNote | None:
        """Give the note that fits best; None where none fits well."""
        words = read(text, self._speller.meant, self._language).words
        if not words or not self._notes:
            return None
        alike = self._matcher.alike(words, _BY_WORDS, _BY_MEANING)
        best = max(alike, key=lambda note: (alike[note], -note), default=None)
        if best is None:
            return None
        good_news = Circumstance.SUCCESS in circumstances_in(text, self._language)
        least = LEAST_BESIDE_GOOD_NEWS if good_news else LEAST
        return self._notes[best] if alike[best] >= least else None
