"""Private answers that follow their meeting, for as long as Discord lets us edit them.

An ephemeral message can be edited with the token of the press that it answered, for a quarter of an
hour. After that, and after a restart, a press on it shows the newest state.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from discord import ui

from bot.discordio.requests.errors import CAUGHT
from bot.domain.ids import OccurrenceId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.services.ports.clock import Clock
from bot.services.ports.trouble import Trouble

LASTS = timedelta(minutes=14)
"""A token is good for fifteen minutes; the rest is for slow clocks."""
BETWEEN = timedelta(seconds=1)
"""At least so long between two edits of one message."""
PATIENCE = 1.0
"""Seconds a press on such a message waits for an edit of it that is on its way."""
MOST = 2000
"""Messages that are followed at a time; the oldest are let go first."""

Edit = Callable[[ui.LayoutView], Awaitable[object]]
Newest = Callable[[OccurrenceId], Awaitable[LiveMeeting | None]]
"""Gives a meeting as it stands; None once it is over."""
Draw = Callable[[LiveMeeting | None], Awaitable[ui.LayoutView]]
Cares = Callable[[LiveMeeting | None], object]
"""What a private answer depends on: it is drawn anew where this gives something else."""

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Shown:
    """A private message that follows a meeting, and what it showed last."""

    meeting: OccurrenceId
    edit: Edit
    draw: Draw
    cares: Cares
    seen: object
    until: datetime
    next_at: datetime
    instead_of: Hashable = None
    is_due: bool = False
    editing: bool = False
    task: asyncio.Task[None] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class _Timed:
    """A change to come, and what is shown at once where what it is about is given up before."""

    task: asyncio.Task[None]
    about: Hashable
    edit: Edit
    given_up: Callable[[], ui.LayoutView]


class Live:
    """Keeps private answers in step with their meetings."""

    def __init__(self, clock: Clock, newest: Newest) -> None:
        self._clock, self._newest = clock, newest
        self._shown: dict[int, _Shown] = {}
        self._newest_of: dict[Hashable, int] = {}
        self._following: defaultdict[OccurrenceId, set[int]] = defaultdict(set)
        self._timed: dict[int, _Timed] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def follow(
        self,
        message: int,
        edit: Edit,
        now: LiveMeeting,
        draw: Draw,
        cares: Cares,
        anew_at: datetime | None = None,
        instead_of: Hashable = None,
    ) -> None:
        """Follow a meeting with this private message, which shows it as it is `now`.

        At `anew_at` it is drawn anew in any case. Whatever was followed `instead_of` the same is
        followed no more: of several consoles of one person the newest is true.
        """
        await self.leave(message)
        if instead_of is not None:
            await self.leave(self._newest_of.get(instead_of, message))
            self._newest_of[instead_of] = message
        while len(self._shown) >= MOST:
            self._forget(next(iter(self._shown)))
        at = self._clock.now()
        one = _Shown(now.id, edit, draw, cares, cares(now), at + LASTS, at + BETWEEN, instead_of)
        self._shown[message] = one
        self._following[now.id].add(message)
        self._want(message, one)  # what changed while this was being sent is seen too
        if anew_at is not None and at < anew_at < at + LASTS:
            self._start(self._later(message, one, anew_at))

    async def leave(self, message: int) -> None:
        """Follow with this message no more: it is about to show something else.

        An edit that is on its way is waited for, so that it does not come last.
        """
        timed = self._timed.pop(message, None)
        if timed is not None:
            timed.task.cancel()
        one = self._forget(message)
        if one is not None and one.editing and one.task is not None:
            await asyncio.wait({one.task}, timeout=PATIENCE)

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

    def changed(self, meeting: OccurrenceId) -> None:
        """Draw anew whatever follows this meeting, where that shows something else now."""
        now = self._clock.now()
        for message in tuple(self._following.get(meeting, ())):
            one = self._shown[message]
            if one.until <= now:
                self._forget(message)
            else:
                self._want(message, one)

    def _want(self, message: int, one: _Shown) -> None:
        one.is_due = True
        if one.task is None or one.task.done():
            one.task = self._start(self._redraw(message, one))

    def _start(self, work: Awaitable[None]) -> asyncio.Task[None]:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _later(self, message: int, one: _Shown, at: datetime) -> None:
        await self._clock.sleep_until(at)
        if self._shown.get(message) is one:
            one.seen = object()  # whatever it shows is out of date now
            self._want(message, one)

    async def _redraw(self, message: int, one: _Shown) -> None:
        """Edit until nothing has changed meanwhile, at most once a second."""
        while one.is_due and self._shown.get(message) is one:
            await self._clock.sleep_until(one.next_at)
            one.is_due = False
            try:
                await self._edit(message, one)
            except (*CAUGHT, Trouble) as error:
                log.info("live.lost", extra={"error": type(error).__name__})
                self._drop(message, one)
            except Exception:
                log.exception("live.fault")
                self._drop(message, one)

    async def _edit(self, message: int, one: _Shown) -> None:
        meeting = await self._newest(one.meeting)
        cares = one.cares(meeting)
        if cares == one.seen or self._shown.get(message) is not one:
            return
        view = await one.draw(meeting)
        if self._shown.get(message) is not one:
            return
        one.seen, one.next_at = cares, self._clock.now() + BETWEEN
        one.editing = True
        try:
            await one.edit(view)
        finally:
            one.editing = False
        if meeting is None:
            self._drop(message, one)

    def _drop(self, message: int, one: _Shown) -> None:
        if self._shown.get(message) is one:
            self._forget(message)

    def _forget(self, message: int) -> _Shown | None:
        one = self._shown.pop(message, None)
        if one is not None:
            if self._newest_of.get(one.instead_of) == message:
                del self._newest_of[one.instead_of]
            others = self._following[one.meeting]
            others.discard(message)
            if not others:
                del self._following[one.meeting]
        return one


async def _tried(edit: Edit, view: ui.LayoutView) -> None:
    try:
        await edit(view)
    except (*CAUGHT, Trouble) as error:
        log.info("live.lost", extra={"error": type(error).__name__})
