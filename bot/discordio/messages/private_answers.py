"""Private answers that follow their meeting, for as long as Discord lets us edit them.

An ephemeral message can be edited with the token of the press that it answered, for a quarter of an
hour. After that, and after a restart, a press on it shows the newest state. All of this is in
memory: a token is never stored and never logged.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Hashable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import partial

from discord import ui

from bot.discordio.messages.changed_later import MOST, ChangedLater, Edit
from bot.discordio.messages.drawing import mark_of
from bot.discordio.messages.followed import BETWEEN, Cares, Draw, Followed, Last, Remove
from bot.discordio.requests.errors import CAUGHT
from bot.domain.errors import StoreFault
from bot.domain.ids import OccurrenceId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.services.ports.clock import Clock
from bot.services.ports.drawings import InStep
from bot.services.ports.trouble import Trouble

LASTS = timedelta(minutes=14)
"""A token is good for fifteen minutes; the rest is for slow clocks."""
GRACE = timedelta(seconds=0.25)
"""An edit waits so long: the press that caused it mostly shows the change by its own answer."""

Newest = Callable[[OccurrenceId], Awaitable[LiveMeeting | None]]
"""Gives a meeting as it stands; None once it is over."""

log = logging.getLogger(__name__)


class Live(ChangedLater):
    """Keeps private answers in step with their meetings."""

    def __init__(self, clock: Clock, newest: Newest) -> None:
        super().__init__(clock)
        self._newest = newest
        self._tasks: set[asyncio.Task[None]] = set()
        self._shown: dict[int, Followed] = {}
        self._newest_of: dict[Hashable, int] = {}
        self._following: defaultdict[OccurrenceId, set[int]] = defaultdict(set)

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
        followed no more: of several answers of one kind to one person the newest is true.
        """
        await self.leave(message)
        before = self._newest_of.get(instead_of) if instead_of is not None else None
        if before is not None:
            await self.leave(before)
        at = self._clock.now()
        seen = cares(now)
        one = Followed(now.id, edit, draw, at + LASTS, at + BETWEEN, seen, cares, instead_of)
        self._enter(message, one)
        if anew_at is not None and at < anew_at < at + LASTS:
            one.timer = self._start(self._anew(message, one, anew_at))

    async def keep(
        self,
        message: int,
        edit: Edit,
        now: LiveMeeting,
        view: ui.LayoutView,
        kept: InStep[ui.LayoutView],
        instead_of: Hashable,
        remove: Remove,
    ) -> None:
        """Keep this private message in step with a meeting; it shows `view`, drawn as it is `now`.

        Whatever was kept `instead_of` the same is removed, and this one closes before its time is
        over: then nothing in sight can be out of date.
        """
        await self.leave(message)
        at, mark = self._clock.now(), mark_of(view)
        one = Followed(now.id, edit, kept.draw, at + LASTS, at + BETWEEN, mark, None, instead_of)
        one.kept, one.stands, one.remove = kept, now, remove
        before = self._newest_of.get(instead_of)
        if before is not None:
            self._say_last(before, self._shown[before], Last.REPLACED)
        self._enter(message, one)
        one.timer = self._start(self._close(message, one))

    async def leave(self, message: int) -> None:
        """Follow with this message no more: it is about to show something else.

        An edit that is on its way is waited for, so that it does not come last.
        """
        if message in self._timed:
            await super().leave(message)
        one = self._forget(message)
        if one is not None:
            await one.let_go()

    @asynccontextmanager
    async def giving_way(self, message: int) -> AsyncIterator[None]:
        """Follow with this message no more, for inside it is made to show something else.

        Where that fails, what was kept there goes on: it still stands in front of somebody.
        """
        one = self._shown.get(message)
        await self.leave(message)
        try:
            yield
        except Exception:
            now = self._clock.now()
            if one and one.kept and one.instead_of not in self._newest_of and now < one.until:
                one.doubt()
                one.next_at = now + BETWEEN
                self._enter(message, one)
                one.timer = self._start(self._close(message, one))
            raise

    def changed(self, meeting: OccurrenceId) -> None:
        """Draw anew whatever follows this meeting, where that shows something else now."""
        now = self._clock.now()
        for message in tuple(self._following.get(meeting, ())):
            one = self._shown[message]
            one.stands, one.next_at = None, max(one.next_at, now + GRACE)
            if one.kept is None and one.until <= now:
                self._forget(message)
            else:
                self._want(message, one)

    def _enter(self, message: int, one: Followed) -> None:
        while len(self._shown) >= MOST:
            self._forget(next(iter(self._shown)))
        self._shown[message] = one
        if one.instead_of is not None:
            self._newest_of[one.instead_of] = message
        self._following[one.meeting].add(message)
        self._want(message, one)  # what changed while this was being sent is seen too

    def _say_last(self, message: int, one: Followed, last: Last) -> None:
        one.last = last
        self._want(message, one)

    def _start(self, work: Coroutine[object, object, None]) -> asyncio.Task[None]:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def _want(self, message: int, one: Followed) -> None:
        one.is_due = True
        if one.task is None or one.task.done():
            one.task = self._start(self._redraw(message, one))

    async def _anew(self, message: int, one: Followed, at: datetime) -> None:
        await self._clock.sleep_until(at)
        if self._shown.get(message) is one:
            one.doubt()
            self._want(message, one)

    async def _close(self, message: int, one: Followed) -> None:
        await self._clock.sleep_until(one.until)
        if self._shown.get(message) is one and one.last is None:
            self._say_last(message, one, Last.CLOSING)

    async def _redraw(self, message: int, one: Followed) -> None:
        """Edit until nothing has changed meanwhile, at most once a second."""
        while one.is_due and self._shown.get(message) is one:
            await self._clock.sleep_until(one.may_be_edited_at(self._clock.now()))
            one.is_due = False
            try:
                await self._edit(message, one)
            except (*CAUGHT, Trouble, StoreFault) as error:
                log.info("live.lost", extra={"error": type(error).__name__})
                self._failed(message, one, error)
            except Exception:
                log.exception("live.fault")
                self._drop(message, one)

    async def _edit(self, message: int, one: Followed) -> None:
        meeting, last = await self._newest(one.meeting), one.last
        if last is Last.REPLACED and one.remove is not None:
            touch, seen = one.remove, None
        else:
            found = await one.drawn(meeting, mark_of)
            if found is None:
                return
            touch, seen = partial(one.edit, found[0]), found[1]
        if self._shown.get(message) is not one:
            return
        one.next_at = self._clock.now() + BETWEEN
        try:
            await one.touched(touch)
        finally:
            self._came_after(message, one)
        one.seen, one.failures = seen, 0
        if meeting is None or last is not None:
            self._drop(message, one)

    def _came_after(self, message: int, late: Followed) -> None:
        """Draw anew what was shown while an edit was on its way that Discord took long over."""
        one = self._shown.get(message)
        if one is not None and one is not late:
            one.doubt()
            self._want(message, one)

    def _failed(self, message: int, one: Followed, error: Exception) -> None:
        if not one.goes_on_after(error, self._clock.now()):
            self._drop(message, one)

    def _drop(self, message: int, one: Followed) -> None:
        if self._shown.get(message) is one:
            self._forget(message)

    def _forget(self, message: int) -> Followed | None:
        one = self._shown.pop(message, None)
        if one is not None:
            if one.timer is not None:
                one.timer.cancel()
            if self._newest_of.get(one.instead_of) == message:
                del self._newest_of[one.instead_of]
            others = self._following[one.meeting]
            others.discard(message)
            if not others:
                del self._following[one.meeting]
        return one
