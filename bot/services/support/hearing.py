"""Hears a danger to life in what people type into a search or a form of their own.

All of it from memory: nothing is written down, and nobody is told.
"""

from __future__ import annotations

import asyncio
from functools import cache
from typing import TYPE_CHECKING

from bot.domain.support.danger.level import Care, nearest

if TYPE_CHECKING:
    from bot.services.support.listeners import Listener

MOST_HEARD = 2000
"""Characters that are listened to; no form or option that is listened to takes as many."""


def heard(text: str, *, own: bool = False) -> Care | None:
    """Say what was heard; the first time takes a moment, so not on the loop (see `heard_soon`).

    `own` are words that somebody writes for themselves, and not a search.
    """
    return nearest(listener.hear(text[:MOST_HEARD], own=own) for listener in _listeners())


async def heard_soon(text: str, *, own: bool = False) -> Care | None:
    """Say what was heard, from anywhere: what is needed for it is loaded off the loop."""
    if not _listeners.cache_info().currsize:
        await asyncio.to_thread(_listeners)
    return heard(text, own=own)


@cache
def _listeners() -> tuple[Listener, ...]:
    from bot.services.support.listeners import in_every_language  # noqa: PLC0415 - not at a start

    return in_every_language()
