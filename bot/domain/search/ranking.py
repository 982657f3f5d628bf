"""Finds the right question for what just happened in the room, in somebody's own words."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import product
from math import sqrt

from bot.domain.ids import PromptId
from bot.domain.language.folding import fold
from bot.domain.language.registry import FALLBACK
from bot.domain.language.spelling import Speller
from bot.domain.language.vectors import HALF, PackedVectors
from bot.domain.language.word_embeddings import ROW_NORM, WordEmbeddings, length
from bot.domain.prompts.prompt import ChangeStage, Point, Prompt, Purpose
from bot.domain.prompts.theme import Theme
from bot.domain.search.cue_classifier import CueClassifier, CueScores
from bot.domain.search.prompt_traits import SPOKEN_OF, SearchWish, contraindicated, fits, kind_of
from bot.domain.search.situation import Situation, read, telling
from bot.domain.search.understanding import is_understood
from bot.domain.search.word_index import WordIndex


@dataclass(frozen=True, slots=True)
class RankedPrompt:
    """A prompt and how well it fits: larger is better, and only the order means anything."""

    prompt: Prompt
    score: float


@dataclass(frozen=True, slots=True)
class RankingWeights:
    """What counts how much; found by trial on the labelled queries but the blind half."""

    text: float = 0.4
    words: float = 0.7
    themes: float = 1.1
    purpose: float = 2.0
    """Nothing else makes good for another purpose than the one that was asked for."""
    open_question: float = 0.2
    closing: float = 0.15
    stage: float = 0.06
    other_stage: float = 0.2
    after_a_lapse: float = 0.6
    """To ask about a lapse nobody spoke of hurts more than any other stage."""
    heard: float = 0.6
    variety: float = 0.3


POOL = 40
"""So many of the best are compared with one another for variety."""
_FOR_EACH = 4
"""So many for each that is wanted, if that is more."""


class Ranking:
    """One group's prompts, ready to be searched; never changed, so any thread may ask."""

    def __init__(
        self,
        prompts: Iterable[Prompt],
        table: WordEmbeddings,
        signs: CueClassifier,
        weights: RankingWeights | None = None,
        language: str = FALLBACK,
    ) -> None:
        """Index prompts; half a second for ten thousand."""
        self._prompts, self._language = tuple(prompts), language
        self._table, self._signs, self._weights = table, signs, weights or RankingWeights()
        kinds = [kind_of(prompt) for prompt in self._prompts]
        self._kinds = list(dict.fromkeys(kinds))
        numbers = {kind: number for number, kind in enumerate(self._kinds)}
        self._theme_sets = {kind.themes for kind in self._kinds}
        self._kind_of = [numbers[kind] for kind in kinds]
        self._index = WordIndex([prompt.text for prompt in self._prompts], signs.words, language)
        self._speller = Speller(table, self._index.known, language)
        rows = (table.row(telling(f"{p.text} {p.why}", language)) for p in self._prompts)
        self._vectors = PackedVectors(b"".join(rows), table.width)

    def find(
        self,
        text: str,
        *,
        point: Point | None = None,
        theme: Theme | None = None,
        purpose: Purpose | None = None,
        limit: int = 5,
        heard: Collection[PromptId] = (),
        apart: bool = False,
    ) -> tuple[RankedPrompt, ...]:
        """Give up to `limit` varied prompts, the best first; the same words give the same ones.

        `heard` runs from the oldest to the newest; what was heard ranks lower, the newest lowest.
        Words that say nothing, or none of which is known, give nothing, unless something is wished
        for besides. `apart` leaves out what pushes closeness, thanks or an apology.
        """
        situation = read(text, self._speller.meant, self._language)
        wish = SearchWish(point, theme, purpose or situation.purpose, apart)
        if wish.is_open and not (situation.words and self._understands(text)):
            return ()
        scores = self._scores(situation, wish, heard)
        return self._maximal_marginal_relevance(
            _best(scores, max(POOL, _FOR_EACH * limit)), scores, limit
        )

    def complete(
        self,
        prefix: str,
        limit: int = 5,
        *,
        heard: Collection[PromptId] = (),
        apart: bool = False,
    ) -> tuple[RankedPrompt, ...]:
        """Do the same while somebody is still typing: the last word may be unfinished."""
        # A blank after the last word says that it is finished; folding would take it away.
        before, _, last = f"{fold(prefix)}{' ' if prefix[-1:].isspace() else ''}".rpartition(" ")
        whole = self._speller.completed(last)
        return self.find(f"{before} {whole}", limit=limit, heard=heard, apart=apart)

    def _understands(self, text: str) -> bool:
        return is_understood(text, self._index, self._table, self._speller, self._language)

    def _scores(
        self, situation: Situation, wish: SearchWish, heard: Collection[PromptId]
    ) -> list[float]:
        cues = self._signs.of(situation)
        kinds = self._kind_scores(cues, wish)
        direction = self._table.of_all(situation.words)
        scale = self._weights.text / (ROW_NORM * (length(direction) or 1))
        parts = [self._vectors.times(self._table.direction(word)) for word in situation.words]
        alike = self._vectors.sums(parts)
        scores = [
            kinds[kind] + scale * (one - HALF)
            for kind, one in zip(self._kind_of, alike, strict=True)
        ]
        self._add_words(scores, situation)
        self._take_heard(scores, heard)
        return scores

    def _add_words(self, scores: list[float], situation: Situation) -> None:
        for place, share in self._index.shares(situation.words).items():
            scores[place] += self._weights.words * share

    def _take_heard(self, scores: list[float], heard: Collection[PromptId]) -> None:
        if not heard:
            return
        ages = {prompt: age for age, prompt in enumerate(heard, start=1)}
        for place, prompt in enumerate(self._prompts):
            age = ages.get(prompt.id, 0)
            scores[place] -= self._weights.heard * (age > 0) * (1 + age / len(ages))

    def _kind_scores(self, cues: CueScores, wish: SearchWish) -> list[float]:
        of = cues.themes.get
        weight = self._weights.themes
        fit = {
            themes: weight
            * sum(of(theme, 0.0) for theme in themes)
            * _PER_THEME[min(len(themes), _MOST)]
            for themes in self._theme_sets
        }
        rest = {
            pair: self._by_purpose(pair[0], wish) + self._by_stage(pair[1], cues)
            for pair in product(Purpose, ChangeStage)
        }
        return [
            fit[kind.themes] + rest[kind.purpose, kind.stage]
            if fits(kind, wish) and not contraindicated(kind, cues.themes)
            else _NEVER
            for kind in self._kinds
        ]

    def _by_purpose(self, purpose: Purpose, wish: SearchWish) -> float:
        if wish.purpose is not None:
            return 0.0
        if purpose is Purpose.OPEN_QUESTION:
            return self._weights.open_question
        return -self._weights.closing if purpose is Purpose.CLOSING else 0.0

    def _by_stage(self, stage: ChangeStage, cues: CueScores) -> float:
        if stage is ChangeStage.ANY:
            return 0.0
        if stage is cues.stage:
            return self._weights.stage
        lapse = stage is ChangeStage.AFTER_A_LAPSE
        if lapse and cues.themes.get(Theme.LAPSE_LEARNING, 0.0) < SPOKEN_OF:
            return -self._weights.after_a_lapse
        return -self._weights.other_stage * (cues.stage is not None)

    def _maximal_marginal_relevance(
        self, places: list[int], scores: Sequence[float], limit: int
    ) -> tuple[RankedPrompt, ...]:
        """Choose one after the other: relevant in itself and unlike all those before it."""
        chosen: list[int] = []
        alike = dict.fromkeys(places, 0.0)
        while alike and len(chosen) < limit:
            best = max(alike, key=lambda i: (scores[i] - self._weights.variety * alike[i], -i))
            chosen.append(best)
            del alike[best]
            for place in alike:
                alike[place] += self._likeness(place, best)
        return tuple(RankedPrompt(self._prompts[i], round(scores[i], 4)) for i in chosen)

    def _likeness(self, one: int, other: int) -> float:
        here, there = self._prompts[one], self._prompts[other]
        words = _shared(self._index.bags[one], self._index.bags[other])
        same = (here.purpose is there.purpose) + (here.point is there.point)
        return _shared(here.themes, there.themes) / 2 + words / 2 + same / 8


_NEVER = -1e6
_BARELY = _NEVER / 2
_MOST = 9
_PER_THEME = [1 / sqrt(count or 1) for count in range(_MOST + 1)]
"""A prompt on two themes fits one of them less well than one that is on it alone."""


def _best(scores: Sequence[float], count: int) -> list[int]:
    """Give the places of the best scores; many prompts may have the same when little was said."""
    floor = max([_BARELY, *nlargest(count, scores)[-1:]])
    best = [place for place, score in enumerate(scores) if score >= floor]
    return sorted(best, key=lambda place: -scores[place])[:count]


def _shared(
    one: frozenset[str] | frozenset[Theme], other: frozenset[str] | frozenset[Theme]
) -> float:
    return len(one & other) / (len(one | other) or 1)
