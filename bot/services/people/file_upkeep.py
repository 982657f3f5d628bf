"""Periodic work on files beside the database: erasure wishes carried out, old copies deleted."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.people.personal_data import ErasureWish
from bot.services.people.privacy import Privacy
from bot.services.ports.clock import Clock


class Beside(Protocol):
    """The files beside the database: a port of this use alone; calls may take a while."""

    def wishes(self) -> Sequence[ErasureWish]:
        """Give the wishes to be forgotten that wait."""
        ...

    def done(self, wish: ErasureWish) -> None:
        """Take a wish away."""
        ...

    def prune_copies(self, now: datetime) -> int:
        """Delete copies of the database that are too old."""
        ...


@dataclass(frozen=True, slots=True)
class Upkeep:
    """Done now and then by the tick; safe to repeat."""

    clock: Clock
    beside: Beside
    privacy: Privacy

    async def erase_as_asked(self) -> None:
        """Forget whoever asked whoever runs the bot; a wish goes only once it is fulfilled."""
        for wish in await asyncio.to_thread(self.beside.wishes):
            await self.privacy.erase(wish.member, wish.guild)
            await asyncio.to_thread(self.beside.done, wish)

    async def prune_copies(self) -> None:
        """Delete copies of the database that are too old."""
        await asyncio.to_thread(self.beside.prune_copies, self.clock.now())
