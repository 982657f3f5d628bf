"""What counts how much when prompts are ranked."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RankingWeights:
    """What counts how much, in nats that a prompt is likelier wanted.

    Found on judged queries, but never on those of the third judge.
    """

    words: float = 2.0
    """For a line of a group's own prompt that has the same words."""
    tact: float = 2.2
    """For a prompt that hardly ever hurt where it came up; taken off for one that often did."""
    heard: float = 2.3
    least: tuple[float, ...] = (10.0, 10.7, 10.9)
    """What the first, the second and every later one must come to, or it is not offered."""
    beside_note: float = 0.5
    """So much more beside a note, which has a question of its own."""
