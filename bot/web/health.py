"""Health over HTTP, on this machine alone: `/livez`, `/readyz`, and `/metrics` where wanted.

Nothing of a person or a group is in any answer. See docs/reliability.md#watched-from-outside.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

HERE = "127.0.0.1"
FORMAT = "text/plain; version=0.0.4; charset=utf-8"

log = logging.getLogger(__name__)
Look = Callable[[], Awaitable[Mapping[str, bool]]]


class HealthServer:
    """Answers at a port. `look` says what is well; `figures`, where given, are the metrics."""

    def __init__(self, port: int, look: Look, figures: Callable[[], str] | None = None) -> None:
        self._port, self._look, self._figures = port, look, figures
        self._runner: web.AppRunner | None = None

    @property
    def port(self) -> int:
        """The port it listens at."""
        return int(self._runner.addresses[0][1]) if self._runner else self._port

    async def start(self) -> None:
        """Listen; a port that is taken is told in the log, for meetings come before figures."""
        app = web.Application()
        app.router.add_get("/livez", self._livez)
        app.router.add_get("/readyz", self._readyz)
        if self._figures is not None:
            app.router.add_get("/metrics", self._metrics)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, HERE, self._port).start()
        except OSError:
            log.exception("health.not_started")
            await self.stop()

    async def stop(self) -> None:
        """Listen no more."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _livez(self, _request: web.Request) -> web.Response:
        """The loop answers: whoever restarts the process need not."""
        return web.json_response({"alive": True})

    async def _readyz(self, _request: web.Request) -> web.Response:
        found = await self._look()
        return web.json_response(dict(found), status=200 if all(found.values()) else 503)

    async def _metrics(self, _request: web.Request) -> web.Response:
        text = self._figures() if self._figures else ""
        return web.Response(body=text.encode(), headers={"Content-Type": FORMAT})
