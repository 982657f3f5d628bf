"""What counts how much when prompts are ranked."""

from dataclasses import dataclass, field

from bot.domain.search.fitness import FitWeights


@dataclass(frozen=True, slots=True)
class RankingWeights:
    """What counts how much; found by trial on the judged queries but the third judge's."""

    meaning: float = 1.0
    words: float = 1.0
    themes: float = 0.3
    open_question: float = 0.1
    closing: float = 0.15
    heard: float = 0.6
    variety: float = 0.15
    least: tuple[float, ...] = (1.3, 1.45, 1.65)
    """What the first, the second and every later one must come to, or it is not offered."""
    fit: FitWeights = field(default_factory=FitWeights)
