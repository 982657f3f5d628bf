"""After a start: every card is redrawn first, and rooms are looked at in turn, not all at once.

See docs/reliability.md#after-a-restart.
"""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from bot.domain.calendar.occurrence import FINAL, Occurrence, Phase
from bot.domain.ids import OccurrenceId
from bot.domain.rooms.opening import CHECK
from bot.services.ports.clock import Clock
from bot.services.ports.store import Store, Tx
from bot.services.retry import run_with_retry
from bot.services.rooms.closing import Closings
from bot.services.rooms.work_in_progress import KnownFaults

PIECE = 50
"""So many meetings are taken up together: whoever presses meanwhile waits for no more."""
BETWEEN = timedelta(milliseconds=50)
"""At most so long between two looks; a thousand take less than a minute."""


@dataclass(slots=True)
class Resuming:
    """Takes up every meeting that was open when the process ended."""

    store: Store
    clock: Clock
    closings: Closings
    faults: KnownFaults
    drawn: frozenset[OccurrenceId] = frozenset()
    """Meetings whose cards were redrawn before the servers were known: those that are ours by name.

    Where shards come by themselves none is, until the gateway has named their servers.
    """

    async def draw_cards(self) -> None:
        """Redraw every card: for that no server has to be known yet."""
        await self.faults.guarded(self._draw)

    async def _draw(self) -> None:
        live = await self._live()
        for one in live:
            if one.phase is Phase.OPEN:
                self.closings.messages.redraw(one.id)
        self.drawn = frozenset(one.id for one in live)

    async def look_at_all(self) -> None:
        """Expect what time brings, let in whoever waits, and look at every room."""
        live = await self._live()
        drawn, self.drawn = self.drawn, frozenset()
        for piece in _pieces(live):
            resume = (
                partial(self.closings.resume, one, redraw=one.id not in drawn) for one in piece
            )
            await asyncio.gather(*map(self.faults.guarded, resume))
        await self._look_in_turn(live)

    async def _live(self) -> tuple[Occurrence, ...]:
        return await self.store.run(lambda tx: tx.occurrences.live())

    async def _look_in_turn(self, live: Sequence[Occurrence]) -> None:
        now = self.clock.now()
        can_wait = [one for one in live if self._is_named(one)]
        apart = min(BETWEEN, CHECK / max(1, len(can_wait)))
        at = {one.id: now + number * apart for number, one in enumerate(can_wait)}
        for piece in _pieces(live):
            looks = [(one, at.get(one.id, now)) for one in piece]
            await run_with_retry(self.store, partial(_look, looks=looks))

    def _is_named(self, one: Occurrence) -> bool:
        """Tell whether the gateway has just named the room of a meeting that has begun.

        Where nobody has begun, it tells since when nobody has looked: that is looked at now.
        """
        if one.phase is not Phase.OPEN or one.began_at is None or one.room is None:
            return False
        return self.closings.rooms.our_overwrites(one.guild, one.room) is not None


def _pieces(live: Sequence[Occurrence]) -> Iterable[Sequence[Occurrence]]:
    return (live[since : since + PIECE] for since in range(0, len(live), PIECE))


def _look(tx: Tx, looks: Iterable[tuple[Occurrence, datetime]]) -> None:
    """Let the tick look at rooms at an instant; what is due keeps its own unless it can wait."""
    for listed, at in looks:
        one = tx.occurrences.get(listed.id)
        if one and one.phase not in FINAL | {Phase.PLANNED}:
            can_wait = one.began_at is not None and one.phase is Phase.OPEN
            due = at if can_wait else min(one.due, at)
            tx.occurrences.save(replace(one, due=due))
