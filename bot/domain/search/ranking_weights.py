"""What counts how much when prompts are ranked."""

from dataclasses import dataclass, field

from bot.domain.search.fitness import FitWeights


@dataclass(frozen=True, slots=True)
class RankingWeights:
    """What counts how much; found on judged queries, but never on those of the third judge."""

    learnt: float = 0.25
    """For each nat that a prompt is likelier wanted than one that has no chance."""
    words: float = 1.7
    """For a line that has the same words."""
    open_question: float = 0.1
    closing: float = 0.15
    heard: float = 0.6
    variety: float = 0.15
    least: tuple[float, ...] = (3.1, 3.3, 3.45)
    """What the first, the second and every later one must come to, or it is not offered."""
    fit: FitWeights = field(default_factory=FitWeights)
