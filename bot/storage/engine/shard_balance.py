"""Which shards a process takes and gives back by itself, where it holds as many as are free.

See docs/decisions/0007-shard-ownership.md.
"""

from collections.abc import Collection
from time import monotonic, sleep

from bot.storage.engine.lease_rows import Epochs, LeaseRows, Others

AT_FIRST = 45.0
"""Seconds for which a process that begins waits for others to give it its share."""
LEFT_ALONE = 10.0
"""Seconds that a free shard is left alone: a process that was only started anew has it back.

One whose holder hangs was left alone for long enough already.
"""
HANDED_OVER = 5.0
"""Seconds between letting go of a shard and giving it back: what is under way ends meanwhile."""
_AGAIN = 0.5


class ShardBalance:
    """Keeps what this process holds near its fair share: all shards, divided by the processes."""

    def __init__(self, rows: LeaseRows, count: int) -> None:
        self._rows, self._all = rows, frozenset(range(1, count + 1))
        self._leaving: dict[int, float] = {}
        """Rows that are given back, and when."""
        self._free_since: dict[int, float] = {}
        self._was_too_much = False

    def stays(self, epochs: Epochs) -> frozenset[int]:
        """Name the rows that are not about to be given back."""
        return frozenset(epochs.keys() - self._leaving.keys())

    def take_first(self) -> Epochs:
        """Take a fair share of what is free, or wait for it; nothing where others keep all."""
        until = monotonic() + AT_FIRST
        while monotonic() < until:
            others = self._rows.look_at_others()
            free = sorted(self._all - others.living)
            if taken := self._take(free[: others.share]):
                self._rows.wait_no_more()
                return taken
            sleep(_AGAIN)
        return {}

    def look(self, epochs: Epochs) -> Epochs:
        """Give back what is more than a fair share, or take what is free; gives what is held."""
        others, now = self._rows.look_at_others(), monotonic()
        held = dict(epochs)
        over = {row: held.pop(row) for row, at in self._leaving.items() if at <= now}
        if over:
            self._rows.give_back(over)
            self._rows.die(over)
            self._leaving = {row: at for row, at in self._leaving.items() if row not in over}
        free = self._long_free(others, held, now)
        stay, fair = sorted(self.stays(held)), others.share
        if self._was_too_much:  # seen twice: whoever has just begun may be counted once too often
            self._leaving |= dict.fromkeys(stay[fair:], now + HANDED_OVER)
        self._was_too_much = len(stay) > fair
        if more := fair - len(stay):
            held |= self._take(free[: max(0, more)])
        return held

    def _long_free(self, others: Others, held: Epochs, now: float) -> list[int]:
        free = self._all - others.living - held.keys()
        self._free_since = {row: self._free_since.get(row, now) for row in free}
        long_ago = (row for row, at in self._free_since.items() if at + LEFT_ALONE <= now)
        return sorted({*long_ago, *(others.hanging & free)})

    def _take(self, rows: Collection[int]) -> Epochs:
        """Take those of some rows whose holder is gone, or hangs."""
        if not rows:
            return {}
        self._rows.show_alive(rows)
        taken = self._rows.take(rows)
        self._rows.die(set(rows) - taken.keys())
        return taken
