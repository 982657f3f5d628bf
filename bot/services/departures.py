"""A server that removed the bot: nothing of it is kept, also where nobody told us."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.domain.ids import GuildId
from bot.services.ports import Store, Trouble

log = logging.getLogger(__name__)


class Guests(Protocol):
    """In which servers the bot is a guest: a port of this use alone."""

    async def has_left(self, guild: GuildId) -> bool:
        """Tell whether a server removed the bot, by Discord's own word."""
        ...


@dataclass(frozen=True, slots=True)
class Departures:
    """Forgets servers; `remembered` are those who keep something of them in memory."""

    store: Store
    guests: Guests
    remembered: Sequence[Callable[[GuildId], None]]

    async def due(self) -> tuple[GuildId, ...]:
        """Name the kept servers that have removed the bot, by Discord's own word.

        One request for each server that was not heard of; without a clear answer it is kept.
        """
        kept = await self.store.run(lambda tx: tx.servers.kept())
        return tuple([guild for guild in kept if await self._has_left(guild)])

    async def forget(self, guild: GuildId) -> None:
        """Forget everything of a server, in memory and in every table."""
        for drop in self.remembered:
            drop(guild)
        await self.store.run(lambda tx: tx.servers.remove(guild))
        log.info("server.forgotten")

    async def _has_left(self, guild: GuildId) -> bool:
        try:
            return await self.guests.has_left(guild)
        except Trouble:
            log.info("server.not_heard_of")
            return False
