"""The alarm clock: one APScheduler job, `wake`, set again and again.

See docs/architecture.md#a-meeting-time.

It only wakes; the truth is in the tables. Beside it stands periodic work, a job for each.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from apscheduler.events import (
    EVENT_JOB_ERROR,
    EVENT_JOB_MAX_INSTANCES,
    EVENT_JOB_MISSED,
    JobEvent,
)
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

from bot.logs.codes import register
from bot.services.ports.clock import Clock
from bot.services.ports.store import GIVES_WAY

WAKE = "wake"
"""The name of the job that wakes the tick."""
AT_MOST = timedelta(seconds=30)
"""The tick never sleeps longer, whatever it was told."""
AFTER_A_FAULT = timedelta(seconds=5)
TASK_AGAIN = timedelta(seconds=30)
"""How soon periodic work is tried again that did not succeed."""
SLOW_TICK, LONGEST_TICK = 15.0, 60.0
"""Seconds after which the log tells that a tick does not end, and after which it is let go of."""
OVERSLEPT = 35.0
"""Seconds, by a clock that nobody can put back, after which a wake that did not come is set again:
APScheduler waits by the wall clock, and one put back by a day would let it sleep for a day."""
GUARDED_EVERY, LATE = 3.0, timedelta(seconds=2)
"""How often, in seconds, it is looked whether the wall clock is past a wake by so much: it was put
on, or the machine slept, and APScheduler still waits."""

log = logging.getLogger(__name__)
Tick = Callable[[], Coroutine[Any, Any, datetime | None]]


@dataclass(frozen=True, slots=True)
class PeriodicTask:
    """What is done at the start, or `first` after it, and then again and again."""

    name: str
    work: Callable[[], Coroutine[Any, Any, object]]
    every: timedelta = timedelta(hours=1)
    first: timedelta = timedelta(0)
    wakes: bool = False
    """Whether it wants things of Discord, which the tick carries out."""
    of_no_server: bool = False
    """Whether it is of all servers together: where several processes share them, one does it."""


class Wake:
    """Wakes the tick at the earliest instant that anybody asked for."""

    def __init__(self, clock: Clock, wall: Callable[[datetime], datetime]) -> None:
        """`wall` tells when, by this machine's clock, it will be a given instant."""
        self._clock, self._wall = clock, wall
        self._tick: Tick | None = None
        self._at: datetime | None = None
        self._ticking = False
        self._last_tick: float | None = None
        """When a tick last ended, by the loop's clock."""
        self._guard: asyncio.TimerHandle | None = None
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            # Several: a wake that is due at once is looked at before those before it count as over,
            # and would be dropped. Two ticks never run at once: each wake is set after a tick.
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 10},
        )
        self._scheduler.add_listener(
            self._lost, EVENT_JOB_ERROR | EVENT_JOB_MISSED | EVENT_JOB_MAX_INSTANCES
        )

    def start(self, tick: Tick, tasks: Iterable[PeriodicTask] = ()) -> None:
        """Begin to wake; the first tick comes at once, and so do the tasks."""
        self._tick = tick
        self._scheduler.start()
        self._set(self._clock.now())
        for task in tasks:
            register([task.name])
            self._repeat(task)

    def stop(self) -> None:
        """Wake no more."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        if self._guard is not None:
            self._guard.cancel()
        self._tick = None

    @property
    def is_running(self) -> bool:
        """Whether it rings, or its tick is at work."""
        if self._tick is None or not self._scheduler.running:
            return False
        return self._ticking or self._scheduler.get_job(WAKE) is not None

    def by(self, at: datetime) -> None:
        """Wake at `at`, unless an earlier instant is set."""
        if self._at is not None and self._at <= at:
            return
        self._at = at
        if self._tick is not None and not self._ticking:
            self._set(at)

    async def _wake(self) -> None:
        if self._tick is None:
            return
        self._ticking, self._at = True, None
        GIVES_WAY.set(True)
        try:
            following = await self._watched(asyncio.ensure_future(self._tick()))
        except asyncio.CancelledError:
            if self._tick is None:
                return  # We are stopping, which is no fault of the tick.
            raise
        except Exception:
            # The alarm must outlive any fault; the tick looks at everything anew.
            log.exception("tick.fault")
            following = self._clock.now() + AFTER_A_FAULT
        finally:
            self._ticking = False
        latest = self._clock.now() + AT_MOST
        self._set(min(at for at in (following, self._at, latest) if at is not None))

    def _repeat(self, task: PeriodicTask) -> None:
        now = self._clock.now()
        begins = self._wall(now)
        every = self._wall(now + task.every) - begins
        first = self._wall(now + task.first)
        self._scheduler.add_job(
            partial(self._do, task),
            IntervalTrigger(seconds=every.total_seconds(), timezone=UTC),
            id=task.name,
            name=task.name,
            next_run_time=first,
            max_instances=1,
        )

    async def _do(self, task: PeriodicTask) -> None:
        """Do periodic work; soon again after a fault, but what hangs waits for its next time."""
        GIVES_WAY.set(True)
        work = asyncio.ensure_future(task.work())
        try:
            done, _ = await asyncio.wait({work}, timeout=LONGEST_TICK)
            if done:
                work.result()
            else:
                log.error("task.hung", extra={"code": task.name})
            if task.wakes:
                self.by(self._clock.now())
        except asyncio.CancelledError:
            if self._tick is not None:
                raise
        except Exception:
            log.exception("task.fault", extra={"code": task.name})
            again = self._wall(self._clock.now() + TASK_AGAIN)
            self._scheduler.modify_job(task.name, next_run_time=again)
        finally:
            work.cancel()

    async def _watched(self, tick: asyncio.Task[datetime | None]) -> datetime:
        """Wait for a tick, but not for ever (T-WD-1): the next one looks at everything anew.

        One that does not end even when it is told to is left behind.
        """
        try:
            for seconds, code in ((SLOW_TICK, "slow"), (LONGEST_TICK - SLOW_TICK, "hung")):
                if (await asyncio.wait({tick}, timeout=seconds))[0]:
                    self._last_tick = asyncio.get_running_loop().time()
                    return tick.result() or self._clock.now() + AT_MOST
                log.error("tick.late", extra={"code": code, "ms": self._since_last_tick()})
            return self._clock.now() + AFTER_A_FAULT
        finally:
            tick.cancel()

    def _since_last_tick(self) -> int | None:
        if self._last_tick is None:
            return None
        return int((asyncio.get_running_loop().time() - self._last_tick) * 1000)

    def _set(self, at: datetime) -> None:
        self._at = at
        # Without a zone of ours the library asks the machine for its own, whose name may be none.
        when = DateTrigger(self._wall(at), timezone=UTC)
        self._scheduler.add_job(self._wake, when, id=WAKE, replace_existing=True)
        loop = asyncio.get_running_loop()
        self._guard_from(loop, loop.time() + OVERSLEPT)

    def _guard_from(self, loop: asyncio.AbstractEventLoop, latest: float) -> None:
        """Look again and again whether the wake that is set has come, until `latest`."""
        if self._guard is not None:
            self._guard.cancel()
        at = min(loop.time() + GUARDED_EVERY, latest)
        self._guard = loop.call_at(at, self._look_at_clocks, loop, latest)

    def _look_at_clocks(self, loop: asyncio.AbstractEventLoop, latest: float) -> None:
        if self._tick is None or self._ticking or self._at is None:
            return  # stopping, or at work: a wake is set after it
        late = self._wall(self._clock.now()) - self._wall(self._at)
        if late < LATE and loop.time() < latest:
            self._guard_from(loop, latest)
            return
        log.warning("wake.overslept")
        self._set(self._clock.now())

    def _lost(self, event: JobEvent) -> None:
        """Set a wake that the scheduler dropped again: without one the bot would sleep for ever."""
        if self._tick is None or event.job_id != WAKE:  # the bot stops; or a task is still at work
            return
        log.error("wake.lost", exc_info=getattr(event, "exception", None))
        if not self._ticking:
            self._set(self._clock.now() + AFTER_A_FAULT)
