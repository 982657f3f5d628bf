"""Delete everything of servers that removed the bot: told by the gateway, or found by asking."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.domain.ids import GuildId
from bot.services.ports.store import Store
from bot.services.ports.trouble import Trouble

LOOKS_IN_DOUBT = 24
"""Looks, an hour apart, before it is believed that most servers have removed the bot at once."""

log = logging.getLogger(__name__)


class Guests(Protocol):
    """In which servers the bot is a guest: a port of this use alone."""

    async def has_left(self, guild: GuildId) -> bool:
        """Tell whether a server removed the bot, by Discord's own word."""
        ...


@dataclass(slots=True)
class Departures:
    """Forgets servers; `remembered` are those who keep something of them in memory."""

    store: Store
    guests: Guests
    remembered: Sequence[Callable[[GuildId], None]]
    _removed: set[GuildId] = field(default_factory=set)
    """Servers whose removal the gateway told us of: that is certain."""
    _in_doubt: int = 0
    """How many looks in a row found that most of them do not know us."""

    def record_removal(self, guild: GuildId) -> None:
        """Note that the gateway told of a removal; what is kept of that server goes at any rate."""
        self._removed.add(guild)

    async def due(self) -> tuple[GuildId, ...]:
        """Name the kept servers that have removed the bot, by Discord's own word.

        One request for each server that was not heard of; without a clear answer it is kept. Where
        most servers do not know us this may be the token of another bot: that waits for a day.
        """
        kept = await self.store.run(lambda tx: tx.registry.servers())
        self._removed.intersection_update(kept)
        left = {guild: await self._has_left(guild) for guild in kept}
        gone = tuple(guild for guild in kept if left[guild])
        knowing = sum(one is False for one in left.values())
        self._in_doubt = self._in_doubt + 1 if len(gone) > knowing else 0
        if not 0 < self._in_doubt <= LOOKS_IN_DOUBT:
            return gone
        log.error("server.most_do_not_know_us")
        return tuple(guild for guild in gone if guild in self._removed)

    async def forget(self, guild: GuildId) -> None:
        """Forget everything of a server, in memory and in every table."""
        for drop in self.remembered:
            drop(guild)
        await self.store.run(lambda tx: tx.registry.forget_server(guild))
        self._removed.discard(guild)
        log.info("server.forgotten")

    async def _has_left(self, guild: GuildId) -> bool | None:
        """Tell whether a server removed us; None where nobody says so clearly."""
        try:
            return await self.guests.has_left(guild)
        except Trouble:
            log.info("server.not_heard_of")
            return None
