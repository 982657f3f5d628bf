"""The connection to the gateway: resumed where that goes, a new session only at its turn.

It stands for discord.py's own loop, which asks for new sessions without end, fails where the very
first connection does, and cannot be stopped while it waits.
"""

import asyncio
import logging
import zlib
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Protocol

import aiohttp
import discord
from discord.backoff import ExponentialBackoff
from discord.gateway import DiscordWebSocket, ReconnectWebSocket

PATIENCE = 60.0
"""Seconds until a connection that does not come about is given up."""
LOW = 50
"""Where Discord says that fewer sessions are left today, those are for tomorrow's evening."""
ASKING = 15.0
"""Seconds for which Discord is asked how many are left."""
NO_ANSWER = (discord.GatewayNotFound, aiohttp.ClientError, OSError, TimeoutError)
LOST = (OSError, discord.HTTPException, discord.ConnectionClosed, aiohttp.ClientError, TimeoutError)
UNREADABLE = (ValueError, zlib.error)
"""What comes of an event that is no JSON, or that cannot be unpacked."""
CLEAN, NEEDS_INTENTS = 1000, 4014
"""Codes with which a gateway closes."""

log = logging.getLogger(__name__)


class Turns(Protocol):
    """Says when a new session may be asked for (IDENTIFY)."""

    async def wait(self) -> float:
        """Give how many seconds it is until the next."""

    async def claim(self) -> float:
        """Write one down and give 0, or give how many seconds it must wait."""


class GatewayConnection:
    """Stays connected until the client is closed. `sleep` is by a clock that nobody simulates."""

    def __init__(
        self,
        client: discord.Client,
        turns: Turns,
        sleep: Callable[[float], Awaitable[None]],
        shard: int | None = None,
    ) -> None:
        """`shard` is which of several it is for."""
        self._client, self._turns, self._sleep = client, turns, sleep
        self._shard, self._is_over = shard, False
        self._ws: DiscordWebSocket | None = None
        self._how: dict[str, Any] = {"initial": True, "shard_id": shard}

    def attach(self) -> None:
        """Let the client connect this way."""
        self._client.connect = self.stay  # type: ignore[method-assign]
        self._client.before_identify_hook = self.at_its_turn  # type: ignore[method-assign]

    async def stay(self, *, reconnect: bool = True) -> None:
        """Connect, and connect again. Raises ConnectionClosed where there is no way back."""
        backoff = ExponentialBackoff[Any]()
        while await self._may_connect():
            try:
                await self._live()
            except ReconnectWebSocket as again:
                self._lost()
                self._next(resume=again.resume)
            except UNREADABLE as error:
                self._lost()
                await self._leave()
                await self._rest(error, backoff.delay())
                self._next(resume=False)  # a resumed one would hand us the same event again
            except LOST as error:
                self._lost()
                if self._is_closed():
                    return
                await self._must_come_back(error, reconnect=reconnect)
                await self._rest(error, backoff.delay())
                self._next(resume=True)

    async def _live(self) -> None:
        opening: Coroutine[Any, Any, DiscordWebSocket]
        opening = DiscordWebSocket.from_client(self._client, **self._how)
        self._ws = await asyncio.wait_for(opening, PATIENCE)
        self._opened(self._ws)
        self._how["initial"] = False
        while True:
            await self._ws.poll_event()

    def _opened(self, ws: DiscordWebSocket) -> None:
        """Let the client know it: by that it is closed, and watched."""
        self._client.ws = ws

    def _lost(self) -> None:
        self._client.dispatch("disconnect")

    async def _leave(self) -> None:
        """Close a connection that still stands: its heartbeat would go on."""
        if self._ws is not None:
            await self._ws.close()

    async def _rest(self, error: Exception, pause: float) -> None:
        told = {"error": type(error).__name__, "ms": int(pause * 1000)}
        log.warning("gateway.lost", extra=told)
        await self._pause(pause)

    def _is_closed(self) -> bool:
        return self._is_over or self._client.is_closed()

    def _next(self, *, resume: bool) -> None:
        """Go on with the session there was, or with a new one where there is none."""
        last = self._ws
        shared = {"initial": self._how["initial"], "shard_id": self._shard}
        if not resume or last is None or last.session_id is None:
            self._how = shared
            return
        where = {"gateway": last.gateway, "session": last.session_id, "sequence": last.sequence}
        self._how = shared | where | {"resume": True}

    async def _must_come_back(self, error: Exception, *, reconnect: bool) -> None:
        """Raise what there is no way back from: a bad token, wrong intents."""
        if isinstance(error, discord.ConnectionClosed):
            if error.code == NEEDS_INTENTS:
                raise discord.PrivilegedIntentsRequired(error.shard_id) from None
            if error.code != CLEAN:
                raise error
        if not reconnect:
            raise error

    async def _may_connect(self) -> bool:
        """Wait until a connection may be opened; false once the client is closed."""
        while not self._is_closed() and not self._how.get("resume"):
            own = await self._turns.wait()
            wait = own or await self._left_by_discord()
            if not wait:
                break
            told = {"code": "budget" if own else "discord", "ms": int(wait * 1000)}
            log.warning("identify.waits", extra=told)
            await self._pause(wait)
        return not self._is_closed()

    async def _left_by_discord(self) -> float:
        """Give the seconds to wait by Discord's own count; none where it does not say."""
        try:
            asked = self._client.http.get_bot_gateway()
            _, _, limit = await asyncio.wait_for(asked, ASKING)
        except NO_ANSWER:
            return 0.0
        return limit["reset_after"] / 1000 if limit["remaining"] < LOW else 0.0

    async def at_its_turn(self, shard_id: int | None, *, initial: bool = False) -> None:  # noqa: ARG002 - theirs
        """Write a login down before it is sent; another process may have come first."""
        while wait := await self._turns.claim():
            await self._sleep(wait)

    async def _pause(self, seconds: float) -> None:
        """Wait; no longer than the client is open."""
        while seconds > 0 and not self._is_closed():
            await self._sleep(min(seconds, 1.0))
            seconds -= 1.0
