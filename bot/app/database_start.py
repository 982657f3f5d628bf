"""At the start the database server may still be away: the bot waits for it, and says so once.

Whatever else is in the way of the database ends the start: waiting would not help.
"""

import logging
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain, repeat
from typing import TypeVar

from bot.ops import service
from bot.storage.files.faults import StorageFault
from bot.text.catalog import Say, Shown

WAITS = (1.0, 2.0, 4.0, 8.0, 16.0)
LONGEST_WAIT = 30.0
"""Seconds between two tries, at first and then for good."""
_LONGER = "EXTEND_TIMEOUT_USEC=120000000"
"""Lets systemd wait two more minutes for the start."""

log = logging.getLogger(__name__)
Opened = TypeVar("Opened")


class ToldToStop(Exception):
    """Somebody stopped the bot while it waited."""


def wait_for_server(
    open_it: Callable[[], Opened],
    tell: Callable[[str], None],
    say: Say,
    pause: Callable[[float], bool],
) -> Opened:
    """Open the database as soon as its server answers; `tell` says once that it does not.

    `pause` waits, and gives whether we are to stop. Raises ToldToStop, and StorageFault for
    everything that is not simply an absent server.
    """
    told = False
    for wait in chain(WAITS, repeat(LONGEST_WAIT)):
        try:
            opened = open_it()
        except StorageFault as fault:
            if fault.key != "fault.database_away":
                raise
            if not told:
                log.warning("start.waits", extra={"code": fault.key})
                tell(say("run.waits_for_server", server=Shown(fault.facts["server"])))
            told = True
            service.notify(_LONGER)
            if pause(wait):
                raise ToldToStop from None
        else:
            if told:
                log.warning("start.goes_on")
            return opened
    raise AssertionError  # there is always another wait


@contextmanager
def stoppable() -> Iterator[Callable[[float], bool]]:
    """Give a pause that a signal ends; it gives whether there was one."""
    stop = threading.Event()
    numbers = (signal.SIGTERM, signal.SIGINT)
    before = {number: signal.signal(number, lambda *_: stop.set()) for number in numbers}
    try:
        yield stop.wait
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
