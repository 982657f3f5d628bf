"""Finds the situation note for what happens in the room, in somebody's own words."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.ids import NoteId
from bot.domain.language.registry import FALLBACK
from bot.domain.language.spelling import Speller
from bot.domain.language.word_embeddings import WordEmbeddings
from bot.domain.prompts.circumstance import Circumstance, circumstances_in
from bot.domain.prompts.situation_note import HelpNeed, SituationNote
from bot.domain.search.known_situation import KnownSituation
from bot.domain.search.line_matcher import LineMatcher
from bot.domain.search.situation import read, telling
from bot.domain.search.word_evidence import WordEvidence

_BY_WORDS, _BY_MEANING, _BY_EVIDENCE = 1.0, 1.0, 0.12
LEAST = 1.5
"""What a note must come to, to be shown at once."""
LEAST_WHERE_WARY = 1.8
"""The same where something went well, as most notes are about what is hard, and of few words."""
LEAST_PERHAPS = 0.95
"""The same for one that is offered by its title alone."""
PERHAPS = 2
"""So many are offered by their titles."""
_FEW = 2
"""So few words say too little for a note to be shown at once, unless it is as sure as that."""
_IN_DANGER = 0.2
"""What a note on the danger that was heard has before the others."""


@dataclass(frozen=True, slots=True)
class NotesFound:
    """The note that fits, and others that may."""

    note: SituationNote | None = None
    perhaps: tuple[SituationNote, ...] = ()
    """The likeliest first."""


NO_NOTES = NotesFound()


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
        told = ((at, telling(line, language)) for at, each in enumerate(things) for line in each)
        self._evidence = WordEvidence(told, language)
        self._speller = Speller(table, self._matcher.index.known, language)

    def find(self, text: str, need: HelpNeed | None = None) -> NotesFound:
        """Give the note that fits, if one fits well, and those that may.

        `need` is of a danger that was heard in the words: notes on it come sooner.
        """
        words = read(text, self._speller.meant, self._language).words
        if not words or not self._notes:
            return NO_NOTES
        alike = self._matcher.alike(words, _BY_WORDS, _BY_MEANING)
        evidence = self._evidence.of(words)
        scores = {
            at: one
            + _BY_EVIDENCE * evidence.get(at, 0.0)
            + _IN_DANGER * (need is not None and self._notes[at].help is need)
            for at, one in alike.items()
        }
        few = len(words) <= _FEW
        wary = few or Circumstance.SUCCESS in circumstances_in(text, self._language)
        least = LEAST_WHERE_WARY if wary else LEAST
        near = sorted(scores, key=lambda at: (-scores[at], at))[: PERHAPS + 1]
        sure = [at for at in near[:1] if scores[at] >= least]
        perhaps = [at for at in near if at not in sure and scores[at] >= LEAST_PERHAPS][:PERHAPS]
        return NotesFound(
            self._notes[sure[0]] if sure else None, tuple(self._notes[at] for at in perhaps)
        )
