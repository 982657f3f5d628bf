"""Work in progress: one task for each subject at a time, none for ever, and a rest after a fault.

What the tick starts again each second would ask Discord each second, where nothing can be saved.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from typing import Any

from bot.domain.ids import OccurrenceId
from bot.domain.outbox_entry import Subject, SubjectKind
from bot.services.ports.clock import Alarm, Clock
from bot.services.ports.store import GIVES_WAY

SOON = timedelta(milliseconds=200)
"""How soon what a meeting's work made due is looked at, and what a tick has left for the next."""
WHILE_BUSY = timedelta(seconds=1)
"""How soon instead while much is under way, for each look reads the names of all that is due; what
is due but still being worked on does not make the tick spin either."""
MUCH = 100
"""So much under way is much: Discord lets the last of it wait for two seconds and more."""
REST = timedelta(seconds=5)
"""So long a subject is left alone of which not even its next look could be saved."""
LONGEST_WORK = 300.0
"""Seconds of work on one subject; what hangs longer is let go of, as a crash would."""

log = logging.getLogger(__name__)
Work = Callable[[Subject], Coroutine[Any, Any, bool]]
"""Does what is due; tells whether what came of it could be saved."""


class KnownFaults:
    """Keeps one piece of work's fault from all others, and logs it once for as long as it lasts."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, Subject], str] = {}

    async def guarded(
        self,
        work: Callable[[], Coroutine[Any, Any, object]],
        name: str = "",
        about: Subject | None = None,
    ) -> bool:
        """Do one piece of work; one meeting's fault must never stop another's evening.

        What is done again and again `about` something has a name; gives whether it is done.
        """
        try:
            await work()
        except Exception as error:
            if about is None or self._is_new(name, about, error):
                log.exception("tick.fault", extra={"code": name} if name else None)
            return False
        if about is not None and self._known.pop((name, about), None) is not None:
            log.info("tick.fault_over", extra={"code": name})
        return True

    def _is_new(self, name: str, about: Subject, error: Exception) -> bool:
        """Note how a piece of work failed; gives whether it did not fail so before."""
        before = self._known.get((name, about))
        self._known[name, about] = repr(error)
        return before != repr(error)

    def forget(self, is_meant: Callable[[Subject], bool]) -> None:
        """Forget those about some subjects: should they come again, they are logged again."""
        for known in [one for one in self._known if is_meant(one[1])]:
            del self._known[known]


class WorkInProgress:
    """The tasks of what is being worked on."""

    def __init__(self, work: Work, clock: Clock, alarm: Alarm) -> None:
        self._work, self._clock, self._alarm = work, clock, alarm
        self._busy: dict[Subject, asyncio.Task[None]] = {}
        self._rests: dict[Subject, datetime] = {}

    @property
    def busy(self) -> frozenset[Subject]:
        """What is being worked on, or rests."""
        return frozenset(self._busy) | self._resting()

    def start(self, subject: Subject) -> None:
        """Begin, unless it is worked on already, or rests."""
        if subject in self._busy or subject in self._resting():
            return
        task = asyncio.create_task(self._in_time(subject))
        self._busy[subject] = task
        task.add_done_callback(lambda _: self._done(subject))

    def cancel(self, is_meant: Callable[[Subject], bool]) -> None:
        """Stop the work on some of them."""
        for subject, task in self._busy.items():
            if is_meant(subject):
                task.cancel()

    async def idle(self) -> None:
        """Wait until nothing is being worked on."""
        while self._busy:
            await asyncio.gather(*self._busy.values(), return_exceptions=True)

    def _resting(self) -> AbstractSet[Subject]:
        now = self._clock.now()
        for rested in [one for one, until in self._rests.items() if until <= now]:
            del self._rests[rested]
        return self._rests.keys()

    def _done(self, subject: Subject) -> None:
        self._busy.pop(subject, None)
        soon = WHILE_BUSY if len(self._busy) >= MUCH else SOON
        self._alarm.by(self._clock.now() + soon)

    async def _in_time(self, subject: Subject) -> None:
        """Work on something, but not for ever: nothing that hangs keeps it from the next look."""
        GIVES_WAY.set(True)
        try:
            async with asyncio.timeout(LONGEST_WORK):
                saved = await self._work(subject)
        except TimeoutError:
            about = OccurrenceId(subject.id) if subject.kind is SubjectKind.MEETING else None
            log.error("work.hung", extra={"meeting": about})  # noqa: TRY400 - nothing of ours broke
            return
        if not saved:
            self._rests[subject] = self._clock.now() + REST
