"""Forgetting somebody at their own wish, now or as soon as the store can."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.domain.errors import StoreFault
from bot.domain.ids import GuildId, MemberId
from bot.services.people.file_upkeep import Beside, InMemory
from bot.services.people.privacy import Privacy, Receipt


@dataclass(frozen=True, slots=True)
class Promise:
    """A wish that could not be fulfilled yet: it will be, by itself.

    `state` says why, as `StoreFault` does.
    """

    state: str
    written: bool
    """Whether it is on the disk; else only the running process knows of it."""


@dataclass(slots=True)
class Erasing:
    """Fulfils wishes, and remembers those that have to wait."""

    privacy: Privacy
    beside: Beside
    in_memory: InMemory
    is_here: Callable[[], bool] = lambda: True
    """Whether erasing is done by this process: of several that share the servers, one does it."""
    _waiting: set[tuple[MemberId, GuildId | None]] = field(default_factory=set)
    """Wishes that could not even be written down."""

    async def erase(self, member: MemberId, guild: GuildId | None) -> Receipt | Promise:
        """Forget a person in one server, or everywhere (None), or promise to.

        What this process alone knows of them goes in any case.
        """
        said = await self._erase(member, guild)
        await self.in_memory.forget(member, guild)
        return said

    async def _erase(self, member: MemberId, guild: GuildId | None) -> Receipt | Promise:
        if not self.is_here():
            return Promise("soon", await self._write_down(member, guild))
        try:
            return await self.privacy.erase(member, guild)
        except StoreFault as fault:
            if not (fault.is_outage or fault.state == "unsure"):
                raise
            written = await self._write_down(member, guild)
            return Promise(fault.state, written or self.privacy.is_promised(member, guild))

    async def carry_out(self) -> None:
        """Fulfil what waits, or write it down by now."""
        for member, guild in tuple(self._waiting):
            if isinstance(await self.erase(member, guild), Receipt):
                self._waiting.discard((member, guild))

    async def _write_down(self, member: MemberId, guild: GuildId | None) -> bool:
        try:
            await asyncio.to_thread(self.beside.leave, member, guild)
        except StoreFault:
            self._waiting.add((member, guild))
            return False
        self._waiting.discard((member, guild))
        return True
