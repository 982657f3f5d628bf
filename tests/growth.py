"""How the work grows with what it is given: a ratio in one run, whatever the machine is."""

import time
from collections.abc import Callable

TRIES = 2
"""The best of so many counts of the small one: what else the machine does only ever adds, and what
is made at the first call is nobody's work.
"""
MOST_ROUNDS = 15
"""So many times the counts are taken again, while they do not speak clearly."""
CLEARLY_IN_STEP = 8.0
IN_STEP = 2.5
"""How far from in step with its input still counts as in step: squared work is four times off."""


def growth(small: Callable[[], object], large: Callable[[], object]) -> float:
    """Tell how many times as much work of this thread's processor the large one takes.

    The large one costs most, and is counted once a round: too much of it can only ask for another.
    """
    spent: list[tuple[float, float]] = []
    times = float("inf")
    for _ in range(MOST_ROUNDS):
        spent.append((min(_spent(small) for _ in range(TRIES)), _spent(large)))
        times = min(one[1] for one in spent) / min(one[0] for one in spent)
        if times < CLEARLY_IN_STEP:
            break
    return times


def _spent(work: Callable[[], object]) -> float:
    began = time.thread_time()
    work()
    return max(time.thread_time() - began, 1e-6)
