"""Shards that come and go: what is held, connected and looked after is kept in step."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Protocol

from bot.client import ShardedOpenRound
from bot.discordio.gateway.shards import ShardConnection, ShardConnections
from bot.domain.errors import StoreFault
from bot.domain.server.share import ServerShare
from bot.services.rooms.ticks import Ticks

AGAIN = 1.0
"""Seconds until what the database was in the way of is tried again."""


class HeldShards(Protocol):
    """The lease, as far as it says which shards are held."""

    divides: bool
    on_shards: Callable[[frozenset[int]], None]

    @property
    def shards(self) -> frozenset[int]:
        """Which are held, and are not about to be given back."""
        ...

    @property
    def share(self) -> ServerShare:
        """Which servers are looked after."""
        ...

    def serve(self, shards: frozenset[int], *, begun: bool) -> None:
        """Look after the servers of these from now on; once `begun`, others may come and go."""
        ...


@dataclass(slots=True)
class SharedServers:
    """Connects with the shards of a lease; their servers are looked after once they are named.

    What is remembered of a server is forgotten as it goes, and once more as it comes.
    """

    bot: ShardedOpenRound
    lease: HeldShards
    ticks: Ticks
    connections: ShardConnections
    sleep: Callable[[float], Awaitable[None]]
    _named: frozenset[int] = field(default=frozenset())
    """Shards of which the gateway has named every server."""
    _coming: frozenset[int] = field(default=frozenset())
    """Shards that have come since the start, and are not named yet."""
    _handing_over: set[asyncio.Task[None]] = field(default_factory=set)

    @classmethod
    def of(
        cls,
        bot: ShardedOpenRound,
        lease: HeldShards,
        ticks: Ticks,
        made: Callable[[int], ShardConnection],
        sleep: Callable[[float], Awaitable[None]],
    ) -> "SharedServers":
        """`made` makes the connection of a shard; `sleep` is by a clock that nobody simulates."""
        return cls(bot, lease, ticks, ShardConnections(bot, made), sleep)

    def attach(self) -> None:
        """Let the client connect with what is held, now and later."""
        self.connections.hold(self.lease.shards)
        self.connections.attach()
        if self.lease.divides:
            self.bot.add_listener(self._is_named, "on_shard_ready")
            self.bot.add_listener(self._begins, "on_ready")
            self.lease.on_shards = self._changes_soon

    def _changes_soon(self, shards: frozenset[int]) -> None:
        with suppress(RuntimeError):  # the loop is over: we have stopped
            self.bot.loop.call_soon_threadsafe(self._changes, shards)

    def _changes(self, shards: frozenset[int]) -> None:
        left = self._named - shards
        self._named &= shards
        self._coming = shards - self._named
        self.connections.hold(shards)
        if left:
            task = self.bot.loop.create_task(self._hand_over(left))
            self._handing_over.add(task)
            task.add_done_callback(self._handing_over.discard)

    async def _begins(self) -> None:
        self.lease.serve(self._named, begun=True)

    async def _is_named(self, shard: int) -> None:
        if shard in self._coming:
            await self._hand_over(frozenset({shard}))
            self.ticks.resume_soon()
        self._coming -= {shard}
        self._named |= {shard} & self.lease.shards
        self.lease.serve(self._named, begun=self.bot.is_ready())

    async def _hand_over(self, shards: frozenset[int]) -> None:
        moved = ServerShare(self.lease.share.count, shards)
        while not self.bot.is_closed():
            try:
                await self.ticks.letting_go.hand_over(moved)
            except StoreFault:
                await self.sleep(AGAIN)
            else:
                return
