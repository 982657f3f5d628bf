"""What counts how much when prompts are ranked."""

from dataclasses import dataclass, field

from bot.domain.search.fitness import FitWeights


@dataclass(frozen=True, slots=True)
class RankingWeights:
    """What counts how much; found on judged queries, but never on those of the third judge."""

    learnt: float = 0.6
    """For each nat that a prompt is likelier wanted than one that has no chance."""
    words: float = 1.2
    """For a line that has the same words."""
    tact: float = 1.0
    """For a prompt that hardly ever hurt where it came up; taken off for one that often did."""
    heard: float = 1.4
    variety: float = 0.3
    least: tuple[float, ...] = (6.0, 6.1, 6.2)
    """What the first, the second and every later one must come to, or it is not offered."""
    beside_note: float = 0.3
    """So much more beside a note, which has a question of its own."""
    fit: FitWeights = field(default_factory=FitWeights)
