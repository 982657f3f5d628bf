"""A classifier of situations by cues: what one is about, and where the person stands."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from bot.domain.language.registry import FALLBACK
from bot.domain.language.vectors import HALF, PackedVectors
from bot.domain.language.word_embeddings import ROW_NORM, WORD_NORM, WordEmbeddings, length
from bot.domain.prompts.prompt import ChangeStage
from bot.domain.prompts.theme import Theme, stem, themes_in
from bot.domain.search.situation import Situation, telling

Cues = Mapping[Theme, tuple[str, ...]]
_REMEMBERED = 4096
_NAMES = 5
_BY_CHANCE = 1.0
StageCues = Mapping[ChangeStage, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class CueWeights:
    """How cues are weighed; found by trial on the labelled queries but the blind half."""

    second: float = 0.6
    """What the second most alike cue of a theme counts beside the first."""
    named: float = 0.15
    """What a word counts that names the theme (theme.py)."""
    one_word: float = 0.2
    """What the most telling single word counts beside all of them together."""
    in_cues: float = 0.35
    """What words count that stand in the cues of a theme more than once and of few others."""
    least_place: int = 10
    """The theme at this place, and all below it, count nothing."""
    steep: float = 1.0
    sure: float = 0.4
    """How far the first theme must stand out for its weight to be 1."""
    ruled_out: float = 0.5
    stage_from: float = 0.45
    """How alike a cue of a stage must be."""


@dataclass(frozen=True, slots=True)
class CueScores:
    """Themes by weight (0 to 1, the strongest 1; below 0 is ruled out), and the stage, if any."""

    themes: Mapping[Theme, float] = field(default_factory=dict)
    stage: ChangeStage | None = None


class CueClassifier:
    """Compares somebody's words with cues: short situations in facilitators' words."""

    def __init__(
        self,
        table: WordEmbeddings,
        themes: Cues,
        stages: StageCues,
        weights: CueWeights | None = None,
        language: str = FALLBACK,
    ) -> None:
        """Read the cues of both kinds."""
        self._table, self._language = table, language
        self._weights = weights or CueWeights()
        self._themes = [(theme, len(cues)) for theme, cues in themes.items()]
        self._stages = [(stage, len(cues)) for stage, cues in stages.items()]
        lines = [line for cues in (*themes.values(), *stages.values()) for line in cues]
        names = [word for theme in themes for word in telling(theme.replace("_", " "), language)]
        self.words = (
            *(names * _NAMES),
            *(word for line in lines for word in telling(line, language)),
        )
        """Every word of every cue, as often as it stands there, and the themes' names oftener."""
        self._vectors = PackedVectors(
            b"".join(table.row(telling(line, language)) for line in lines), table.width
        )
        self._bags = _rarest(themes, language)
        self._of_word = lru_cache(_REMEMBERED)(self._themes_of_word)

    def of(self, situation: Situation) -> CueScores:
        """Name what a situation is about."""
        alike = self._alike(situation.words)
        if not alike:
            return CueScores()
        themes = self._about(alike, situation.words)
        out = self._alike(situation.ruled_out)
        against = self._about(out, situation.ruled_out) if out else {}
        for theme, weight in against.items():
            themes[theme] = themes.get(theme, 0.0) - self._weights.ruled_out * weight
        stage = self._stage(alike)
        lapse = themes.get(Theme.LAPSE_LEARNING, 0.0) > 0
        return CueScores(
            themes, None if stage is ChangeStage.AFTER_A_LAPSE and not lapse else stage
        )

    def _alike(self, words: Sequence[str]) -> list[float]:
        """Compare with each cue: 1 is the same direction, 0 has nothing to do with it."""
        long = length(self._table.of_all(words))
        if not long:
            return []
        parts = [self._vectors.times(self._table.direction(word)) for word in words]
        return [(each - HALF) / (long * ROW_NORM) for each in self._vectors.sums(parts)]

    def _about(self, alike: Sequence[float], words: Sequence[str]) -> dict[Theme, float]:
        named = themes_in(" ".join(words), self._language)
        single = [self._of_word(word) for word in words]
        stems = {stem(word, self._language) for word in words}
        weigh = self._weights
        scores: dict[Theme, float] = {}
        for place, (theme, score) in enumerate(self._per_theme(alike).items()):
            rare = sum(weight for each, weight in self._bags[theme].items() if each in stems)
            scores[theme] = (
                score
                + weigh.one_word * max(one[place] for one in single)
                + weigh.in_cues * min(1.0, rare)
                + weigh.named * (theme in named)
            )
        return self._strongest(scores)

    def _per_theme(self, alike: Sequence[float]) -> dict[Theme, float]:
        scores: dict[Theme, float] = {}
        start = 0
        for theme, count in self._themes:
            second, best = sorted(alike[start : start + count])[-2:]
            scores[theme] = (best + self._weights.second * second) / (1 + self._weights.second)
            start += count
        return scores

    def _themes_of_word(self, word: str) -> tuple[float, ...]:
        weight = length(self._table.direction(word)) / WORD_NORM
        alike = self._alike((word,))
        if not alike:
            return (0.0,) * len(self._themes)
        return tuple(weight * score for score in self._per_theme(alike).values())

    def _strongest(self, scores: Mapping[Theme, float]) -> dict[Theme, float]:
        order = sorted(scores.values(), reverse=True)
        floor = order[min(self._weights.least_place, len(order) - 1)]
        span = order[0] - floor or 1.0
        sure = min(1.0, span / self._weights.sure)
        return {
            theme: sure * ((score - floor) / span) ** self._weights.steep
            for theme, score in scores.items()
            if score > floor
        }

    def _stage(self, alike: Sequence[float]) -> ChangeStage | None:
        start = sum(count for _, count in self._themes)
        best, found = self._weights.stage_from, None
        for stage, count in self._stages:
            score = max(alike[start : start + count])
            start += count
            if score > best:
                best, found = score, stage
        return found


def _rarest(cues: Cues, language: str) -> dict[Theme, dict[str, float]]:
    """Weigh the stems of each theme: how much of all that is said with one is said of the theme.

    One that stands there but once says little, since it may stand there by chance.
    """
    words = {theme: telling(" ".join(lines), language) for theme, lines in cues.items()}
    bags = {theme: Counter(stem(w, language) for w in each) for theme, each in words.items()}
    spread = Counter[str]()
    for bag in bags.values():
        spread.update(bag)
    return {
        theme: {each: count / (spread[each] + _BY_CHANCE) for each, count in bag.items()}
        for theme, bag in bags.items()
    }
