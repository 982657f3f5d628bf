"""Finds the situation note for what happens in the room, in somebody's own words."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from bot.domain.language.phrase_embeddings import PhraseEmbeddings
from bot.domain.language.registry import FALLBACK
from bot.domain.language.spelling import Speller
from bot.domain.language.word_embeddings import WordEmbeddings
from bot.domain.prompts.circumstance import Circumstance, circumstances_in
from bot.domain.prompts.situation_note import HelpNeed, SituationNote
from bot.domain.search.known_words import KnownWords
from bot.domain.search.likeliest import Likeliest
from bot.domain.search.situation import Situation, read
from bot.domain.search.understanding import is_understood

NONE = "-"
"""Stands among the notes where none is wanted."""
LEAST = 12.2
"""What a note must come to, to be shown at once, in nats that it is likelier than none at all."""
LEAST_WHERE_WARY = 12.9
"""The same where something went well, as most notes are about what is hard, and of few words."""
LEAST_WHERE_GRAVE = 12.9
"""The same of a note on a danger: shown for nothing, it frightens, and the next is passed over."""
LEAST_PERHAPS = (11.5, 12.3, 12.6)
"""The same for one that is offered by its title alone: the likeliest, the second, the third."""
PERHAPS = 2
"""So many are offered by their titles."""
_FEW = 2
"""So few words say too little for a note to be shown at once, unless it is as sure as that."""
_IN_DANGER = 1.0
"""What a note on the danger that was heard has before the others."""
_TOLD = 3.0
"""The same for a note on what was told, where no note on a danger would be shown."""


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
        learnt: WordEmbeddings | None = None,
        language: str = FALLBACK,
        phrases: PhraseEmbeddings | None = None,
    ) -> None:
        """Index the lines of each note; `learnt` says which is wanted beside which words."""
        self._notes, self._language = tuple(notes), language
        lines = chain.from_iterable((one.title, *one.when) for one in self._notes)
        things = [(name, ()) for name in (*(note.id for note in self._notes), NONE)]
        self._likeliest = Likeliest(things, table, learnt, phrases)
        self._table, self._known = table, KnownWords(lines, language)
        self._speller = Speller(table, self._known.counts, language)

    def find(self, text: str, need: HelpNeed | None = None) -> NotesFound:
        """Give the note that fits, if one fits well, and those that may.

        `need` is of a danger that was heard in the words: notes on it come sooner.
        """
        situation = read(text, self._speller.meant, self._language)
        words = situation.words
        told_nothing = not words or situation.untold
        if told_nothing or not self._notes or not self._understands(text):
            return NO_NOTES
        told = circumstances_in(text, self._language)
        scores = self._scores(situation, told, need)
        few = len(words) <= _FEW
        wary = few or Circumstance.SUCCESS in told
        least = LEAST_WHERE_WARY if wary else LEAST
        near = sorted(scores, key=lambda at: (-scores[at], at))[: PERHAPS + 1]
        sure = [at for at in near[:1] if scores[at] >= self._least(at, least)]
        perhaps = [
            at
            for at, floor in zip(near, LEAST_PERHAPS, strict=False)
            if at not in sure and scores[at] >= floor
        ][:PERHAPS]
        return NotesFound(
            self._notes[sure[0]] if sure else None, tuple(self._notes[at] for at in perhaps)
        )

    def _understands(self, text: str) -> bool:
        return is_understood(text, self._known, self._table, self._speller, self._language)

    def _least(self, at: int, least: float) -> float:
        return least if self._notes[at].help is None else max(least, LEAST_WHERE_GRAVE)

    def _scores(
        self, situation: Situation, told: frozenset[Circumstance], need: HelpNeed | None
    ) -> dict[int, float]:
        likely = self._likeliest.of(situation.words, situation.said)
        scores = {at: one for at, one in likely.items() if at < len(self._notes)}
        for at in scores:
            scores[at] += _IN_DANGER * (need is not None and self._notes[at].help is need)
        if not any(self._notes[at].help and scores[at] >= LEAST_WHERE_GRAVE for at in scores):
            for at in scores:
                scores[at] += _TOLD * _is_told(self._notes[at], told)
        return scores


def _is_told(note: SituationNote, told: frozenset[Circumstance]) -> bool:
    """Tell whether all was told that brings a note sooner, and of nobody who isn't here."""
    return bool(note.told) and note.told <= told and Circumstance.SOMEONE_ELSE not in told
