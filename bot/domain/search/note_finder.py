"""Finds the situation note for what happens in the room, in somebody's own words."""

from collections.abc import Iterable, Mapping

from bot.domain.ids import NoteId
from bot.domain.language.registry import FALLBACK
from bot.domain.language.spelling import Speller
from bot.domain.language.word_embeddings import WordEmbeddings
from bot.domain.prompts.circumstance import Circumstance, circumstances_in
from bot.domain.prompts.situation_note import HelpNeed, SituationNote
from bot.domain.search.known_situation import KnownSituation
from bot.domain.search.line_matcher import LineMatcher
from bot.domain.search.situation import read

_BY_WORDS, _BY_MEANING = 1.0, 1.0
LEAST = 1.25
"""How alike the nearest line must be, of at most 2."""
LEAST_BESIDE_GOOD_NEWS = 1.6
"""The same where something went well: most notes are about what is hard."""
LEAST_IN_DANGER = 0.9
"""The same for a note on the danger that was heard."""


class NoteFinder:
    """The notes of one language, ready to be searched; never changed."""

    def __init__(
        self,
        notes: Iterable[SituationNote],
        table: WordEmbeddings,
        language: str = FALLBACK,
        situations: Iterable[KnownSituation] = (),
    ) -> None:
        """Index the lines of each note, and what is typed in the situations that name it."""
        self._notes, self._language = tuple(notes), language
        typed: dict[NoteId, list[str]] = {}
        for one in situations:
            if one.note is not None:
                typed.setdefault(one.note, []).extend(one.typed)
        things = [(note.title, *note.when, *typed.get(note.id, ())) for note in self._notes]
        self._matcher = LineMatcher(things, table, language=language)
        self._speller = Speller(table, self._matcher.index.known, language)

    def find(self, text: str, need: HelpNeed | None = None) -> SituationNote | None:
        """Give the note that fits best; None where none fits well.

        `need` is of a danger that was heard in the words: a note on it comes before any other.
        """
        words = read(text, self._speller.meant, self._language).words
        if not words or not self._notes:
            return None
        alike = self._matcher.alike(words, _BY_WORDS, _BY_MEANING)
        about = {at: one for at, one in alike.items() if need and self._notes[at].help is need}
        nearest = _best(about)
        if nearest is not None and about[nearest] >= LEAST_IN_DANGER:
            return self._notes[nearest]
        best = _best(alike)
        if best is None:
            return None
        good_news = Circumstance.SUCCESS in circumstances_in(text, self._language)
        least = LEAST_BESIDE_GOOD_NEWS if good_news else LEAST
        return self._notes[best] if alike[best] >= least else None


def _best(alike: Mapping[int, float]) -> int | None:
    return max(alike, key=lambda note: (alike[note], -note), default=None)
