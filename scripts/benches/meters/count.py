"""Presses that were measured, and what came of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

ANSWER_WITHIN = 3.0
"""Seconds in which Discord takes an answer."""
MILLI = 1000


@dataclass(slots=True)
class Count:
    """Presses and what came of them."""

    latencies: list[float] = field(default_factory=list)
    failures: int = 0

    def take(self, results: Iterable[float | None]) -> None:
        """Add what came of some presses; None is one that nobody answered."""
        for one in results:
            if one is None:
                self.failures += 1
            else:
                self.latencies.append(one)

    def quantile(self, part: float) -> float:
        """Give a quantile in milliseconds; what failed counts as three seconds."""
        every = sorted([*self.latencies, *[ANSWER_WITHIN] * self.failures])
        return every[min(len(every) - 1, int(part * len(every)))] * MILLI
