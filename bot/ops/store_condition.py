"""The condition of the store: what is in its way now, since when, and told once.

Both engines feed it through the one place where works are run; whoever tells people asks it.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.errors import StoreFault

_NEED_WRITING = frozenset({"full", "read_only", "broken"})
"""States in which reading may go well: only something written shows that they are over."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outage:
    """A time in which the store does not do its work."""

    fault: StoreFault
    began: datetime

    @property
    def state(self) -> str:
        """Name it as the keys of sentences for people do."""
        return self.fault.state


@dataclass(frozen=True, slots=True)
class Over:
    """An outage that is over, and how long it was."""

    outage: Outage
    lasted: timedelta


Told = Callable[[Outage | Over], None]


class StoreCondition:
    """Takes note of what goes wrong and what goes well, from whichever thread.

    An outage is told when it begins, when it turns into another, and when it is over.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._outage: Outage | None = None
        self._heard: list[Told] = []

    @property
    def outage(self) -> Outage | None:
        """What is in the way now."""
        return self._outage

    def tell(self, heard: Told) -> None:
        """Tell of every beginning and end from now on; it may be called from another thread."""
        self._heard.append(heard)

    def failed(self, fault: StoreFault) -> None:
        """Take note of a work that was not done."""
        if not fault.is_outage:
            return
        with self._lock:
            known = self._outage
            if known is not None and known.fault.key == fault.key:
                return
            self._outage = Outage(fault, known.began if known else self._now())
        log.error("storage.failing", extra={"fault": fault.key})
        self._say(self._outage)

    def worked(self, *, wrote: bool = False) -> None:
        """Take note of a work that was done; `wrote` says that something certainly was written."""
        known = self._outage
        if known is None or (known.state in _NEED_WRITING and not wrote):
            return
        with self._lock:
            known, self._outage = self._outage, None
        if known is None:
            return
        over = Over(known, self._now() - known.began)
        ms = round(over.lasted.total_seconds() * 1000)
        log.warning("storage.works_again", extra={"fault": known.fault.key, "ms": ms})
        self._say(over)

    def _say(self, told: Outage | Over) -> None:
        for heard in self._heard:
            heard(told)
