"""Serves the control page on loopback, to whoever has its address with the token in it."""

from __future__ import annotations

import json
import re
import secrets
from contextlib import asynccontextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import web

from bot.text.catalog import FALLBACK, sentences_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.rehearsal.page.studio import Studio

_HOST = "127.0.0.1"
_TOKEN = "X-Rehearsal"  # noqa: S105 - the name of a header
_FILES = {
    "/": ("index.html", "text/html"),
    "/page.css": ("page.css", "text/css"),
    "/page.js": ("page.js", "text/javascript"),
}
_GUARDED = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


_PLACE = re.compile(r"\{\{(\w+)\}\}")
_SAID_BY_SCRIPT = (
    "room_is", "room_not_yet", "is_inside", "bring_in", "bring_in_whom", "take_out",
    "take_out_whom", "no_key", "no_answer",
)  # fmt: skip


def _sentence(key: str) -> str:
    """A sentence of the page from the catalogue; `words` are those its script says, as JSON."""
    said = sentences_of(FALLBACK)
    if key == "words":
        return escape(
            json.dumps({each: said[f"rehearsal.page.{each}"] for each in _SAID_BY_SCRIPT})
        )
    return escape(said[f"rehearsal.page.{key}"])


@dataclass(slots=True)
class _Page:
    studio: Studio
    token: str
    port: int = 0

    async def file(self, request: web.Request) -> web.Response:
        self._from_here(request)
        name, kind = _FILES[request.path]
        text = (Path(__file__).parent / name).read_text(encoding="utf-8")
        if kind == "text/html":
            text = _PLACE.sub(lambda place: _sentence(place[1]), text)
        return web.Response(text=text, content_type=kind, headers=_GUARDED)

    async def state(self, request: web.Request) -> web.Response:
        """The state; only the time of it when nothing else is newer than `?seen=`."""
        self._trusted(request)
        state = self.studio.state()
        if request.query.get("seen") == str(state["version"]):
            state = {"version": state["version"], "time": state["time"]}
        return web.json_response(state, headers=_GUARDED)

    async def do(self, request: web.Request) -> web.Response:
        self._trusted(request)
        wanted = await request.json()
        try:
            await self.studio.do(str(wanted["act"]), str(wanted.get("who", "")))
        except (KeyError, TypeError, AttributeError):
            raise web.HTTPBadRequest(text="There is no such button.", headers=_GUARDED) from None
        return web.json_response(self.studio.state(), headers=_GUARDED)

    def _from_here(self, request: web.Request) -> None:
        """Refuse other names for this machine, so that no web page can reach in through DNS."""
        if request.headers.get("Host") not in (f"{_HOST}:{self.port}", f"localhost:{self.port}"):
            raise web.HTTPForbidden(headers=_GUARDED)

    def _trusted(self, request: web.Request) -> None:
        self._from_here(request)
        if not secrets.compare_digest(request.headers.get(_TOKEN, ""), self.token):
            raise web.HTTPUnauthorized(headers=_GUARDED)


@asynccontextmanager
async def served(studio: Studio, port: int = 0) -> AsyncIterator[str]:
    """Serve the page and give its address. `port` 0 takes any free one.

    Enter it outside bot-owned work: a server inside it is a wait SimCord does not know.
    """
    page = _Page(studio, secrets.token_urlsafe(16))
    app = web.Application()
    app.router.add_get("/state", page.state)
    app.router.add_post("/do", page.do)
    for path in _FILES:
        app.router.add_get(path, page.file)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, _HOST, port).start()
        page.port = int(runner.addresses[0][1])
        yield f"http://{_HOST}:{page.port}/#{page.token}"
    finally:
        await runner.cleanup()
