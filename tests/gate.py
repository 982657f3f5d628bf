"""A gate before a server: shut, the server is away; frozen, it hangs.

The server behind goes on: other stories have their databases there.
"""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit


class Gate:
    """Hands on what goes to and fro, while it is open."""

    def __init__(self, url: str) -> None:
        there = urlsplit(url)
        self._server = (there.hostname or "", there.port or 0)
        self._flows = threading.Event()
        self._lines: list[socket.socket] = []
        self._listener: socket.socket | None = None
        self._port = 0
        self.open()
        self.url = url.replace(f":{there.port}/", f":{self._port}/")

    def open(self) -> None:
        """Let everyone through."""
        self._flows.set()
        self._listener = socket.create_server(("127.0.0.1", self._port))
        self._port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def shut(self) -> None:
        """Break every connection, and take no other."""
        if self._listener is not None:
            _end(self._listener)
            self._listener = None
        self._flows.set()
        while self._lines:
            _end(self._lines.pop())

    def freeze(self) -> None:
        """Hold on to whatever comes, either way; nothing breaks."""
        self._flows.clear()

    def thaw(self) -> None:
        """Hand on again."""
        self._flows.set()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                near = listener.accept()[0]
            except OSError:
                return
            try:
                far = socket.create_connection(self._server)
            except OSError:  # the server itself is away
                _end(near)
                continue
            self._lines += (near, far)
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=self._hand_on, args=(one, other), daemon=True).start()

    def _hand_on(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while words := source.recv(65536):
                self._flows.wait()
                target.sendall(words)
        _end(source)
        _end(target)


def _end(one: socket.socket) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()


@contextmanager
def before(url: str) -> Iterator[Gate]:
    """Stand before the server of a database; `url` of what comes leads through."""
    gate = Gate(url)
    yield gate
    gate.shut()
