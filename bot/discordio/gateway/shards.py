"""Several connections to the gateway, one for each shard that this process holds.

They stand where discord.py's sharded client keeps its own, so that it closes and measures them.
"""

import asyncio
from collections.abc import Callable, Iterable
from typing import cast

import discord
from discord.gateway import DiscordWebSocket

from bot.discordio.gateway.connection import GatewayConnection

_KEPT = "_AutoShardedClient__shards"
CLEAN = 1000

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
        await self.ws.close(code=CLEAN)

    def _opened(self, ws: DiscordWebSocket) -> None:  # noqa: ARG002 - it is kept already
        _kept_by(self._client)[self.id] = self

    def _lost(self) -> None:
        super()._lost()
        self._client.dispatch("shard_disconnect", self.id)


class ShardConnections:
    """Stays connected with every shard until the client is closed; `made` makes one for each."""

    def __init__(
        self,
        client: discord.AutoShardedClient,
        shards: Iterable[int],
        made: Callable[[int], ShardConnection],
    ) -> None:
        self._client = client
        self._all = {shard: made(shard) for shard in sorted(shards)}

    def attach(self) -> None:
        """Let the client connect this way."""
        self._client._connection.shard_ids = list(self._all)  # noqa: SLF001 - whom it waits for
        self._client.connect = self.stay  # type: ignore[method-assign]
        self._client.before_identify_hook = self._at_its_turn  # type: ignore[method-assign, assignment]

    async def stay(self, *, reconnect: bool = True) -> None:
        """Connect, and connect again. Raises ConnectionClosed where there is no way back."""
        staying = [asyncio.create_task(one.stay(reconnect=reconnect)) for one in self._all.values()]
        try:
            await asyncio.gather(*staying)
        finally:
            for one in staying:
                one.cancel()

    async def _at_its_turn(self, shard_id: int, *, initial: bool = False) -> None:
        await self._all[shard_id].at_its_turn(shard_id, initial=initial)


def _kept_by(client: discord.Client) -> dict[int, ShardConnection]:
    """Give where the client keeps its shards."""
    return cast("dict[int, ShardConnection]", getattr(client, _KEPT))
