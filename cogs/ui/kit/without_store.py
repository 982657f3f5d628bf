"""Answers that do not wait for the store: whom to call comes at once, whatever else there is."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from bot.domain.errors import StoreFault

PROMPTLY = 0.4
"""Seconds that whoever asks for help waits for what stands below the numbers; at most twice."""

Answer = TypeVar("Answer")
Otherwise = TypeVar("Otherwise")


async def promptly(work: Awaitable[Answer], otherwise: Otherwise) -> Answer | Otherwise:
    """Give what the store says, or something else where it does not say it at once."""
    try:
        async with asyncio.timeout(PROMPTLY):
            return await work
    except (TimeoutError, StoreFault):
        return otherwise
