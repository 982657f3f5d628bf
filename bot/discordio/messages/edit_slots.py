"""Whose turn it is to edit a message: one edit of it at a time, whoever makes it."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.discordio.requests.limiter import LONG_AGO
from bot.services.ports.clock import Clock

LOCK_TIMEOUT = 1.5
"""Seconds a press waits for the edit before it; Discord wants an answer within three."""
MOST_SLOTS = 500
SETTLE = timedelta(seconds=15)
"""So long after no answer came an edit may still arrive."""


@dataclass(slots=True)
class EditSlot:
    """One message: whose turn it is to edit it."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    next_at: datetime = LONG_AGO
    waiting: bool = False
    """Whether a press waits to edit it: that one will show whatever comes until then."""
    shown: int | None = None
    """What tells what it shows from anything else; None where nobody is sure of it."""
    settled_at: datetime = LONG_AGO
    """Until then something else may come to stand there."""

    def doubt(self, now: datetime) -> None:
        """Take note that no answer came to an edit."""
        self.settled_at = now + SETTLE

    def is_idle(self, now: datetime) -> bool:
        """Tell whether nobody needs to know anything of it."""
        return not self.lock.locked() and max(self.next_at, self.settled_at) <= now


class EditSlots:
    """The slots of all messages that are edited now, or were lately."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._slots: dict[int, EditSlot] = {}
        self._crowd = 0
        """As long as there are fewer it is not looked again which are idle: many were not."""

    def __len__(self) -> int:
        """Count the messages of which anything is known."""
        return len(self._slots)

    def of(self, message: int) -> EditSlot:
        """Give the slot of a message; those nobody needs are let go where there are many."""
        if message not in self._slots and len(self._slots) >= max(MOST_SLOTS, self._crowd):
            now = self._clock.now()
            self._slots = {k: s for k, s in self._slots.items() if not s.is_idle(now)}
            self._crowd = 2 * len(self._slots)
        return self._slots.setdefault(message, EditSlot())


async def may_edit(slot: EditSlot) -> bool:
    """Wait with patience for the turn to edit; tells whether it is ours now."""
    slot.waiting = slot.lock.locked()
    try:
        async with asyncio.timeout(LOCK_TIMEOUT):
            return await slot.lock.acquire()
    except TimeoutError:
        return False
    finally:
        slot.waiting = False
