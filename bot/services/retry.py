"""Retry: work whose row was changed by somebody else meanwhile is decided anew."""

from collections.abc import Awaitable, Callable

from bot.domain.errors import Stale
from bot.services.ports.store import Answer, Store, Tx

TRIES = 3
"""How often work is tried when somebody else was quicker."""


class NotAtHand(Exception):
    """A work needs what is not in memory yet; to `fetch` that takes too long for a transaction."""

    def __init__(self, fetch: Callable[[], Awaitable[object]]) -> None:
        super().__init__()
        self.fetch = fetch


async def retry(attempt: Callable[[], Awaitable[Answer]]) -> Answer:
    """Attempt something, and again, from its beginning, when somebody else was quicker."""
    for _ in range(TRIES - 1):
        try:
            return await attempt()
        except Stale:
            continue
    return await attempt()


async def run_with_retry(store: Store, work: Callable[[Tx], Answer]) -> Answer:
    """Run a piece of work, and again, decided anew, when somebody else was quicker.

    What it needs and has not at hand is fetched between two transactions.
    """
    while True:
        try:
            return await retry(lambda: store.run(work))
        except NotAtHand as needed:
            await needed.fetch()
