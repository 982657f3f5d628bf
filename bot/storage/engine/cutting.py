"""Cuts the line to a server that does not answer in time, so that nobody waits for it for ever.

A server that hangs, or a machine that is gone without a word, keeps its connections: whoever waits
for an answer would wait as long as the network does.
"""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from time import monotonic
from typing import Any

from sqlalchemy import Connection, Engine, event

_LINE = "line"
_EVERY = 1.0
"""Seconds between two looks for what is overdue."""


def remember_lines(engine: Engine) -> None:
    """Keep a second handle on each connection's socket: the first may be somebody else's later."""

    @event.listens_for(engine, "connect")
    def connected(connection: Any, record: Any) -> None:  # noqa: ANN401 - the driver's own
        number = connection.fileno()
        record.info[_LINE] = socket.fromfd(number, socket.AF_INET, socket.SOCK_STREAM)

    @event.listens_for(engine, "close")
    def closed(_: Any, record: Any) -> None:  # noqa: ANN401 - the driver's own
        line = record.info.pop(_LINE, None)
        if line is not None:
            line.close()


class Cutter:
    """Knows until when each connection may be waited for, and cuts it after that."""

    def __init__(self) -> None:
        self._until: dict[socket.socket, float] = {}
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._cut_for_ever, name="cutter", daemon=True)
        self._thread.start()

    @contextmanager
    def by(self, connection: Connection, until: float) -> Iterator[None]:
        """Wait for this connection no longer than `until`: then it breaks."""
        line: socket.socket = connection.info[_LINE]
        self._until[line] = until
        try:
            yield
        finally:
            self._until.pop(line, None)

    def close(self) -> None:
        """Cut nothing more."""
        self._stop.set()
        self._thread.join()

    def _cut_for_ever(self) -> None:
        while not self._stop.wait(_EVERY):
            now = monotonic()
            for line in [one for one, until in tuple(self._until.items()) if until < now]:
                with suppress(OSError):  # it is closed by now
                    line.shutdown(socket.SHUT_RDWR)
