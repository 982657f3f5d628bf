"""Periodic work on files beside the database: erasure wishes carried out, copies kept."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.ids import GuildId, MemberId
from bot.domain.people.personal_data import ErasureWish
from bot.services.people.privacy import Privacy, Promises
from bot.services.ports.clock import Clock


class Beside(Protocol):
    """The files beside the database: a port of this use alone; calls may take a while."""

    @property
    def promises(self) -> Promises:
        """The promises to erase."""
        ...

    def wishes(self) -> Sequence[ErasureWish]:
        """Give the wishes to be forgotten that wait."""
        ...

    def leave(self, member: MemberId, guild: GuildId | None) -> None:
        """Leave a wish, whole and on the disk. Raises StoreFault."""
        ...

    async def rekey(self) -> None:
        """Seal anew what an older key has sealed, where there is anything."""
        ...

    def done(self, wish: ErasureWish) -> None:
        """Take a wish away."""
        ...

    def keep_copies(self, now: datetime) -> None:
        """Make the copy of the day, unless there is one, and delete those that are too old."""
        ...


class InMemory(Protocol):
    """What the running process alone knows of people: a port of this use alone."""

    async def forget(self, member: MemberId, guild: GuildId | None) -> None:
        """Forget what is known of somebody, in one server or everywhere (None)."""
        ...


@dataclass(frozen=True, slots=True)
class Upkeep:
    """Done now and then by the tick; safe to repeat."""

    clock: Clock
    beside: Beside
    privacy: Privacy
    in_memory: InMemory

    async def erase_as_asked(self) -> None:
        """Forget whoever asked whoever runs the bot; a wish goes only once it is fulfilled.

        What is promised, and could not be done so far, comes first.
        """
        await self.privacy.finish()
        for wish in await asyncio.to_thread(self.beside.wishes):
            await self.privacy.erase(wish.member, wish.guild)
            await self.in_memory.forget(wish.member, wish.guild)
            await asyncio.to_thread(self.beside.done, wish)

    async def rekey(self) -> None:
        """Take over a new master key, and seal anew what an older one has sealed."""
        await self.beside.rekey()

    async def keep_copies(self) -> None:
        """Make the copy of the day, unless there is one, and delete those that are too old.

        It is made in a thread and over a connection of its own: nobody who presses waits for it.
        """
        await asyncio.to_thread(self.beside.keep_copies, self.clock.now())
