"""Several connections to the gateway, one for each shard that this process holds.

They stand where discord.py's sharded client keeps its own, so that it closes and measures them.
"""

import asyncio
from collections.abc import Callable, Iterable
from typing import cast

import discord
from discord.gateway import DiscordWebSocket

from bot.discordio.gateway.connection import CLEAN, GatewayConnection

_KEPT = "_AutoShardedClient__shards"
_LOOK = 1.0
"""Seconds after which it is seen at the latest that the client is closed."""

if _KEPT not in discord.AutoShardedClient.get_shard.__code__.co_names:
    message = f"discord.py {discord.__version__} keeps its shards elsewhere."
    raise ImportError(message)


class ShardConnection(GatewayConnection):
    """The connection of one shard; a shard of discord.py's own is like it."""

    @property
    def id(self) -> int:
        """Which shard it is for."""
        assert self._shard is not None  # noqa: S101 - only the one of a whole client has none
        return self._shard

    @property
    def ws(self) -> DiscordWebSocket:
        """The connection as it is now."""
        assert self._ws is not None  # noqa: S101 - it is kept once there is one
        return self._ws

    async def close(self) -> None:
        """End it for good."""
        self._is_over = True
        if self._ws is not None:
            await self._ws.close(code=CLEAN)

    def _opened(self, ws: DiscordWebSocket) -> None:  # noqa: ARG002 - it is kept already
        _kept_by(self._client)[self.id] = self

    def _lost(self) -> None:
        super()._lost()
        self._client.dispatch("shard_disconnect", self.id)


class ShardConnections:
    """Stays connected with every shard that is held; `made` makes the connection of one."""

    def __init__(
        self, client: discord.AutoShardedClient, made: Callable[[int], ShardConnection]
    ) -> None:
        self._client, self._made = client, made
        self._all: dict[int, ShardConnection] = {}
        self._staying: dict[int, asyncio.Task[None]] = {}
        self._changed = asyncio.Event()

    def attach(self) -> None:
        """Let the client connect this way."""
        self._client.connect = self.stay  # type: ignore[method-assign]
        self._client.before_identify_hook = self._at_its_turn  # type: ignore[method-assign, assignment]

    def hold(self, shards: Iterable[int]) -> None:
        """Be connected with these shards from now on, and with no other."""
        held = frozenset(shards)
        for shard in self._all.keys() - held:
            self._let_go(shard)
        for shard in sorted(held - self._all.keys()):
            self._all[shard] = self._made(shard)
        self._client._connection.shard_ids = sorted(held)  # noqa: SLF001 - for whom it waits
        self._changed.set()

    async def stay(self, *, reconnect: bool = True) -> None:
        """Connect, and connect again. Raises ConnectionClosed where there is no way back."""
        try:
            while not self._client.is_closed():
                self._changed.clear()
                for shard in sorted(self._all.keys() - self._staying.keys()):
                    staying = self._all[shard].stay(reconnect=reconnect)
                    self._staying[shard] = asyncio.create_task(staying)
                await self._until_something_happens()
        finally:
            for task in self._staying.values():
                task.cancel()

    async def _until_something_happens(self) -> None:
        changed = asyncio.create_task(self._changed.wait())
        waiting = {changed, *self._staying.values()}
        done, _ = await asyncio.wait(waiting, timeout=_LOOK, return_when=asyncio.FIRST_COMPLETED)
        changed.cancel()
        for shard, task in tuple(self._staying.items()):
            if task in done:
                del self._staying[shard]
                task.result()

    def _let_go(self, shard: int) -> None:
        """Leave a shard, and forget what the gateway told of its servers."""
        one, staying = self._all.pop(shard), self._staying.pop(shard, None)
        if staying is not None:
            staying.cancel()
        _kept_by(self._client).pop(shard, None)
        self._closing = asyncio.ensure_future(one.close())
        self._client.dispatch("shard_disconnect", shard)
        for guild in [one for one in self._client.guilds if one.shard_id == shard]:
            self._client._connection._remove_guild(guild)  # noqa: SLF001 - nobody left it

    async def _at_its_turn(self, shard_id: int, *, initial: bool = False) -> None:
        await self._all[shard_id].at_its_turn(shard_id, initial=initial)


def _kept_by(client: discord.Client) -> dict[int, ShardConnection]:
    """Give where the client keeps its shards."""
    return cast("dict[int, ShardConnection]", getattr(client, _KEPT))
