"""A private message that follows a meeting: how it is drawn, and what it showed last."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

import discord
from discord import ui

from bot.discordio.messages.changed_later import Edit
from bot.discordio.requests.discord_requests import REQUEST_TIMEOUT
from bot.discordio.requests.errors import trouble_of
from bot.discordio.requests.responses import ATTEMPT, Attempt
from bot.domain.ids import OccurrenceId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.services.ports.drawings import InStep
from bot.services.ports.trouble import Blocked, Trouble, Unsure

BETWEEN = timedelta(seconds=1)
"""At least so long between two edits of one message."""
AGAIN = timedelta(seconds=5)
"""After an edit that got lost; after each further one so much longer."""
LONGEST_WAIT = timedelta(seconds=30)
REFUSED = timedelta(minutes=2)
"""After an edit that Discord refused: too many of those, and it bars us altogether."""
PATIENCE = 1.0
"""Seconds a press on such a message waits for an edit of it that is on its way."""
TO_CLOSE = timedelta(seconds=45)
"""After its time is over a message that could not be closed is tried again for so long."""

Draw = Callable[[LiveMeeting | None], Awaitable[ui.LayoutView]]
Cares = Callable[[LiveMeeting | None], object]
"""What a private answer depends on: it is drawn anew where this gives something else."""
Remove = Callable[[], Awaitable[object]]
Mark = Callable[[ui.LayoutView], int]
"""Tells a drawing from another one."""


class Last(Enum):
    """Why a message is touched for the last time: it goes, or says that it rests."""

    REPLACED = "replaced"
    CLOSING = "closing"


@dataclass(slots=True)
class Followed:
    """A private message that follows a meeting, and what it showed last."""

    meeting: OccurrenceId
    edit: Edit
    draw: Draw
    until: datetime
    next_at: datetime
    seen: object
    cares: Cares | None = None
    instead_of: Hashable = None
    kept: InStep[ui.LayoutView] | None = None
    remove: Remove | None = None
    """Takes the message out of its reader's sight."""
    stands: LiveMeeting | None = None
    """The meeting that it shows, where nothing is known to have changed since."""
    last: Last | None = None
    is_due: bool = False
    attempt: Attempt | None = field(default=None, repr=False)
    """The edit that is on its way."""
    failures: int = 0
    task: asyncio.Task[None] | None = field(default=None, repr=False)
    timer: asyncio.Task[None] | None = field(default=None, repr=False)

    async def drawn(
        self, meeting: LiveMeeting | None, mark_of: Mark
    ) -> tuple[ui.LayoutView, object] | None:
        """Draw it, with what it is known by; None where that is what it shows already."""
        if self.kept is not None and self.last is Last.CLOSING and meeting is not None:
            return await self.kept.closing(meeting), None
        if self.cares is not None:
            known = self.cares(meeting)
            return None if known == self.seen else (await self.draw(meeting), known)
        if self.stands is not None and self.stands == meeting:
            return None
        view = await self.draw(meeting)
        mark = mark_of(view)
        return None if mark == self.seen else (view, mark)

    async def touched(self, touch: Remove) -> None:
        """Edit or remove it; what takes long counts as lost."""
        self.attempt = Attempt(lambda *_: None)
        outer = ATTEMPT.set(self.attempt)
        try:
            async with asyncio.timeout(REQUEST_TIMEOUT):
                await touch()
        finally:
            ATTEMPT.reset(outer)
            self.attempt = None

    async def let_go(self) -> None:
        """Wait for the edit that is on its way; one that Discord hasn't before it is given up."""
        if self.attempt is None or self.task is None:
            return
        await asyncio.wait({self.task}, timeout=PATIENCE)
        if self.attempt is not None and not self.attempt.on_wire:
            self.task.cancel()

    def may_be_edited_at(self, now: datetime) -> datetime:
        """Tell when the next edit may go out; a clock that was put back does not count."""
        longest = REFUSED if self.failures else BETWEEN
        return self.next_at if self.next_at <= now + longest else now + BETWEEN

    def goes_on_after(self, error: Exception, now: datetime) -> bool:
        """Try again a little later while Discord still lets us, unless the message is gone."""
        trouble = error if isinstance(error, Trouble) else trouble_of(error)
        last = self.until + (BETWEEN if self.last is None else TO_CLOSE)
        if not isinstance(trouble, (Unsure, Blocked)) or now >= last:
            return False
        self.failures += 1
        self.next_at = now + self._pause(error, trouble)
        self.is_due, self.stands = True, None
        return True

    def _pause(self, error: Exception, trouble: Trouble) -> timedelta:
        """Say how long to wait; what kept it from being drawn is no edit that Discord refused."""
        if isinstance(error, discord.RateLimited):
            return min(timedelta(seconds=error.retry_after), REFUSED)
        if isinstance(trouble, Blocked) and error is not trouble:
            return REFUSED
        return min(AGAIN * self.failures, LONGEST_WAIT)

    def doubt(self) -> None:
        """Draw it anew in any case: nobody knows any more what it shows."""
        self.seen, self.stands = object(), None
