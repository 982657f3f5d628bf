"""How often the bot may log in to the gateway (IDENTIFY): a rule, and who keeps to it.

Discord allows 1,000 in a day and resets the token of a bot that needs more. We promise 100, under
any fault. See docs/reliability.md#logging-in.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import Protocol

DAY = 24 * 3600.0
DISCORDS_OWN = 1000
"""So many a day Discord allows; a larger budget is for a stand-in, and means without a limit."""
BETWEEN = 5.0
"""Seconds between two, as Discord asks."""
FREE = 3
"""So many in a row may follow each other; then the wait grows, to this:"""
LONGEST = 15 * 60.0
IN_A_ROW = 10 * 60.0
"""A session that lasted so many seconds longer than the wait before it ends the row."""

FEWEST = 5
"""So often in a day each of several shards may log in at least."""

Rule = Callable[[Sequence[float]], float]
"""Seconds until the next, from the seconds that have passed since each of those before."""

log = logging.getLogger(__name__)


def seconds_until_turn(ages: Sequence[float], budget: int) -> float:
    """Give how many seconds the next has to wait: nothing where all is well.

    In a row the waits grow from 5 s to 15 min. Once half of the budget is used, the other half is
    spread over a day, so that however it goes, there is another turn within half an hour.
    """
    day = sorted(max(0.0, age) for age in ages if age < DAY)
    if not day or budget > DISCORDS_OWN:
        return 0.0
    wait = max(BETWEEN, _growing(day))
    if 2 * len(day) >= budget:
        wait = max(wait, DAY / (budget - budget // 2))
    due = wait - day[0]
    if len(day) >= budget:
        due = max(due, DAY - day[budget - 1])
    return max(0.0, due)


def _growing(day: Sequence[float]) -> float:
    """Give the wait after so many in a row, the latest first."""
    row = _row(day)
    return 0.0 if row < FREE else _after(row)


def _after(row: int) -> float:
    return float(min(BETWEEN * 2 ** min(row - FREE, 16), LONGEST)) if row >= FREE else 0.0


def _row(day: Sequence[float]) -> int:
    """Count how many came in a row until now: each soon after it might have."""
    row, last = 0, None
    for age in reversed(day):
        is_next = last is not None and last - age <= _after(row) + IN_A_ROW
        row, last = row + 1 if is_next else 1, age
    return row if last is not None and last <= _after(row) + IN_A_ROW else 0


def for_each_shard(budget: int, shards: int) -> int:
    """Give how often each of several shards may log in, so that all stay below what is allowed."""
    if shards == 1 or budget > DISCORDS_OWN:
        return budget
    return max(FEWEST, min(budget, DISCORDS_OWN // shards))


class Ledger(Protocol):
    """Where it is written down when the bot logged in, for all its lives and processes."""

    def ages(self) -> list[float]:
        """Give the seconds since each of the last day."""

    def claim(self, rule: Rule) -> float:
        """Where the rule lets one through, write it down, durably, and give 0; else the wait."""


class IdentifyBudget:
    """Keeps to the budget, over all lives of the process, by a clock that nobody simulates."""

    def __init__(self, ledger: Ledger, budget: int, now: Callable[[], float]) -> None:
        self._ledger, self.budget, self._now = ledger, budget, now
        self._known: list[float] = []
        """When the last ones were, as far as this process knows."""

    @property
    def known(self) -> int:
        """How many there were in the last day, as far as this process knows."""
        return len(self._ages())

    async def wait(self) -> float:
        """Give how many seconds it is until the next may be sent."""
        try:
            ages = await asyncio.to_thread(self._ledger.ages)
        except Exception:
            log.exception("identify.unread")
        else:
            self._known = [self._now() - age for age in ages]
        return self._rule(self._ages())

    async def claim(self) -> float:
        """Write down that one is sent now, and give 0; or give how many seconds it must wait.

        Where it cannot be written this process still counts, and no other begins: a database that
        cannot be written lets nobody start.
        """
        try:
            wait = await asyncio.to_thread(self._ledger.claim, self._rule)
        except Exception:
            log.exception("identify.not_written")
            wait = self._rule(self._ages())
        if not wait:
            self._known.append(self._now())
        return wait

    def _ages(self) -> list[float]:
        now = self._now()
        self._known = [at for at in self._known if now - at < DAY]
        return [now - at for at in self._known]

    def _rule(self, ages: Sequence[float]) -> float:
        return seconds_until_turn(ages, self.budget)
