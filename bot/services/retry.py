"""Retry: work whose row was changed by somebody else meanwhile is decided anew."""

from collections.abc import Callable

from bot.domain.errors import Stale
from bot.services.ports.store import Answer, Store, Tx

TRIES = 3
"""How often work is tried when somebody else was quicker."""


async def run_with_retry(store: Store, work: Callable[[Tx], Answer]) -> Answer:
    """Run a piece of work, and again, decided anew, when somebody else was quicker."""
    for _ in range(TRIES - 1):
        try:
            return await store.run(work)
        except Stale:
            continue
    return await store.run(work)
