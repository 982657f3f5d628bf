"""Private answers that change once, at an instant, unless they show something else by then."""

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Coroutine, Hashable
from dataclasses import dataclass
from datetime import datetime

from discord import ui

from bot.discordio.requests.discord_requests import REQUEST_TIMEOUT
from bot.discordio.requests.errors import CAUGHT
from bot.services.ports.clock import Clock
from bot.services.ports.trouble import Trouble

MOST = 2000
"""Messages that are kept in mind at a time; the oldest are let go first."""

Edit = Callable[[ui.LayoutView], Awaitable[object]]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Timed:
    """A change to come, and what is shown at once where what it is about is given up before."""

    task: asyncio.Task[None]
    about: Hashable
    edit: Edit
    given_up: Callable[[], ui.LayoutView]


class ChangedLater(ABC):
    """Changes private answers at the instant each of them names."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._timed: dict[int, _Timed] = {}

    async def leave(self, message: int) -> None:
        """Change this message no more: it is about to show something else."""
        timed = self._timed.pop(message, None)
        if timed is not None:
            timed.task.cancel()

    async def change_at(
        self,
        message: int,
        edit: Edit,
        at: datetime,
        draw: Callable[[], ui.LayoutView | None],
        about: Hashable,
        given_up: Callable[[], ui.LayoutView],
    ) -> None:
        """Change this private message once, at an instant, unless it shows something else by then.

        Where there is nothing to draw any more it stays as it is. Discord takes no change more
        than fifteen minutes after the press that it answered. `given_up` is shown in its place
        where what it is `about` is given up before.
        """
        await self.leave(message)
        while len(self._timed) >= MOST:
            self._timed.pop(next(iter(self._timed))).task.cancel()
        task = self._start(self._change_at(message, edit, at, draw))
        self._timed[message] = _Timed(task, about, edit, given_up)

    async def give_up(self, about: Hashable) -> None:
        """Say at once in each message that was to change about something that it will not."""
        found = [message for message, one in self._timed.items() if one.about == about]
        for one in [self._timed.pop(message) for message in found]:
            one.task.cancel()
            await _tried(one.edit, one.given_up())

    async def _change_at(
        self, message: int, edit: Edit, at: datetime, draw: Callable[[], ui.LayoutView | None]
    ) -> None:
        await self._clock.sleep_until(at)
        del self._timed[message]
        view = draw()
        if view is not None:
            await _tried(edit, view)

    @abstractmethod
    def _start(self, work: Coroutine[object, object, None]) -> asyncio.Task[None]:
        """Begin work that goes on by itself."""


async def _tried(edit: Edit, view: ui.LayoutView) -> None:
    try:
        async with asyncio.timeout(REQUEST_TIMEOUT):
            await edit(view)
    except (*CAUGHT, Trouble) as error:
        log.info("live.lost", extra={"error": type(error).__name__})
