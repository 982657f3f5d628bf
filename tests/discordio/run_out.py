"""Requests that take too long, whenever a test says so: no second passes, however fast we are."""

import asyncio
from contextlib import suppress

import pytest

from bot.discordio.requests import discord_requests

NEVER = 86_399.0
"""So long no test takes: the patience ends when it is told to."""


class Patience:
    """The patience with requests under way; other waits of a library stay as they are."""

    def __init__(self) -> None:
        self._plain = asyncio.timeout
        self._under_way: list[asyncio.Timeout] = []

    @property
    def under_way(self) -> int:
        """How many requests have begun since it ended last."""
        return len(self._under_way)

    def timeout(self, delay: float | None) -> asyncio.Timeout:
        """Stand for `asyncio.timeout`."""
        made = self._plain(delay)
        if delay == NEVER:
            self._under_way.append(made)
        return made

    def run_out(self) -> None:
        """Let it end for every request that is under way."""
        now = asyncio.get_running_loop().time()
        for one in self._under_way:
            with suppress(RuntimeError):  # it is answered already
                one.reschedule(now)
        self._under_way.clear()


@pytest.fixture
def patience(monkeypatch: pytest.MonkeyPatch) -> Patience:
    """How long we wait for an answer of Discord: until the test says that it was too long."""
    made = Patience()
    monkeypatch.setattr(discord_requests, "REQUEST_TIMEOUT", NEVER)
    monkeypatch.setattr(asyncio, "timeout", made.timeout)
    return made
